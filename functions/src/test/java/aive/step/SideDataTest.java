package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.Encoding;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Codec;
import aive.project.Quality;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What footage says beside its pixels does not reach the video, whose chunks would otherwise differ in their headers.
class SideDataTest {

    /// HDR10 as phones record it: the brightness of the display and of the content.
    private static final Path HDR10 = TestMedia.made(
            "hdr10.mp4", "-f", "lavfi", "-i", "testsrc2=s=96x54:r=25", "-frames:v", 30, "-pix_fmt", "yuv420p10le",
            "-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc", "-c:v", "libx265",
            "-x265-params",
            "log-level=error:hdr10=1:max-cll=1000,200:master-display="
                    + "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)");

    private static final Path PLAIN = TestMedia.made(
            "plain.mp4", "-f", "lavfi", "-i", "testsrc2=s=96x54:r=25", "-frames:v", 30, "-pix_fmt", "yuv420p",
            "-c:v", "libx264");

    @TempDir
    private Path folder;

    @Test
    void theFootageHasSideData() {
        assertTrue(sideData(HDR10).contains("Content light level"), sideData(HDR10));
        assertTrue(sideData(HDR10).contains("Mastering display"), sideData(HDR10));
    }

    @ParameterizedTest
    @EnumSource
    void aChunkThatBeginsWithHdrJoinsOthers(Codec codec) throws IOException {
        // given
        Encoding encoding = switch (codec) {
            case H264 -> new Encoding.H264(Quality.DRAFT);
            case HEVC -> new Encoding.Hevc(Quality.DRAFT);
        };
        // when
        TestVideo.RenderedVideo rendered = TestVideo.of(96, 54, "25", encoding)
                .shot(PLAIN, 25)
                .shot(HDR10, 27)
                .shot(PLAIN, 11)
                .render(folder, 1);
        // then
        assertEquals(63, rendered.result().frames());
        String sideData = sideData(rendered.video());
        assertFalse(sideData.contains("light level") || sideData.contains("Mastering"), sideData);
    }

    private static String sideData(Path file) {
        return TestFfmpeg.probe(
                "-show_entries", "stream_side_data:frame_side_data", "-of", "compact", file.toString());
    }
}
