package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.MediaTooLarge;
import aive.error.MediaUnusable;
import aive.error.RenderError;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Quality;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables of an MP4 that claim absurd numbers.
class ClaimedSizesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest(name = "{0} samples")
    @ValueSource(ints = {10_000_000, 60_000_000})
    void givenMillionsOfSamplesOfOneByte_whenFetched_thenTheFileIsRefused(int samples) throws IOException {
        // given: a constant sample size of 1, and 10 MB of data
        ByteBuffer clip = clip(10_000_000);
        clip.putInt(at(clip, "stsz") + 8, 1).putInt(at(clip, "stsz") + 12, samples);
        clip.putInt(at(clip, "stsc") + 16, samples);
        clip.putInt(at(clip, "stts") + 12, samples);
        // then
        RenderError error = assertThrows(RenderError.class, () -> frames(clip));
        assertTrue(error instanceof MediaTooLarge || error instanceof MediaUnusable, error::toString);
        assertEquals("/project_data/sentences/0/selected_footage/url", error.problems().getFirst().pointer());
    }

    @Test
    void givenTheLargestTimescale_whenRendered_thenTheFirstFrameIsShown() throws IOException {
        ByteBuffer clip = clip(0);
        clip.putInt(at(clip, "mdhd") + 16, Integer.MAX_VALUE);
        assertEquals(30, frames(clip));
    }

    @Test
    void givenAnEditListBehindTheEnd_whenFetched_thenTheFileIsRefused() throws IOException {
        ByteBuffer clip = clip(0);
        clip.putInt(at(clip, "elst") + 12, Integer.MAX_VALUE).putInt(at(clip, "elst") + 16, Integer.MAX_VALUE);
        assertTrue(String.valueOf(assertThrows(MediaUnusable.class, () -> frames(clip)).getMessage())
                .contains("has a video stream without frames"));
    }

    private long frames(ByteBuffer clip) throws IOException {
        Path file = Files.write(folder.resolve("clip.mp4"), bytes(clip));
        Path video = TestVideo.of(64, 36, "30", Quality.DRAFT).shot(file, 30).render(folder, 1).video();
        return TestFfmpeg.frameDigests(video).size();
    }

    private static ByteBuffer clip(int more) throws IOException {
        byte[] bytes = Files.readAllBytes(TestMedia.fiveFrames());
        return ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + more));
    }

    private static byte[] bytes(ByteBuffer clip) {
        byte[] bytes = new byte[clip.capacity()];
        clip.get(0, bytes);
        return bytes;
    }

    /// The position of a box's type.
    private static int at(ByteBuffer clip, String type) {
        return new String(bytes(clip), StandardCharsets.ISO_8859_1).indexOf(type);
    }
}
