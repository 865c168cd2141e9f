package aive.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.ffmpeg.TestFfmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the layer where there is nothing but the layer and the C and C++ libraries, and these as old as Lambda's as far
/// as their names go.
class FfmpegInBareRootTest {

    /// Picture and sound that touch what a render touches: decoding apart, scaling, captions' overlay, resampling, both
    /// encoders.
    private static final List<String> MEDIA = List.of(
            "-f",
            "lavfi",
            "-i",
            "testsrc2=d=2:s=480x270:r=30",
            "-f",
            "lavfi",
            "-i",
            "sine=d=2:r=44100",
            "-f",
            "lavfi",
            "-i",
            "color=white@0.5:d=2:s=64x32:r=30,format=rgba",
            "-filter_complex",
            "[0:v]rotate=PI/9,scale=320:180:flags=bicubic[s];[s][2:v]overlay=20:20[v];[1:a]loudnorm,aresample=48000[a]",
            "-map",
            "[v]",
            "-map",
            "[a]",
            "-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-threads",
            "6",
            "-c:a",
            "aac",
            "-fflags",
            "+bitexact",
            "-flags:v",
            "+bitexact",
            "-flags:a",
            "+bitexact");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private BareRoot root;

    @BeforeEach
    void makeRoot() throws IOException, InterruptedException {
        root = BareRoot.withLayer(Files.createDirectory(folder.resolve("root")));
        OlderBase.in(root);
        root.set("LD_LIBRARY_PATH", "/opt/ffmpeg");
    }

    @Test
    void itEncodesTheSameBytesAsTheBuildAsItCame() throws IOException, InterruptedException {
        // given
        Path expected = folder.resolve("expected.mp4");
        TestFfmpeg.output(with(MEDIA, expected.toString()));
        // when
        BareRoot.Result encoded = ffmpeg(with(MEDIA, "/tmp/video.mp4"));
        BareRoot.Result probed = root.run(List.of(
                "/opt/ffmpeg/ffprobe",
                "-v",
                "error",
                "-show_entries",
                "stream=codec_name,nb_frames",
                "-of",
                "csv=p=0",
                "/tmp/video.mp4"));
        // then: the loader prints no warning either
        assertEquals(new BareRoot.Result(0, ""), encoded);
        assertEquals(new BareRoot.Result(0, "h264,60\naac,95"), probed);
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(root.resolve("/tmp/video.mp4")));
    }

    @Test
    void itEncodesHevcWithTheSameBytesAsTheBuildAsItCame() throws IOException, InterruptedException {
        // given: the options of the renderer for HEVC
        List<String> media = new ArrayList<>(MEDIA);
        media.replaceAll(option -> option.equals("libx264") ? "libx265" : option);
        media.addAll(List.of("-x265-params", "open-gop=0:info=0:log-level=error:frame-threads=2:pools=4"));
        Path expected = folder.resolve("expected.mp4");
        TestFfmpeg.output(with(media, expected.toString()));
        // when
        BareRoot.Result encoded = ffmpeg(with(media, "/tmp/video.mp4"));
        // then
        assertEquals(new BareRoot.Result(0, ""), encoded);
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(root.resolve("/tmp/video.mp4")));
    }

    @Test
    void theBuildAsItCameDoesNotStartThere() throws IOException, InterruptedException {
        // given: the build with stub libraries, as the local command line unpacks and starts it
        root.mount(TestFfmpeg.FFMPEG.build().ffmpeg().resolveSibling(""), "/raw");
        root.set("LD_LIBRARY_PATH", "/raw");
        // when
        BareRoot.Result result = root.run(List.of("/raw/ffmpeg", "-version"));
        // then
        assertNotEquals(0, result.exitCode());
        assertTrue(result.output().contains("`GLIBC_2.35' not found"), result.output());
    }

    private BareRoot.Result ffmpeg(String... arguments) throws IOException, InterruptedException {
        return root.run(List.of(with(List.of("/opt/ffmpeg/ffmpeg", "-v", "error"), arguments)));
    }

    private static String[] with(List<String> some, String... others) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(others));
        return all.toArray(String[]::new);
    }
}
