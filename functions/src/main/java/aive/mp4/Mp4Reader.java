package aive.mp4;

import aive.time.Rational;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Reads the tables of MP4 files of this program: not fragmented, with one edit a track.
///
/// Box layouts are those of ISO/IEC 14496-12.
public final class Mp4Reader {

    /// How much is read at once. The tables of a chunk and its first key frame usually fit.
    private static final int FIRST_READ = 512 << 10;

    private static final int MOST_TABLE_BYTES = 512 << 20;

    private static final int BOX_HEADER = 8;
    private static final int LARGE_BOX_HEADER = 16;
    private static final int FULL_BOX_HEADER = 4;

    private final RangeReader file;
    private final byte[] first;

    private Mp4Reader(RangeReader file) {
        this.file = file;
        this.first = file.read(0, FIRST_READ);
    }

    /// @throws InvalidMp4Exception if the tables are missing, incomplete, or contradict each other
    public static Mp4File read(RangeReader file) throws InvalidMp4Exception {
        try {
            return new Mp4Reader(file).read();
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | ArithmeticException e) {
            throw new InvalidMp4Exception("its tables are damaged", e);
        }
    }

    private Mp4File read() throws InvalidMp4Exception {
        Optional<ByteBuffer> movie = Optional.empty();
        long at = 0;
        while (true) {
            ByteBuffer header = bytes(at, LARGE_BOX_HEADER);
            if (header.remaining() < BOX_HEADER) {
                throw new InvalidMp4Exception("it has no samples");
            }
            Box box = box(header);
            if (box.type.equals("mdat")) {
                byte[] head = whole(at + box.header, 0).array();
                if (movie.isPresent()) {
                    return new Mp4File(tracks(movie.get()), head, new byte[0]);
                }
                byte[] tail = whole(behind(at + box.size), at + box.size).array();
                return new Mp4File(tracks(movie(tail)), head, tail);
            }
            if (box.type.equals("moov")) {
                movie = Optional.of(whole(at + box.size, at).position(box.header).slice());
            }
            at += box.size;
        }
    }

    /// The end of the box that begins at `at`.
    private long behind(long at) throws InvalidMp4Exception {
        ByteBuffer header = bytes(at, LARGE_BOX_HEADER);
        if (header.remaining() < BOX_HEADER) {
            throw new InvalidMp4Exception("it is incomplete");
        }
        return at + box(header).size;
    }

    private static ByteBuffer movie(byte[] tail) throws InvalidMp4Exception {
        ByteBuffer bytes = ByteBuffer.wrap(tail);
        Box box = box(bytes);
        if (!box.type.equals("moov")) {
            throw new InvalidMp4Exception("it has no tables");
        }
        return bytes.slice();
    }

    private ByteBuffer whole(long end, long start) throws InvalidMp4Exception {
        long length = end - start;
        if (length < 0 || length > MOST_TABLE_BYTES) {
            throw new InvalidMp4Exception("its tables would have %d bytes".formatted(length));
        }
        ByteBuffer bytes = bytes(start, (int) length);
        if (bytes.remaining() < length) {
            throw new InvalidMp4Exception("it is incomplete");
        }
        return bytes;
    }

    private ByteBuffer bytes(long offset, int length) {
        boolean isEnd = first.length < FIRST_READ;
        if (offset + length <= first.length || isEnd) {
            int from = (int) Math.min(offset, first.length);
            return ByteBuffer.wrap(Arrays.copyOfRange(first, from, (int) Math.min(offset + length, first.length)));
        }
        return ByteBuffer.wrap(file.read(offset, length));
    }

    /// @param header the number of bytes before the content
    private record Box(String type, long size, int header) {}

    /// Reads a box's header, and stops at its content.
    private static Box box(ByteBuffer bytes) throws InvalidMp4Exception {
        long size = Integer.toUnsignedLong(bytes.getInt());
        String type = text(bytes);
        int header = BOX_HEADER;
        if (size == 1) {
            size = bytes.getLong();
            header = LARGE_BOX_HEADER;
        }
        if (size < header) {
            throw new InvalidMp4Exception("a box has %d bytes".formatted(size));
        }
        return new Box(type, size, header);
    }

    private static String text(ByteBuffer bytes) {
        byte[] letters = new byte[4];
        bytes.get(letters);
        return new String(letters, StandardCharsets.ISO_8859_1);
    }

    /// The content of each box of a type, at the end of a path of boxes.
    private static List<ByteBuffer> all(ByteBuffer parent, String... path) throws InvalidMp4Exception {
        List<ByteBuffer> found = new ArrayList<>();
        ByteBuffer bytes = parent.duplicate();
        while (bytes.hasRemaining()) {
            Box box = box(bytes);
            int length = Math.toIntExact(box.size - box.header);
            ByteBuffer content = bytes.slice(bytes.position(), length);
            bytes.position(bytes.position() + length);
            if (box.type.equals(path[0])) {
                found.addAll(path.length == 1
                        ? List.of(content) : all(content, Arrays.copyOfRange(path, 1, path.length)));
            }
        }
        return found;
    }

    private static Optional<ByteBuffer> find(ByteBuffer parent, String... path) throws InvalidMp4Exception {
        return all(parent, path).stream().findFirst();
    }

    private static ByteBuffer the(ByteBuffer parent, String... path) throws InvalidMp4Exception {
        return find(parent, path).orElseThrow(
                () -> new InvalidMp4Exception("it has no box %s".formatted(String.join("/", path))));
    }

    private static List<Track> tracks(ByteBuffer movie) throws InvalidMp4Exception {
        ByteBuffer header = the(movie, "mvhd");
        long timescale = timescale(header);
        List<Track> tracks = new ArrayList<>();
        for (ByteBuffer track : all(movie, "trak")) {
            tracks.add(track(track, timescale));
        }
        return tracks;
    }

    /// Reads the ticks per second of `mvhd` or `mdhd`, and stops at the duration.
    private static long timescale(ByteBuffer header) throws InvalidMp4Exception {
        int version = version(header);
        header.position(header.position() + (version == 1 ? 16 : 8));
        long timescale = Integer.toUnsignedLong(header.getInt());
        if (timescale == 0) {
            throw new InvalidMp4Exception("it has a timescale of 0");
        }
        return timescale;
    }

    private static int version(ByteBuffer fullBox) {
        return fullBox.getInt() >>> 24;
    }

    private static Track track(ByteBuffer track, long movieTimescale) throws InvalidMp4Exception {
        ByteBuffer media = the(track, "mdia");
        long timescale = timescale(the(media, "mdhd"));
        ByteBuffer handler = the(media, "hdlr");
        handler.position(FULL_BOX_HEADER + 4);
        ByteBuffer table = the(media, "minf", "stbl");
        int[] sizes = sizes(the(table, "stsz"));
        int[] durations = runs(the(table, "stts"), sizes.length);
        Optional<ByteBuffer> delays = find(table, "ctts");
        Optional<ByteBuffer> keys = find(table, "stss");
        Edit edit = edit(find(track, "edts", "elst"), durations, timescale, movieTimescale);
        return new Track(
                text(handler),
                description(the(table, "stsd")),
                timescale,
                edit.start,
                edit.seconds,
                sizes,
                offsets(table, sizes),
                durations,
                delays.isPresent() ? runs(delays.get(), sizes.length) : new int[sizes.length],
                keys.isPresent() ? keys(keys.get(), sizes.length) : all(sizes.length));
    }

    private record Edit(long start, Rational seconds) {}

    private static Edit edit(Optional<ByteBuffer> list, int[] durations, long timescale, long movieTimescale)
            throws InvalidMp4Exception {
        if (list.isEmpty()) {
            return new Edit(0, Rational.of(Arrays.stream(durations).asLongStream().sum(), timescale));
        }
        ByteBuffer edits = list.get();
        boolean large = version(edits) == 1;
        int count = edits.getInt();
        long length = large ? edits.getLong() : Integer.toUnsignedLong(edits.getInt());
        long start = large ? edits.getLong() : edits.getInt();
        if (count != 1 || start < 0) {
            throw new InvalidMp4Exception("it has %d edits, the first from %d on".formatted(count, start));
        }
        return new Edit(start, Rational.of(length, movieTimescale));
    }

    private static byte[] description(ByteBuffer box) throws InvalidMp4Exception {
        box.position(FULL_BOX_HEADER);
        int count = box.getInt();
        if (count != 1) {
            throw new InvalidMp4Exception("it has %d sample descriptions".formatted(count));
        }
        byte[] description = new byte[box.remaining()];
        box.get(description);
        return description;
    }

    private static int[] sizes(ByteBuffer box) {
        box.position(FULL_BOX_HEADER);
        int same = box.getInt();
        int count = box.getInt();
        int[] sizes = new int[checked(count, same == 0 ? box.remaining() / Integer.BYTES : MOST_TABLE_BYTES)];
        for (int i = 0; i < count; i++) {
            sizes[i] = checked(same == 0 ? box.getInt() : same, Integer.MAX_VALUE);
        }
        return sizes;
    }

    private static int checked(int number, int most) {
        if (number < 0 || number > most) {
            throw new IllegalArgumentException("%d instead of at most %d".formatted(number, most));
        }
        return number;
    }

    /// Reads `stts` or `ctts`: pairs of a number of samples and their value.
    private static int[] runs(ByteBuffer box, int samples) throws InvalidMp4Exception {
        box.position(FULL_BOX_HEADER);
        int[] values = new int[samples];
        int entries = box.getInt();
        int at = 0;
        for (int i = 0; i < entries; i++) {
            int count = checked(box.getInt(), samples - at);
            Arrays.fill(values, at, at + count, box.getInt());
            at += count;
        }
        if (at != samples) {
            throw new InvalidMp4Exception("it has times of %d of its %d samples".formatted(at, samples));
        }
        return values;
    }

    private static BitSet keys(ByteBuffer box, int samples) {
        box.position(FULL_BOX_HEADER);
        BitSet keys = new BitSet(samples);
        int entries = box.getInt();
        for (int i = 0; i < entries; i++) {
            keys.set(checked(box.getInt() - 1, samples - 1));
        }
        return keys;
    }

    private static BitSet all(int samples) {
        BitSet all = new BitSet(samples);
        all.set(0, samples);
        return all;
    }

    private static long[] offsets(ByteBuffer table, int[] sizes) throws InvalidMp4Exception {
        long[] runs = runOffsets(table);
        ByteBuffer box = the(table, "stsc");
        box.position(FULL_BOX_HEADER);
        int entries = box.getInt();
        long[] offsets = new long[sizes.length];
        int sample = 0;
        int first = entries == 0 ? 1 : box.getInt();
        for (int i = 0; i < entries; i++) {
            int samplesInRun = box.getInt();
            box.getInt();
            int next = i + 1 < entries ? box.getInt() : runs.length + 1;
            for (int run = first - 1; run < checked(next - 1, runs.length); run++) {
                long at = runs[run];
                for (int j = 0; j < samplesInRun; j++) {
                    checked(sample, sizes.length - 1);
                    offsets[sample] = at;
                    at += sizes[sample];
                    sample++;
                }
            }
            first = next;
        }
        if (sample != sizes.length) {
            throw new InvalidMp4Exception("it has places of %d of its %d samples".formatted(sample, sizes.length));
        }
        return offsets;
    }

    private static long[] runOffsets(ByteBuffer table) throws InvalidMp4Exception {
        Optional<ByteBuffer> small = find(table, "stco");
        ByteBuffer box = small.isPresent() ? small.get() : the(table, "co64");
        box.position(FULL_BOX_HEADER);
        int width = small.isPresent() ? Integer.BYTES : Long.BYTES;
        long[] offsets = new long[checked(box.getInt(), box.remaining() / width)];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = small.isPresent() ? Integer.toUnsignedLong(box.getInt()) : box.getLong();
        }
        return offsets;
    }
}
