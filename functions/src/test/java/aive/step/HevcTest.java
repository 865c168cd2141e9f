package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.Encoding;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.json.Json;
import aive.project.Fill;
import aive.project.Quality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Videos in HEVC are joined from chunks as exactly as those in H.264, and have the form that Apple's players require.
class HevcTest {

    /// NAL unit types of HEVC: video, sequence, and picture parameter sets.
    private static final Set<Integer> PARAMETERS = Set.of(32, 33, 34);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void framesDoNotDependOnTheChunks() throws IOException {
        // given
        TestVideo video = film(64, 36, "30000/1001", Quality.LOSSLESS);
        // when
        var whole = video.render(folder.resolve("whole"), TestVideo.ONE_CHUNK);
        var each = video.render(folder.resolve("each"), 1, 17);
        // then
        List<String> frames = TestFfmpeg.frameDigests(whole.video());
        assertEquals(video.frames(), frames.size());
        assertEquals(1, whole.chunks().size());
        assertEquals(6, each.chunks().size());
        assertEquals(frames, TestFfmpeg.frameDigests(each.video()));
        assertEquals(
                frames.stream().map(line -> line.substring(line.lastIndexOf(','))).toList(),
                TestFfmpeg.frameDigests(film(64, 36, "30000/1001", new Encoding.H264(Quality.LOSSLESS))
                                .render(folder.resolve("h264"), TestVideo.ONE_CHUNK).video()).stream()
                        .map(line -> line.substring(line.lastIndexOf(','))).toList(),
                "lossless frames are those of H.264");
    }

    @ParameterizedTest(name = "{2}, {0}×{1}")
    @CsvSource({"128, 72, STANDARD", "64, 114, HIGH", "16, 16, DRAFT"})
    void aVideoOfSeveralChunksIsOneStreamThatPlaysOnApplesDevices(int width, int height, Quality quality)
            throws IOException {
        // when
        TestVideo film = film(width, height, "30", quality);
        var rendered = film.render(folder.resolve("video"), 1);
        // then
        assertEquals(3, rendered.chunks().size());
        JsonNode video = Json.tree(TestFfmpeg.probe(
                                "-show_streams", "-of", "json", rendered.video().toString())
                        .getBytes(StandardCharsets.UTF_8))
                .path("streams").path(0);
        assertEquals("hevc", video.path("codec_name").asString());
        assertEquals("hvc1", video.path("codec_tag_string").asString());
        assertEquals("Main", video.path("profile").asString());
        assertEquals("yuv420p", video.path("pix_fmt").asString());
        assertEquals("bt709", video.path("color_space").asString());
        assertEquals("tv", video.path("color_range").asString());
        assertEquals(List.of(), TestFfmpeg.log("warning", "-i", rendered.video().toString(), "-f", "null", "-"));
        assertEquals(
                LongStream.range(0, film.frames()).map(n -> n * 1_000).boxed().toList(),
                TestFfmpeg.probe("-select_streams", "v:0", "-show_entries", "packet=pts", "-of", "csv=p=0",
                                rendered.video().toString())
                        .lines().map(line -> Long.valueOf(line.replace(",", "").strip())).sorted().toList());
        assertEquals(List.of("safari", "ios", "quicktime", "android", "vlc"), rendered.result().playsOn());
    }

    @Test
    void allChunksHaveTheSameParametersAndTheBytesDoNotChange() throws IOException {
        // when
        var rendered = film(128, 72, "25", Quality.STANDARD).render(folder.resolve("video"), 1);
        var again = film(128, 72, "25", Quality.STANDARD).render(folder.resolve("again"), 1);
        // then
        assertEquals(rendered.result().sha256(), again.result().sha256());
        Map<Integer, Set<String>> units = new TreeMap<>();
        try (Stream<Path> chunks = Files.list(rendered.store().root().resolve("chunks"))) {
            for (Path chunk : chunks.toList()) {
                Path stream = folder.resolve("stream.hevc");
                TestFfmpeg.output("-y", "-i", chunk.toString(), "-map", "0:v", "-c", "copy", "-bsf:v",
                        "hevc_mp4toannexb", "-f", "hevc", stream.toString());
                collect(Files.readAllBytes(stream), units);
            }
        }
        for (int type : PARAMETERS) {
            assertEquals(1, units.getOrDefault(type, Set.of()).size(), "kind " + type);
        }
        assertTrue(units.keySet().stream().allMatch(type -> type < 32 || PARAMETERS.contains(type)),
                "kinds of NAL units: slices and parameters alone, not " + units.keySet());
    }

    private static TestVideo film(int width, int height, String rate, Quality quality) {
        return film(width, height, rate, new Encoding.Hevc(quality));
    }

    private static TestVideo film(int width, int height, String rate, Encoding encoding) {
        return TestVideo.of(width, height, rate, encoding)
                .shot(TestMedia.film24(), 40, "0.37", Fill.LOOP)
                .black(1)
                .shot(TestMedia.fiveFrames(), 33)
                .caption(10, 60, "Over a seam");
    }

    /// Adds the parameters among the NAL units of a stream, and the kinds of the others.
    private static void collect(byte[] stream, Map<Integer, Set<String>> units) {
        int start = -1;
        for (int i = 0; i + 2 < stream.length; i++) {
            if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
                add(stream, start, i, units);
                start = i + 3;
            }
        }
        add(stream, start, stream.length, units);
    }

    private static void add(byte[] stream, int start, int end, Map<Integer, Set<String>> units) {
        if (start >= 0) {
            int type = (stream[start] >> 1) & 63;
            int last = end < stream.length && stream[end - 1] == 0 ? end - 1 : end;
            String content = PARAMETERS.contains(type) ? HexFormat.of().formatHex(stream, start, last) : "";
            units.computeIfAbsent(type, _ -> new HashSet<>()).add(content);
        }
    }
}
