package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Fill;
import aive.project.Quality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Transparent footage is shown in front of the background, never with the colour stored under it.
class TransparencyTest {

    /// Red: transparent in the left half, opaque in the right one.
    private static final String HALF =
            "color=red:s=64x36:r=25:d=0.2,format=rgba,geq=r=255:g=0:b=0:a='if(lt(X,32),0,255)'";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("half.avif", TestMedia.resource("half_transparent.avif")),
                file("half.png", "-frames:v", "1"),
                file("half.webp", "-frames:v", "1", "-lossless", "1"),
                file("half.gif", "-vf", "split[a][b];[a]palettegen[p];[b][p]paletteuse"),
                file("half.mov", "-c:v", "prores_ks", "-pix_fmt", "yuva444p10le"),
                file("half.webm", "-c:v", "libvpx-vp9", "-pix_fmt", "yuva420p", "-lossless", "1"),
                file("vp8.webm", "-c:v", "libvpx", "-auto-alt-ref", "0", "-pix_fmt", "yuva420p", "-b:v", "4M"),
                file("qtrle.mov", "-c:v", "qtrle"),
                file("palette.png", "-vf", "split[a][b];[a]palettegen[p];[b][p]paletteuse", "-frames:v", "1", "-c:v",
                        "png"));
    }

    private static Arguments file(String name, String... options) {
        List<Object> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", HALF));
        arguments.addAll(List.of(options));
        return Arguments.of(name, TestMedia.made(name, arguments.toArray()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void transparentPixelsShowTheBackgroundAndOpaqueOnesTheirColour(String name, Path file) throws IOException {
        // when: with a background of pure green
        byte[] frame = firstFrame(TestVideo.of(64, 36, "25", Quality.LOSSLESS).background(0x00FF00).shot(file, 3));
        // then: luma of green and of red in BT.709, and no mixture one pixel outside the edge
        assertEquals(173, frame[64 * 18 + 8] & 0xFF, 3, name);
        assertEquals(63, frame[64 * 18 + 56] & 0xFF, 3, name);
    }

    @Test
    void theDefaultBackgroundIsBlack() throws IOException {
        Path clear = TestMedia.made("clear.png", "-f", "lavfi", "-i", "color=red@0:s=64x36,format=rgba", "-frames:v",
                "1");
        byte[] frame = firstFrame(TestVideo.of(64, 36, "25", Quality.LOSSLESS).shot(clear, 2));
        for (int i = 0; i < 64 * 36; i++) {
            assertEquals(16, frame[i] & 0xFF);
        }
    }

    @Test
    void theColourUnderTransparentPixelsDoesNotReachTheEdge() throws IOException {
        // given: white under transparent pixels beside black, enlarged; white would make the edge brighter
        Path file = TestMedia.made("edge.png", "-f", "lavfi", "-i",
                "color=black:s=16x8,format=rgba,geq=r='if(lt(X,8),255,0)':g='if(lt(X,8),255,0)':b='if(lt(X,8),255,0)'"
                        + ":a='if(lt(X,8),0,255)'",
                "-frames:v", "1");
        // when
        byte[] frame = firstFrame(TestVideo.of(128, 64, "25", Quality.LOSSLESS).shot(file, 1));
        // then
        for (int i = 0; i < 128 * 64; i++) {
            assertTrue((frame[i] & 0xFF) <= 16, "pixel " + i);
        }
    }

    @Test
    void aTransparentClipLoopsLikeAnOpaqueOne() throws IOException {
        Path clip = TestMedia.made("moving.webm", "-f", "lavfi", "-i", "testsrc2=s=192x108:r=25:d=0.4,format=yuva420p",
                "-c:v", "libvpx-vp9", "-pix_fmt", "yuva420p", "-lossless", "1");
        List<String> frames = TestFfmpeg.frameDigests(TestVideo.of(192, 108, "25", Quality.LOSSLESS)
                        .shot(clip, 25, "0.2", Fill.LOOP).render(folder, TestVideo.ONE_CHUNK).video())
                .stream().map(line -> line.substring(line.lastIndexOf(',') + 1)).toList();
        assertEquals(10, frames.stream().distinct().count());
        assertEquals(frames.subList(0, 15), frames.subList(10, 25));
    }

    private byte[] firstFrame(TestVideo video) throws IOException {
        Path raw = folder.resolve("frame.yuv");
        TestFfmpeg.output("-i", video.render(folder, TestVideo.ONE_CHUNK).video().toString(), "-map", "0:v:0",
                "-frames:v", "1", "-pix_fmt", "yuv420p", "-f", "rawvideo", raw.toString());
        return Files.readAllBytes(raw);
    }
}
