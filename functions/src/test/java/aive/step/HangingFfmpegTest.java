package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.EncodeFailed;
import aive.error.MediaUnusable;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegBuild;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Fill;
import aive.project.Quality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An FFmpeg that stands still is noticed by that, and named with what it was about to show.
class HangingFfmpegTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void givenAnFfmpegThatHangsOnce_whenRestarted_thenTheChunkIsRenderedAndTheSentenceReported() throws IOException {
        // given: in the second chunk of three
        Path asleep = folder.resolve("asleep");
        Ffmpeg ffmpeg =
                before(("case \"$*\" in *trim=end_frame=12*libx264*) [ -e '%1$s' ] || { touch '%1$s'; exec sleep "
                        + "1236; } ;; esac").formatted(asleep));
        // when
        var testVideo = testVideo().with(ffmpeg).render(folder.resolve("film"), 1);
        // then
        assertEquals(33, TestFfmpeg.frameDigests(testVideo.video()).size());
        assertEquals(
                "FFmpeg stalled and was started again: frame 0 of chunk 2 (sentence 2–2, from  to ), while it "
                        + "showed the footage " + TestMedia.fiveFrames(),
                testVideo.chunks().get(1).restarted().orElseThrow());
        assertTrue(testVideo.chunks().get(0).restarted().isEmpty() && testVideo.chunks().get(2).restarted().isEmpty());
    }

    @Test
    void givenAnFfmpegThatAlwaysHangs_thenTheErrorNamesTheSentenceAndItsFootage() throws IOException {
        // given
        Ffmpeg ffmpeg = before("case \"$*\" in *trim=end_frame=12*libx264*) exec sleep 1237 ;; esac");
        // when
        EncodeFailed error =
                assertThrows(EncodeFailed.class, () -> testVideo().with(ffmpeg).render(folder.resolve("film"), 1));
        // then
        assertEquals(
                "/project_data/sentences/1/selected_footage/url: FFmpeg stalled twice at the same place: frame "
                        + "0 of chunk 2 (sentence 2–2, from  to ), while it showed"
                        + " the footage %s; use other footage there, or retry if it plays in other programs".formatted(
                                TestMedia.fiveFrames()),
                error.getMessage());
    }

    /// FFmpeg would loop the clip without ever finding a frame. It is found when the clip is fetched.
    @Test
    void givenAClipWithoutContent_whenLooped_thenItIsRejectedAtOnce() throws IOException {
        // given
        byte[] bytes = Files.readAllBytes(TestMedia.small(
                "gone.mp4", TestMedia.dashcam(), "scale=192:108", "-t", "2", "-movflags", "+faststart"));
        int content = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat") + 4;
        Arrays.fill(bytes, content, bytes.length, (byte) 0);
        Path clip = Files.write(folder.resolve("gone.mp4"), bytes);
        // when
        MediaUnusable error = assertThrows(
                MediaUnusable.class, () -> TestVideo.of(192, 108, "30", Quality.DRAFT).shot(clip, 200, "0", Fill.LOOP)
                        .render(folder.resolve("film"), 1));
        // then
        assertEquals("/project_data/sentences/0/selected_footage/url", error.problems().getFirst().pointer());
        assertTrue(String.valueOf(error.getMessage())
                .contains("the footage gone.mp4 of sentence 0 cannot be decoded: "), error::toString);
    }

    private static TestVideo testVideo() {
        return TestVideo.of(64, 36, "30", Quality.DRAFT).shot(TestMedia.photograph(), 11)
                .shot(TestMedia.fiveFrames(), 12, "0", Fill.FREEZE).shot(TestMedia.photograph(), 10);
    }

    /// The real FFmpeg with a stall timeout of one second, behind a script that runs first.
    private Ffmpeg before(String script) throws IOException {
        FfmpegBuild real = TestFfmpeg.FFMPEG.build();
        Path program = Files.writeString(
                folder.resolve("ffmpeg.sh"), "#!/bin/sh\n%s\n%s\n".formatted(script, TestFfmpeg.shellLine()));
        assertTrue(program.toFile().setExecutable(true));
        return new Ffmpeg(new FfmpegBuild(program, real.ffprobe()), Duration.ofSeconds(1));
    }
}
