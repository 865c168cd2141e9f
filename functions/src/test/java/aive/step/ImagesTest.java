package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Quality;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Images of all orientations, and very large ones.
class ImagesTest {

    /// The luma of the quarters of the stored image: top left, top right, bottom left, bottom right.
    private static final int[] STORED = {40, 90, 140, 190};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// @param shown indices of the stored quarters that are shown top left, top right, bottom left, bottom right
    @ParameterizedTest(name = "{0}")
    @CsvSource({"1, 0 1 2 3", "2, 1 0 3 2", "3, 3 2 1 0", "4, 2 3 0 1", "5, 0 2 1 3", "6, 2 0 3 1", "7, 3 1 2 0",
        "8, 1 3 0 2"})
    void everyOrientationOfAPhotographIsShownUpright(int orientation, String shown) throws IOException {
        assertOrientation(quarters(64), orientation, shown);
    }

    @Test
    void aLargePhotographIsScaledOnceAndStaysUpright() throws IOException {
        assertOrientation(quarters(4_160), 6, "2 0 3 1");
    }

    private void assertOrientation(Path image, int orientation, String shown) throws IOException {
        // given
        Path turned = Files.write(folder.resolve("turned.jpg"), withOrientation(Files.readAllBytes(image), orientation));
        // when
        Path video = TestVideo.of(64, 64, "25", Quality.LOSSLESS).shot(turned, 1).render(folder, 1).video();
        Path raw = folder.resolve("frame.yuv");
        TestFfmpeg.output("-i", video.toString(), "-map", "0:v:0", "-frames:v", "1", "-pix_fmt", "yuv420p", "-f",
                "rawvideo", raw.toString());
        byte[] frame = Files.readAllBytes(raw);
        // then
        List<Integer> corners = List.of(64 * 16 + 16, 64 * 16 + 48, 64 * 48 + 16, 64 * 48 + 48);
        String[] quarters = shown.split(" ");
        for (int i = 0; i < quarters.length; i++) {
            int luma = 16 + STORED[Integer.parseInt(quarters[i])] * 219 / 255;
            assertEquals(luma, frame[corners.get(i)] & 0xFF, 4, "quarter " + i);
        }
    }

    private static Path quarters(int size) {
        return TestMedia.made("quarters.jpg", "-f", "lavfi", "-i",
                ("color=black:s=64x64,format=gray,geq=lum='40+50*gte(X,32)+100*gte(Y,32)',"
                        + "scale=%d:-1:flags=neighbor,format=yuvj420p").formatted(size), "-frames:v", "1", "-q:v", "2");
    }

    /// A JPEG with an EXIF segment that holds only the orientation.
    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] exif = {(byte) 0xFF, (byte) 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        bytes.writeBytes(exif);
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }
}
