package aive.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.MediaTooLarge;
import aive.error.MediaUnusable;
import aive.error.RenderError;
import aive.media.ImageInfo;
import aive.media.VideoInfo;
import aive.media.VisualInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisualProbeTest {

    private static final MediaReference PLACE = new MediaReference("/audio_url", "the file https://example.com/a");

    private final VisualProbe visual = new VisualProbe(TestFfmpeg.FFMPEG);
    private final AudioProbe audio = new AudioProbe(TestFfmpeg.FFMPEG);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Stream<Arguments> clips() {
        String small = "scale=192:108";
        return Stream.of(
                Arguments.of("h264", "h264", TestMedia.small("a.mp4", TestMedia.dashcam(), small, "-t", "1")),
                Arguments.of("hevc, 10 bit", "hevc",
                        TestMedia.small("a.mp4", TestMedia.dashcam(), small + ",format=yuv420p10", "-t", "1", "-c:v",
                                "libx265", "-x265-params", "log-level=error")),
                Arguments.of("VP8", "vp8", TestMedia.small(
                        "a.webm", TestMedia.dashcam(), small, "-t", "1", "-c:v", "libvpx", "-deadline", "realtime")),
                Arguments.of("VP9", "vp9",
                        TestMedia.small("a.webm", TestMedia.dashcam(), small, "-t", "1", "-c:v", "libvpx-vp9",
                                "-deadline", "realtime", "-cpu-used", "8")),
                Arguments.of("WebM without duration", "vp8",
                        TestMedia.small("a.webm", TestMedia.dashcam(), small, "-t", "1", "-c:v", "libvpx", "-deadline",
                                "realtime", "-live", "1")),
                Arguments.of("AV1", "av1", TestMedia.small(
                        "a.mp4", TestMedia.dashcam(), small, "-t", "1", "-c:v", "libsvtav1", "-preset", "12")),
                Arguments.of("MPEG-4 in AVI", "mpeg4",
                        TestMedia.small("a.avi", TestMedia.dashcam(), small, "-t", "1", "-c:v", "mpeg4")),
                Arguments.of("transport stream", "h264",
                        TestMedia.small("a.mts", TestMedia.dashcam(), small, "-t", "1", "-bf", "2", "-f", "mpegts")),
                Arguments.of("fragmented", "h264",
                        TestMedia.small("a.mp4", TestMedia.dashcam(), small, "-t", "1", "-movflags",
                                "frag_keyframe+empty_moov")),
                Arguments.of("Matroska", "h264", TestMedia.small("a.mkv", TestMedia.dashcam(), small, "-t", "1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clips")
    void givenAClip_whenProbed_thenItsPropertiesDescribeItsContent(String kind, String codec, Path file) {
        // when
        VideoInfo facts = (VideoInfo) visual.probe(unnamed(file), PLACE, TestFfmpeg.soon());
        // then
        assertEquals(codec, facts.codec(), kind);
        assertEquals(192, facts.width());
        assertEquals(108, facts.height());
        assertEquals(25.0, Double.parseDouble(facts.framesPerSecond().orElseThrow().toDecimal(3)), 0.01);
        assertEquals(1.0, Double.parseDouble(facts.length().toDecimal(3)), 0.002);
    }

    static Stream<Path> stills() {
        return Stream.of(
                TestMedia.photograph(),
                TestMedia.webpPhotograph(),
                TestMedia.made("still.png", "-i", TestMedia.photograph()),
                TestMedia.made("still.bmp", "-i", TestMedia.photograph()),
                TestMedia.made("still.tiff", "-i", TestMedia.photograph()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stills")
    void givenAnImage_whenProbed_thenItIsAStillImage(Path file) {
        // when
        VisualInfo found = visual.probe(unnamed(file), PLACE, TestFfmpeg.soon());
        // then
        assertInstanceOf(ImageInfo.class, found);
    }

    @Test
    void givenSeveralStreams_whenProbed_thenTheDefaultOneIsTaken() {
        // given
        Path file = TestMedia.made(
                "several.mkv", "-t", "1", "-i", TestMedia.dashcam(), "-t", "1", "-i", TestMedia.friday(), "-t", "1",
                        "-i", TestMedia.speech(),
                "-f", "lavfi", "-t", "2", "-i", "anullsrc", "-map", "0:v", "-map", "1:v", "-map", "2:a", "-map", "3:a",
                        "-preset", "ultrafast",
                "-disposition", "0", "-disposition:v:1", "default", "-disposition:a:1", "default");
        // then
        assertEquals(
                1, assertInstanceOf(VideoInfo.class, visual.probe(unnamed(file), PLACE, TestFfmpeg.soon())).stream());
        assertEquals(3, audio.probe(unnamed(file), Optional.empty(), PLACE, TestFfmpeg.soon()).info().stream());
    }

    @Test
    void givenASongWithACoverImage_whenProbedAsFootage_thenItIsRejected() {
        // given
        Path song = songWithCover();
        // when
        MediaUnusable error =
                assertThrows(MediaUnusable.class, () -> visual.probe(unnamed(song), PLACE, TestFfmpeg.soon()));
        // then
        assertTrue(
                said(error).contains(
                        "the file https://example.com/a has no video or image, only audio and a cover picture"),
                said(error));
        assertEquals("mp3", audio.probe(unnamed(song), Optional.empty(), PLACE, TestFfmpeg.soon()).info().codec());
    }

    static Path songWithCover() {
        return TestMedia.made(
                "song.mp3", "-t", "3", "-i", TestMedia.speech(), "-i", TestMedia.photograph(), "-map", "0:a", "-map",
                        "1:v", "-c:v", "mjpeg",
                "-vf", "scale=96:64", "-disposition:v", "attached_pic");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "duration_max_mvhd_mdhd.mp4, 640, 3.0", "declared_0x0_avc1.mp4, 640, 3.0", "declared_65535x65535.mp4, 640, 3.0",
        "tiny_1x1.webm, 1, 1.0", "tiny_2x2.mp4, 2, 1.0", "fps_1000.mp4, 64, 10.0"
    })
    void givenAWrongHeader_whenProbed_thenTheContentCounts(String name, int width, double seconds) {
        // when
        VideoInfo facts = (VideoInfo) visual.probe(unnamed(TestMedia.resource(name)), PLACE, TestFfmpeg.soon());
        // then
        assertEquals(width, facts.width());
        assertEquals(seconds, Double.parseDouble(facts.length().toDecimal(3)), 0.2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "html_page.mp4, is not media but an HTML page",
        "s3_access_denied.mp4, is not media but an XML error document",
        "json_error.mp3, is not media but a JSON document",
        "gzip_of_mp4.mp4, is not media but a gzip archive",
        "hls_sibling_ts_named.mp4, is not media but an HLS playlist",
        "hls_lambda_runtime_9001_named.mp4, is not media but an HLS playlist",
        "hls_live_never_ends.m3u8, is not media but an HLS playlist",
        "hls_self_loop.m3u8, is not media but an HLS playlist",
        "ffconcat_sibling_named.mp4, is not media but a list of files",
        "ffconcat_file_etc_passwd_named.mp4, is not media but a list of files",
        "dash_empty_segmenttemplate_named.mp4, is not media but an XML document",
        "dash_file_baseurl.mpd, is not media but an XML document",
        "svg_xxe.svg, is not media but an SVG image",
        "text.png, is not media but a text",
        "mvg_url.jpg, is not media but a text",
        "sdp_rtp.sdp, is not media but a text",
        "ass_with_fonts_path.ass, is not media but a text",
        "random_noise.mp4, cannot be read as media",
        "moovless_mdat_only.mp4, cannot be read as media",
        "moov_cut_in_middle.mp4, cannot be read as media",
        "moov_only_no_mdat.mp4, is truncated",
        "stco_offsets_past_eof.mp4, is truncated",
        "trunc_faststart_50pct.mp4, is truncated",
        "stsz_count_max.mp4, is damaged: a table claims 2147483647 sizes",
        "fragmented_init_only_0_frames.mp4, without frames",
        "audio_only.mp4, 'has no video or image, only audio'",
        "bomb_30000x30000_1bit.png, the limit is",
        "png_declared_2G.png, ''"
    })
    void givenAFileThatIsNotFootage_whenProbed_thenTheErrorNamesItsKind(String name, String said) {
        // when
        RenderError error = assertTimeout(Duration.ofSeconds(60), () -> assertThrows(
                RenderError.class, () -> visual.probe(unnamed(TestMedia.resource(name)), PLACE, TestFfmpeg.soon())));
        // then
        assertTrue(error instanceof MediaUnusable || error instanceof MediaTooLarge, error::toString);
        assertTrue(said(error).contains(said), said(error));
        assertTrue(said(error).startsWith("/audio_url: the file https://example.com/a "), said(error));
        assertEquals(1, said(error).lines().count(), said(error));
        assertFalse(said(error).contains(folder.toString()) || said(error).contains("0x"), said(error));
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, 8})
    void givenATinyFile_whenProbed_thenItIsRejected(int bytes) throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[bytes]);
        MediaUnusable error = assertThrows(MediaUnusable.class, () -> visual.probe(file, PLACE, TestFfmpeg.soon()));
        assertTrue(said(error).contains("is not media but "), said(error));
    }

    @Test
    void givenAnEncryptedFile_whenProbed_thenTheErrorSaysThat() {
        // given
        String[] key = {"-encryption_scheme", "cenc-aes-ctr", "-encryption_key", "76a6c65c5ea762046bd749a2e632ccbb",
                "-encryption_kid",
            "a7e61c373e219033c21091fa607bf3b8"};
        Path clip = TestMedia.small("secret.mp4", TestMedia.dashcam(), "scale=192:108", key);
        Path sound = TestMedia.made(
                "secret.m4a",
                Stream.concat(Stream.of("-f", "lavfi", "-i", "sine=d=2"), Stream.of(key)).toArray());
        // then
        assertEquals(
                "/audio_url: the file https://example.com/a is encrypted",
                said(assertThrows(MediaUnusable.class, () -> visual.probe(unnamed(clip), PLACE, TestFfmpeg.soon()))));
        assertEquals(
                "/audio_url: the file https://example.com/a is encrypted",
                said(assertThrows(
                        MediaUnusable.class,
                        () -> audio.probe(unnamed(sound), Optional.empty(), PLACE, TestFfmpeg.soon()))));
    }

    @Test
    void givenATimescaleOfZero_whenProbed_thenItIsRejected() throws IOException {
        // given: after the box type come its version, two dates, and the timescale
        byte[] bytes = Files.readAllBytes(TestMedia.fiveFrames());
        int scale = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdhd") + 16;
        Arrays.fill(bytes, scale, scale + 4, (byte) 0);
        Path file = Files.write(folder.resolve("file"), bytes);
        // when
        MediaUnusable error = assertThrows(MediaUnusable.class, () -> visual.probe(file, PLACE, TestFfmpeg.soon()));
        // then
        assertTrue(said(error).contains("its header has a timescale of 0"), said(error));
    }

    @Test
    void givenMoreThan8K_whenProbed_thenTheLimitIsNamed() {
        // given
        Path clip = TestMedia.made(
                "large.mp4", "-f", "lavfi", "-i", "color=gray:s=8448x4320:r=30:d=0.03", "-c:v", "libx264", "-preset",
                        "ultrafast", "-pix_fmt", "yuv420p");
        // when
        MediaTooLarge error =
                assertThrows(MediaTooLarge.class, () -> visual.probe(unnamed(clip), PLACE, TestFfmpeg.soon()));
        // then
        assertTrue(said(error).contains("8448×4320 pixels; the limit is 35389440 pixels in all"), said(error));
    }

    /// A file without an extension, as in the store: FFmpeg must not use the extension.
    private Path unnamed(Path file) {
        try {
            return Files.copy(file, Files.createTempDirectory(folder, "file").resolve("file"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String said(RenderError error) {
        return String.valueOf(error.getMessage());
    }
}
