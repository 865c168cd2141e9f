package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.composition.Encoding;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Fill;
import aive.project.Quality;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Videos of every shape, size, and frame rate have exactly their frames.
class FormatsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest(name = "{0} {1}×{2} at {3}")
    @CsvSource({
        "h264, 64, 4096, 1", "hevc, 64, 4096, 60", "h264, 4096, 64, 60000/1001", "hevc, 4096, 64, 24000/1001",
        "h264, 64, 64, 60", "hevc, 64, 64, 1", "h264, 16, 16, 24000/1001", "hevc, 1080, 1920, 30"
    })
    void aVideoHasItsSizeItsRateAndAllFrames(String codec, int width, int height, String rate) throws IOException {
        assertRendered(codec, width, height, rate);
    }

    /// Only in the full suite: each takes seconds.
    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({"h264, 30", "h264, 120", "hevc, 30", "hevc, 60000/1001"})
    @EnabledIfSystemProperty(named = "aive.full", matches = "true")
    void theLargestFrameIsRendered(String codec, String rate) throws IOException {
        assertRendered(codec, 4096, 4096, rate);
    }

    private void assertRendered(String codec, int width, int height, String rate) throws IOException {
        // given
        Encoding encoding = codec.equals("hevc") ? new Encoding.Hevc(Quality.DRAFT) : new Encoding.H264(Quality.DRAFT);
        TestVideo video = TestVideo.of(width, height, rate, encoding)
                .shot(TestMedia.fiveFrames(), 2, "0", Fill.LOOP).black(1).caption(0, 3, "Over the cut");
        // when
        var rendered = video.render(folder, 1);
        // then
        assertEquals(2, rendered.chunks().size());
        String stream = TestFfmpeg.probe("-select_streams", "v:0", "-count_frames", "-show_entries",
                "stream=codec_name,width,height,r_frame_rate,nb_read_frames", "-of", "csv=p=0",
                rendered.video().toString());
        String fraction = rate.contains("/") ? rate : rate + "/1";
        assertEquals("%s,%d,%d,%s,3".formatted(codec, width, height, fraction), stream.strip());
    }
}
