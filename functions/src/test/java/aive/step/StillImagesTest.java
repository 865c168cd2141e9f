package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.forecast.CallMeter;
import aive.message.RenderResult;
import aive.message.StitchInput;
import aive.project.Quality;
import aive.step.stitch.StitchVideo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The poster and the contact sheet show the planned frames in their colours.
class StillImagesTest {

    private static final int BLUE = 0x00A0C0;
    private static final int ORANGE = 0xE07010;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest(name = "frame {0}")
    @CsvSource({"0, 00A0C0", "9, 00A0C0", "10, E07010", "24, E07010", "25, 00A0C0", "29, 00A0C0"})
    void thePosterIsExactlyTheFrame(long frame, String colour) throws IOException {
        // when
        var rendered = film("30000/1001").stills(frame, List.of()).render(folder, TestVideo.ONE_CHUNK);
        // then
        byte[] poster = pixels(rendered.store().root().resolve(rendered.result().posterKey()));
        assertEquals(64 * 36 * 3, poster.length);
        assertColour(Integer.parseInt(colour, 16), poster, (64 * 18 + 32) * 3);
        assertEquals(Optional.empty(), rendered.result().contactSheetKey());
    }

    @Test
    void aContactSheetShowsItsFramesInRowsAndIsMadeAgainIfItIsLost() throws IOException {
        // given: five frames of a wide video, four in a row
        var rendered = film("30").stills(0, List.of(2L, 10L, 15L, 24L, 29L)).render(folder, TestVideo.ONE_CHUNK);
        Path sheet = rendered.store().root().resolve(rendered.result().contactSheetKey().orElseThrow());
        // then: cells of 480×270
        byte[] pixels = pixels(sheet);
        assertEquals(1920 * 540 * 3, pixels.length);
        int[] first = {BLUE, ORANGE, ORANGE, ORANGE};
        for (int i = 0; i < first.length; i++) {
            assertColour(first[i], pixels, (1920 * 135 + 480 * i + 240) * 3);
        }
        assertColour(BLUE, pixels, (1920 * 405 + 240) * 3);
        assertColour(0, pixels, (1920 * 405 + 720) * 3);
        // when
        Files.delete(sheet);
        assertFalse(Files.exists(sheet));
        RenderResult again = (RenderResult) new StitchVideo(rendered.store(), TestFfmpeg.FFMPEG, folder.resolve("work"))
                .run(new StitchInput("test", rendered.planKey(), Optional.empty()), TestFfmpeg.soon(), CallMeter.free());
        // then
        assertEquals(rendered.result().contactSheetKey(), again.contactSheetKey());
        assertEquals(1920 * 540 * 3, pixels(sheet).length);
    }

    @Test
    void aContactSheetOfFewFramesHasNoEmptyPlaces() throws IOException {
        // when
        var rendered = film("30").stills(0, List.of(2L, 15L)).render(folder, TestVideo.ONE_CHUNK);
        // then: cells of 960×540
        Path sheet = rendered.store().root().resolve(rendered.result().contactSheetKey().orElseThrow());
        byte[] pixels = pixels(sheet);
        assertEquals(1920 * 540 * 3, pixels.length);
        assertColour(BLUE, pixels, (1920 * 270 + 480) * 3);
        assertColour(ORANGE, pixels, (1920 * 270 + 1440) * 3);
    }

    private static TestVideo film(String rate) {
        Path blue = still("blue.png", "0x00A0C0");
        return TestVideo.of(64, 36, rate, Quality.LOSSLESS)
                .shot(blue, 10).shot(still("orange.png", "0xE07010"), 15).shot(blue, 5);
    }

    private static Path still(String name, String colour) {
        return TestMedia.made(name, "-f", "lavfi", "-i", "color=" + colour + ":s=64x36,format=rgb24", "-frames:v", "1");
    }

    private byte[] pixels(Path image) throws IOException {
        Path raw = folder.resolve("pixels.raw");
        TestFfmpeg.output("-y", "-f", "jpeg_pipe", "-i", image.toString(), "-pix_fmt", "rgb24", "-f", "rawvideo",
                raw.toString());
        return Files.readAllBytes(raw);
    }

    private static void assertColour(int expected, byte[] pixels, int offset) {
        for (int i = 0; i < 3; i++) {
            assertEquals(expected >> (16 - 8 * i) & 0xFF, pixels[offset + i] & 0xFF, 6, "channel " + i);
        }
    }
}
