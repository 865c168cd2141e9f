package aive.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.Encoding;
import aive.composition.OutputFormat;
import aive.error.Problem;
import aive.project.Quality;
import aive.time.FrameRate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayerLimitsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1920 | 1080 | 30 | STANDARD | |
        1080 | 1920 | 60 | HIGH | |
        3840 | 2160 | 60000/1001 | DRAFT | |
        4096 | 2160 | 60 | HIGH | |
        1920 | 1080 | 30 | LOSSLESS | /render/quality | High 4:4:4 Predictive
        1920 | 1080 | 120 | STANDARD | /render/fps | fps is 120
        4096 | 2160 | 120 | STANDARD | /render/fps /render/fps | 120
        4096 | 4096 | 30 | STANDARD | /render/width | (65536 macroblocks in a frame, at most 36864)
        4096 | 4096 | 120 | STANDARD | /render/fps /render/width | phones
        2160 | 4096 | 61 | LOSSLESS | /render/quality /render/fps /render/fps | phones
        """)
    void whatPhonesCannotPlayIsAWarning(
            int width, int height, String rate, Quality quality, String pointers, String message) {
        OutputFormat format = new OutputFormat(width, height, FrameRate.parse(rate), new Encoding.H264(quality));
        List<Problem> warnings = PlayerLimits.warnings(format);
        assertEquals(
                pointers == null ? "" : pointers,
                String.join(" ", warnings.stream().map(Problem::pointer).toList()));
        warnings.forEach(warning -> assertTrue(warning.message().contains(message), warning.message()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        h264 | 1920 | 1080 | 30         | STANDARD | web windows safari ios quicktime android chrome vlc
        h264 | 64   | 4096 | 30000/1001 | DRAFT    | web windows safari ios quicktime android chrome vlc
        h264 | 1920 | 1080 | 30         | LOSSLESS | chrome vlc
        h264 | 1920 | 1080 | 120        | HIGH     | chrome vlc
        h264 | 4096 | 2160 | 90         | HIGH     | chrome vlc
        hevc | 1920 | 1080 | 30         | STANDARD | safari ios quicktime android vlc
        hevc | 4096 | 2160 | 60         | HIGH     | safari ios quicktime android vlc
        hevc | 1920 | 1080 | 30         | LOSSLESS | safari ios quicktime android vlc
        hevc | 4096 | 2160 | 61         | HIGH     | vlc
        h264 | 4096 | 4096 | 30         | STANDARD | chrome vlc
        hevc | 4096 | 4096 | 24         | STANDARD | vlc
        """)
    void theFormatDecidesWhereTheVideoPlays(
            String codec, int width, int height, String rate, Quality quality, String players) {
        Encoding encoding = codec.equals("hevc") ? new Encoding.Hevc(quality) : new Encoding.H264(quality);
        OutputFormat format = new OutputFormat(width, height, FrameRate.parse(rate), encoding);
        assertEquals(List.of(players.split(" ")), PlayerLimits.playsOn(format));
    }

    @ParameterizedTest
    @CsvSource({
        "1920, 1080, 30, /render/codec", "4096, 2160, 60, /render/codec",
        "4096, 2160, 61, /render/codec /render/fps /render/fps",
        "4096, 4096, 30, /render/codec /render/width"
    })
    void hevcIsAWarningAndHasLimitsOfItsOwn(int width, int height, String rate, String pointers) {
        OutputFormat format = new OutputFormat(
                width, height, FrameRate.parse(rate), new Encoding.Hevc(Quality.STANDARD));
        assertEquals(
                pointers,
                String.join(" ", PlayerLimits.warnings(format).stream().map(Problem::pointer).toList()));
    }
}
