package aive.caption;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Sheets of pictures that are compared with golden files, which people have looked at.
///
/// `-Dgolden.write=true` writes the golden files again.
public final class GoldenSheet {

    /// The least similarity of a sheet and its golden file; another processor may round differently.
    private static final double SIMILAR = 0.98;

    private static final float JPEG_QUALITY = 0.8f;

    private GoldenSheet() {}

    /// Compares drawings with a PNG file.
    public static void compareDrawing(BufferedImage sheet, Path golden) {
        compare(sheet, golden, "png");
    }

    /// Compares photographs with a JPEG file. The sheet is compressed in the same way.
    public static void comparePhotographs(BufferedImage sheet, Path golden) {
        compare(sheet, golden, "jpg");
    }

    private static void compare(BufferedImage sheet, Path golden, String format) {
        try {
            byte[] encoded = encoded(sheet, format);
            if (Boolean.getBoolean("golden.write")) {
                Files.createDirectories(golden.getParent());
                Files.write(golden, encoded);
            }
            double similarity = Similarity.of(
                    ImageIO.read(golden.toFile()), ImageIO.read(new ByteArrayInputStream(encoded)));
            assertTrue(similarity >= SIMILAR, "similarity " + similarity + " with " + golden);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(BufferedImage sheet, String format) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        if (format.equals("jpg")) {
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(JPEG_QUALITY);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(sheet, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
