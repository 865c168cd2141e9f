package aive.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.Fade;
import aive.composition.Fit;
import aive.composition.Layer;
import aive.composition.Motion;
import aive.composition.PixelArea;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegBuild;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Fill;
import aive.project.Quality;
import aive.project.TransitionKind;
import aive.time.FrameRange;
import aive.time.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Processors with other vector instructions give the same pixels, and are therefore not part of a chunk's identity.
@EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
class SameOnEveryProcessorTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void vectorInstructionsDoNotChangePixels() throws IOException {
        // given: footage that is scaled down and up, a photograph, untagged colours, overlays, captions, blur, motion,
        // and transitions
        TestWindow window = TestWindow.of(254, 142, "30", Quality.STANDARD)
                .show(TestMedia.dashcam(), 9, "1", Fill.LOOP)
                .show(TestMedia.film24(), 8, "0.5", Fill.LOOP)
                .show(TestMedia.fiveFrames(), 7, "0", Fill.LOOP)
                .show(TestMedia.photograph(), 6, "0", Fill.LOOP)
                .show(TestMedia.ultraHighDefinition(), 5, "0", Fill.LOOP)
                .fit(new Fit.Blur())
                .show(TestMedia.portrait(), 12, "0", Fill.LOOP)
                .into(TransitionKind.CROSSFADE, 4)
                .motion(
                        new Motion.View(Rational.ZERO, Rational.ZERO, Rational.ONE),
                        new Motion.View(Rational.of(1, 20), Rational.of(1, 20), Rational.of(9, 10)))
                .show(TestMedia.webpPhotograph(), 14, "0", Fill.LOOP)
                .into(TransitionKind.ZOOM, 4)
                .show(TestMedia.film24(), 14, "0", Fill.LOOP)
                .into(TransitionKind.FADE_BLACK, 4)
                .show(TestMedia.dashcam(), 14, "0", Fill.LOOP)
                .into(TransitionKind.DISSOLVE, 4)
                .show(TestMedia.photograph(), 6, "0", Fill.LOOP)
                .image(TestMedia.webpPhotograph(), new PixelArea(10, 10, 86, 50), "9/10", new FrameRange(2, 30),
                        Fade.of(5, 28))
                .layer(new Layer.ProgressBar(new PixelArea(0, 138, 254, 4), 0xFFD60A, Rational.parse("9/10"), 3, 35, 91))
                .caption(2, 30, "The same on every processor");
        FrameRange all = new FrameRange(0, window.window().frames());
        // when
        List<String> own = window.frames(TestFfmpeg.FFMPEG, all, folder);
        // then
        for (String flags : List.of("sse4.2", "avx", "avx2")) {
            assertEquals(own, window.frames(limitedTo(flags), all, folder), flags);
        }
    }

    /// FFmpeg limited to the vector instructions of an older processor.
    private Ffmpeg limitedTo(String flags) throws IOException {
        FfmpegBuild real = TestFfmpeg.FFMPEG.build();
        Path program = Files.writeString(
                folder.resolve(flags),
                "#!/bin/sh\nset -- -cpuflags %s \"$@\"\n%s\n".formatted(flags, TestFfmpeg.shellLine()));
        assertTrue(program.toFile().setExecutable(true));
        return new Ffmpeg(new FfmpegBuild(program, real.ffprobe()));
    }
}
