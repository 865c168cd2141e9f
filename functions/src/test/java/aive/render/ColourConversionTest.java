package aive.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Fill;
import aive.project.Quality;
import aive.time.FrameRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// High dynamic range and wide gamuts, compared with the formulas of the standards.
class ColourConversionTest {

    private static final int STEPS = 16;
    private static final double WHITE = 203;
    private static final double PEAK = 1_000 / WHITE;
    private static final double KNEE = 0.8;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"smpte2084", "arib-std-b67"})
    void aGreyRampOfHighDynamicRangeFollowsTheDocumentedCurve(String transfer) throws IOException {
        // given: 16 grey steps from black to the brightest code value
        Path clip = TestMedia.made("ramp.mp4", "-f", "lavfi", "-i",
                "color=black:s=256x32:r=30:d=0.1,format=yuv420p10le,geq=lum='64+58*floor(X/16)':cb=512:cr=512",
                "-c:v", "libx265", "-preset", "ultrafast", "-x265-params",
                "log-level=error:lossless=1:colorprim=bt2020:transfer=" + transfer + ":colormatrix=bt2020nc");
        // when
        int[] shown = rendered(clip, 256, 32);
        // then
        int before = 0;
        for (int step = 0; step < STEPS; step++) {
            double signal = 58.0 * step / 876;
            double light = transfer.equals("smpte2084") ? perceptualQuantizer(signal) : hybridLogGamma(signal);
            int code = shown[16 * 256 + 16 * step + 8];
            assertEquals(16 + 219 * Math.pow(Math.min(1, mobius(light / WHITE)), 1 / 2.4), code, 3, "step " + step);
            assertTrue(code >= before, "step " + step);
            before = code;
        }
    }

    @ParameterizedTest(name = "{0}: code value {1}")
    @CsvSource({"smpte2084, 573", "arib-std-b67, 721"})
    void referenceWhiteIsNearlyWhite(String transfer, int code) throws IOException {
        Path clip = TestMedia.made("white.mp4", "-f", "lavfi", "-i",
                "color=black:s=64x36:r=30:d=0.1,format=yuv420p10le,geq=lum=%d:cb=512:cr=512".formatted(code),
                "-c:v", "libx265", "-preset", "ultrafast", "-x265-params",
                "log-level=error:lossless=1:colorprim=bt2020:transfer=" + transfer + ":colormatrix=bt2020nc");
        assertEquals(226, rendered(clip, 64, 36)[64 * 18 + 32], 1);
    }

    @Test
    void anOrangeStoredInBt2020IsTheSameOrange() throws IOException {
        // given: light of 0.8, 0.4, and 0.2 of the primaries of BT.709, in those of BT.2020 (ITU-R BT.2087)
        double[] rgb = {
            gamma(0.6274 * 0.8 + 0.3293 * 0.4 + 0.0433 * 0.2),
            gamma(0.0691 * 0.8 + 0.9195 * 0.4 + 0.0114 * 0.2),
            gamma(0.0164 * 0.8 + 0.0880 * 0.4 + 0.8956 * 0.2)
        };
        double luma = 0.2627 * rgb[0] + 0.6780 * rgb[1] + 0.0593 * rgb[2];
        Path clip = TestMedia.made("wide.mp4", "-f", "lavfi", "-i",
                "color=black:s=64x36:r=30:d=0.1,format=yuv420p10le,geq=lum=%d:cb=%d:cr=%d".formatted(
                        Math.round(64 + 876 * luma), Math.round(512 + 896 * (rgb[2] - luma) / 1.8814),
                        Math.round(512 + 896 * (rgb[0] - luma) / 1.4746)),
                "-c:v", "libx265", "-preset", "ultrafast", "-x265-params",
                "log-level=error:lossless=1:colorprim=bt2020:transfer=bt709:colormatrix=bt2020nc");
        // when
        int[] shown = rendered(clip, 64, 36);
        // then
        double shownLuma = 0.2126 * gamma(0.8) + 0.7152 * gamma(0.4) + 0.0722 * gamma(0.2);
        assertEquals(16 + 219 * shownLuma, shown[64 * 18 + 32], 2);
        assertEquals(128 + 224 * (gamma(0.2) - shownLuma) / 1.8556, shown[64 * 36 + 32 * 9 + 16], 2);
        assertEquals(128 + 224 * (gamma(0.8) - shownLuma) / 1.5748, shown[64 * 36 * 5 / 4 + 32 * 9 + 16], 2);
    }

    /// The first frame of the clip's video, as planes of YUV 4:2:0.
    private int[] rendered(Path clip, int width, int height) throws IOException {
        TestWindow window = TestWindow.of(width, height, "30", Quality.LOSSLESS).show(clip, 1, "0", Fill.LOOP);
        Path raw = Files.createTempDirectory(folder, "raw").resolve("frame.yuv");
        TestFfmpeg.output("-i", window.rendered(TestFfmpeg.FFMPEG, new FrameRange(0, 1), folder).toString(),
                "-frames:v", "1", "-pix_fmt", "yuv420p", "-f", "rawvideo", raw.toString());
        byte[] bytes = Files.readAllBytes(raw);
        int[] values = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = bytes[i] & 0xFF;
        }
        return values;
    }

    private static double gamma(double light) {
        return Math.pow(light, 1 / 2.4);
    }

    /// SMPTE ST 2084, in cd/m².
    private static double perceptualQuantizer(double signal) {
        double power = Math.pow(signal, 32 / 2_523.0);
        double numerator = Math.max(0, power - 3_424 / 4_096.0);
        return 10_000 * Math.pow(numerator / (2_413 / 128.0 - 2_392 / 128.0 * power), 16_384 / 2_610.0);
    }

    /// ITU-R BT.2100 for grey on a display of 1,000 cd/m², in cd/m².
    private static double hybridLogGamma(double signal) {
        double a = 0.17883277;
        double scene = signal <= 0.5
                ? signal * signal / 3
                : (Math.exp((signal - (0.5 - a * Math.log(4 * a))) / a) + 1 - 4 * a) / 12;
        return 1_000 * Math.pow(scene, 1.2);
    }

    /// The Möbius transformation through (knee, knee) with slope 1 there, and through (peak, 1).
    private static double mobius(double light) {
        if (light <= KNEE) {
            return light;
        }
        double a = -KNEE * KNEE * (PEAK - 1) / (KNEE * KNEE - 2 * KNEE + PEAK);
        double b = (KNEE * KNEE - 2 * KNEE * PEAK + PEAK) / (PEAK - 1);
        return (b * b + 2 * b * KNEE + KNEE * KNEE) / (b - a) * (light + a) / (light + b);
    }
}
