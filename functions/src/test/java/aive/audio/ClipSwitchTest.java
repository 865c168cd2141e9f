package aive.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.Composition;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.step.ComposedProject;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Several clips in a sentence: the sound is that of the clip that is shown, to the sample.
class ClipSwitchTest {

    /// The ramp at each cut, in samples.
    private static final int RAMP = 480;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// A clip of one colour with one tone. PCM has no priming: every sample is where it belongs.
    private static Path clip(String colour, int hertz) {
        return TestMedia.made("switch-%s.mov".formatted(colour),
                "-f", "lavfi", "-i", "color=%s:s=64x36:r=25:d=3".formatted(colour),
                "-f", "lavfi", "-i", "sine=frequency=%d:sample_rate=48000:duration=3".formatted(hertz),
                "-c:v", "libx264", "-c:a", "pcm_s16le", "-shortest");
    }

    @Test
    void theSoundSwitchesWithTheFrame() throws Exception {
        // given: red with 1 kHz, blue with 3 kHz, and red again from another moment, at a rate with fractional samples
        ComposedProject project = new ComposedProject(folder, """
                {"width": 64, "height": 36, "fps": "30000/1001", "quality": "lossless", "original_volume": 1,
                 "captions": {"enabled": false}}""");
        ObjectNode sentence = project.sentence(2);
        ArrayNode clips = sentence.putArray("footage");
        Path red = clip("red", 1_000);
        clips.addObject().put("url", red.toString()).put("seconds", 0.61);
        clips.addObject().put("url", clip("blue", 3_000).toString()).put("seconds", 0.7);
        clips.addObject().put("url", red.toString()).put("in_point", 1.2);
        // when
        Composition composition = project.composition();
        List<BufferedImage> frames = project.frames(composition);
        long samples = composition.audio().samples();
        Path mixed = new OriginalSoundMixer(TestFfmpeg.FFMPEG).mix(
                composition.audio().original().orElseThrow(), samples, project::file, folder, TestFfmpeg.soon());
        // then
        List<Integer> cuts = new ArrayList<>();
        try (StereoFile sound = StereoFile.open(mixed)) {
            for (int n = 0; n < frames.size(); n++) {
                boolean isRed = isRed(frames.get(n));
                if (n > 0 && isRed != isRed(frames.get(n - 1))) {
                    cuts.add(n);
                }
                long first = composition.format().frameRate().sampleAt(n) + RAMP;
                long end = composition.format().frameRate().sampleAt(n + 1) - RAMP;
                float[] heard = sound.read(first, (int) (end - first));
                double low = amplitude(heard, 1_000);
                double high = amplitude(heard, 3_000);
                assertTrue(isRed ? low > 20 * high : high > 20 * low, "frame %d: %f and %f".formatted(n, low, high));
            }
            assertEquals(List.of(18, 39), cuts, "0.61 s and 1.31 s");
            for (int cut : cuts) {
                long at = composition.format().frameRate().sampleAt(cut);
                assertEquals(0, loudest(sound.read(at - 1, 2)), 0.001, "the ramps meet at the sample of the cut");
                assertTrue(loudest(sound.read(at - RAMP - 48, 48)) > 0.08, "full until the ramp");
                assertTrue(loudest(sound.read(at + RAMP, 48)) > 0.08, "full after the ramp");
            }
        }
    }

    private static boolean isRed(BufferedImage frame) {
        int pixel = frame.getRGB(32, 18);
        int red = pixel >> 16 & 0xFF;
        int blue = pixel & 0xFF;
        assertTrue(Math.abs(red - blue) > 200, "a frame shows one clip");
        return red > blue;
    }

    private static double loudest(float[] samples) {
        double loudest = 0;
        for (float sample : samples) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        return loudest;
    }

    /// The amplitude of a tone on the left channel.
    private static double amplitude(float[] stereo, int hertz) {
        double sine = 0;
        double cosine = 0;
        for (int sample = 0; sample < stereo.length / 2; sample++) {
            double phase = 2 * Math.PI * hertz * sample / 48_000;
            sine += stereo[2 * sample] * Math.sin(phase);
            cosine += stereo[2 * sample] * Math.cos(phase);
        }
        return 4 * Math.hypot(sine, cosine) / stereo.length;
    }
}
