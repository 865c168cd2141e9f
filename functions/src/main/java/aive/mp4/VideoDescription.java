package aive.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The decoder's parameters of a video track: its sample entry without the bit rate, which differs between files.
public final class VideoDescription {

    /// The lengths of a box's header and of the fields of a visual sample entry, after which its boxes begin.
    private static final int BOX_HEADER = 8;
    private static final int FIELDS = 78;

    private static final int TYPE = 4;
    private static final int WIDTH = 32;
    private static final int HEIGHT = 34;

    private final byte[] entry;

    private VideoDescription(byte[] entry) {
        this.entry = entry;
    }

    static VideoDescription of(byte[] entry) throws InvalidMp4Exception {
        ByteBuffer source = ByteBuffer.wrap(entry);
        ByteBuffer target = ByteBuffer.allocate(entry.length);
        if (entry.length < BOX_HEADER + FIELDS || source.getInt(0) != entry.length) {
            throw new InvalidMp4Exception("its sample description is damaged");
        }
        target.put(entry, 0, BOX_HEADER + FIELDS);
        int at = BOX_HEADER + FIELDS;
        while (at < entry.length) {
            int size = source.getInt(at);
            if (size < BOX_HEADER || size > entry.length - at) {
                throw new InvalidMp4Exception("its sample description is damaged");
            }
            if (!text(entry, at + TYPE).equals("btrt")) {
                target.put(entry, at, size);
            }
            at += size;
        }
        target.putInt(0, target.position());
        return new VideoDescription(Arrays.copyOf(target.array(), target.position()));
    }

    /// The type of the sample entry, which stands for the codec: `avc1`, `hvc1`.
    public String type() {
        return text(entry, TYPE);
    }

    /// The width in pixels.
    public int width() {
        return Short.toUnsignedInt(ByteBuffer.wrap(entry).getShort(WIDTH));
    }

    /// The height in pixels.
    public int height() {
        return Short.toUnsignedInt(ByteBuffer.wrap(entry).getShort(HEIGHT));
    }

    byte[] entry() {
        return entry.clone();
    }

    private static String text(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VideoDescription that && Arrays.equals(entry, that.entry);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entry);
    }
}
