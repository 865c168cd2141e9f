package aive.caption;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes PNG files of 8-bit RGBA with straight alpha.
///
/// All rows use the same filter and the fastest compression, since the files are temporary and mostly transparent.
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte RGBA = 6;
    private static final byte DIFFERENCE_TO_THE_ROW_ABOVE = 2;

    private Png() {}

    /// @param argb the pixels, row by row, with straight alpha
    static byte[] of(int[] argb, int width, int height) {
        ByteArrayOutputStream file = new ByteArrayOutputStream(1 << 16);
        file.writeBytes(SIGNATURE);
        chunk(file, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put(RGBA).array());
        chunk(file, "IDAT", compressed(argb, width, height));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static byte[] compressed(int[] argb, int width, int height) {
        ByteArrayOutputStream data = new ByteArrayOutputStream(1 << 16);
        byte[] row = new byte[1 + 4 * width];
        row[0] = DIFFERENCE_TO_THE_ROW_ABOVE;
        byte[] above = new byte[4 * width];
        byte[] buffer = new byte[1 << 14];
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            for (int y = 0; y < height; y++) {
                for (int x = 0, at = 0; x < width; x++) {
                    int rgba = Integer.rotateLeft(argb[y * width + x], 8);
                    for (int shift = 24; shift >= 0; shift -= 8, at++) {
                        byte sample = (byte) (rgba >> shift);
                        row[1 + at] = (byte) (sample - above[at]);
                        above[at] = sample;
                    }
                }
                deflater.setInput(row);
                if (y == height - 1) {
                    deflater.finish();
                }
                while (y == height - 1 ? !deflater.finished() : !deflater.needsInput()) {
                    data.write(buffer, 0, deflater.deflate(buffer));
                }
            }
        } finally {
            deflater.end();
        }
        return data.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(name);
        file.writeBytes(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
