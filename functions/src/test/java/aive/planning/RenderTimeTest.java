package aive.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.composition.Encoding;
import aive.composition.OutputFormat;
import aive.project.Quality;
import aive.time.FrameRate;
import org.junit.jupiter.api.Test;

class RenderTimeTest {

    @Test
    void theTimeDependsOnTheFramesTheirPixelsAndTheCodec() {
        assertEquals(15.5, seconds(300, 1920, 1080, new Encoding.H264(Quality.STANDARD)), 1e-9);
        assertEquals(62, seconds(300, 3840, 2160, new Encoding.H264(Quality.STANDARD)), 1e-9);
        assertEquals(43.5, seconds(300, 1920, 1080, new Encoding.Hevc(Quality.STANDARD)), 1e-9);
    }

    private static double seconds(long frames, int width, int height, Encoding encoding) {
        return RenderTime.processorSeconds(frames, new OutputFormat(width, height, FrameRate.of(30), encoding));
    }
}
