package aive.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes HEIC images of 64×64 pixels from a frame that x265 has encoded (ISO/IEC 23008-12). FFmpeg cannot write them.
public final class TestHeif {

    private TestHeif() {}

    /// The left half is red, the right half blue, and the bottom green.
    private static byte[] source() {
        return bytes(TestMedia.made("one.mp4", "-f", "lavfi", "-i", "color=red:s=64x64:d=0.04", "-vf",
                "drawbox=32:0:32:64:blue:fill,drawbox=0:48:64:16:lime:fill,"
                        + "scale=out_color_matrix=bt709,format=yuv420p,setparams=colorspace=bt709",
                "-frames:v", "1", "-c:v", "libx265", "-x265-params", "log-level=error:lossless=1:colormatrix=bt709",
                "-tag:v", "hvc1"));
    }

    /// An image with properties, such as an orientation.
    public static byte[] image(byte[]... properties) {
        return file(1, properties);
    }

    /// An image of 128×128 pixels in four tiles.
    public static byte[] grid() {
        return file(4);
    }

    /// A property that turns the image counterclockwise by quarters.
    public static byte[] turned(int quarters) {
        return box("irot", new byte[] {(byte) quarters});
    }

    /// A property that exchanges top and bottom (0) or left and right (1).
    public static byte[] mirrored(int axis) {
        return box("imir", new byte[] {(byte) axis});
    }

    private static byte[] file(int tiles, byte[]... properties) {
        byte[] source = source();
        byte[] frame = Arrays.copyOfRange(source, position(source, "mdat") + 8, end(source, "mdat"));
        byte[] decoder = Arrays.copyOfRange(source, position(source, "hvcC"), end(source, "hvcC"));
        byte[] type = box("ftyp", text("heic"), number(0, 4), text("mif1heic"));
        int offset = type.length + meta(tiles, decoder, properties, 0, frame.length).length + 8;
        return joined(type, meta(tiles, decoder, properties, offset, frame.length), box("mdat", frame));
    }

    private static byte[] meta(int tiles, byte[] decoder, byte[][] properties, int offset, int length) {
        boolean grid = tiles > 1;
        int items = grid ? tiles + 1 : 1;
        List<byte[]> infos = new ArrayList<>(List.of(number(items, 2)));
        List<byte[]> places = new ArrayList<>(List.of(new byte[] {0x44, 0}, number(items, 2)));
        List<byte[]> owned = new ArrayList<>(List.of(number(items, 4)));
        List<byte[]> parts = new ArrayList<>(List.of(number(items, 2), number(tiles, 2)));
        for (int item = 1; item <= items; item++) {
            boolean tile = item <= tiles;
            infos.add(full("infe", 2, number(item, 2), number(0, 2), text(tile ? "hvc1" : "grid"), new byte[1]));
            places.add(joined(number(item, 2), number(tile ? 0 : 1, 2), number(0, 2), number(1, 2),
                    number(tile ? offset : 0, 4), number(tile ? length : 8, 4)));
            byte[] numbers = new byte[tile ? 2 + properties.length : 1];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (byte) (tile ? 0x80 | (i + 1) : 3);
            }
            owned.add(joined(number(item, 2), number(numbers.length, 1), numbers));
            if (tile) {
                parts.add(number(item, 2));
            }
        }
        List<byte[]> all = new ArrayList<>(List.of(decoder, full("ispe", 0, number(64, 4), number(64, 4))));
        all.addAll(grid ? List.of(full("ispe", 0, number(128, 4), number(128, 4))) : Arrays.asList(properties));
        return full("meta", 0,
                full("hdlr", 0, number(0, 4), text("pict"), new byte[13]),
                full("pitm", 0, number(items, 2)),
                full("iloc", 1, joined(places)),
                full("iinf", 0, joined(infos)),
                grid ? full("iref", 0, box("dimg", joined(parts))) : new byte[0],
                box("iprp", box("ipco", joined(all)), full("ipma", 0, joined(owned))),
                grid ? box("idat", new byte[] {0, 0, 1, 1}, number(128, 2), number(128, 2)) : new byte[0]);
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] body = joined(content);
        return joined(number(8 + body.length, 4), text(type), body);
    }

    private static byte[] full(String type, int version, byte[]... content) {
        return box(type, number(version << 24, 4), joined(content));
    }

    private static byte[] number(int value, int bytes) {
        return Arrays.copyOfRange(ByteBuffer.allocate(4).putInt(value).array(), 4 - bytes, 4);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(List<byte[]> parts) {
        return joined(parts.toArray(byte[][]::new));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /// The position of the size of the first box of a type.
    private static int position(byte[] file, String type) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf(type) - 4;
    }

    private static int end(byte[] file, String type) {
        return position(file, type) + ByteBuffer.wrap(file).getInt(position(file, type));
    }

    /// The file with a box behind the decoder configuration of its HEVC track.
    ///
    /// @param mp4 a file whose `moov` comes last, so that no position changes
    public static byte[] withBoxInTrack(Path mp4, String type, byte[] content) {
        byte[] file = bytes(mp4);
        byte[] box = box(type, content);
        ByteBuffer sizes = ByteBuffer.wrap(file);
        for (String outer : List.of("moov", "trak", "mdia", "minf", "stbl", "stsd", "hvc1")) {
            int at = position(file, outer);
            sizes.putInt(at, sizes.getInt(at) + box.length);
        }
        int at = end(file, "hvcC");
        return joined(Arrays.copyOf(file, at), box, Arrays.copyOfRange(file, at, file.length));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
