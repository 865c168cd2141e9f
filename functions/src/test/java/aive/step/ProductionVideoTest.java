package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.ffmpeg.TestSize;
import aive.json.Json;
import aive.message.RenderedChunk;
import aive.project.Fill;
import aive.project.Quality;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Tests a video at production quality: one correct stream, although it was rendered in chunks.
class ProductionVideoTest {

    private static final int SEQUENCE_PARAMETERS = 7;
    private static final int PICTURE_PARAMETERS = 8;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private static final TestVideo FILM =
            TestVideo.of(TestSize.width(320), TestSize.height(180), "30000/1001", Quality.STANDARD)
            .shot(TestMedia.film24(), 70, "0.37", Fill.LOOP)
            .shot(TestMedia.photograph(), 40)
            .black(20)
            .shot(TestMedia.sport60(), 50)
            .shot(TestMedia.fiveFrames(), 33)
            .caption(10, 200, "Over everything");

    @SuppressWarnings("NullAway.Init")
    private static TestVideo.RenderedVideo rendered;

    @BeforeAll
    static void render() throws IOException {
        rendered = FILM.render(folder.resolve("once"), 1);
    }

    @Test
    void theStreamsHaveWidelySupportedFormats() {
        JsonNode document = Json.tree(TestFfmpeg.probe("-show_streams", "-of", "json", rendered.video().toString())
                .getBytes(StandardCharsets.UTF_8));
        JsonNode video = document.path("streams").path(0);
        JsonNode audio = document.path("streams").path(1);
        assertEquals(2, document.path("streams").size());
        assertEquals("h264", video.path("codec_name").asString());
        assertEquals("High", video.path("profile").asString());
        assertEquals("yuv420p", video.path("pix_fmt").asString());
        assertEquals("tv", video.path("color_range").asString());
        assertEquals("bt709", video.path("color_space").asString());
        assertEquals("bt709", video.path("color_transfer").asString());
        assertEquals("bt709", video.path("color_primaries").asString());
        assertEquals("1:1", video.path("sample_aspect_ratio").asString());
        assertEquals("30000/1001", video.path("r_frame_rate").asString());
        assertEquals("30000/1001", video.path("avg_frame_rate").asString());
        assertEquals("aac", audio.path("codec_name").asString());
        assertEquals("LC", audio.path("profile").asString());
        assertEquals("48000", audio.path("sample_rate").asString());
        assertEquals(2, audio.path("channels").asInt());
        double frame = 1001.0 / 30000;
        assertEquals(213 * frame, Double.parseDouble(video.path("duration").asString()), 0.000_05);
        assertEquals(341_141, audio.path("duration_ts").asInt(), "samples");
        assertEquals("0.000000", video.path("start_time").asString());
        assertEquals("0.000000", audio.path("start_time").asString());
    }

    @Test
    void allFramesArePresentAndEvenlySpacedFromZero() {
        List<Long> times = TestFfmpeg.probe(
                "-select_streams", "v:0", "-show_entries", "packet=pts", "-of", "csv=p=0", rendered.video().toString())
                .lines()
                .map(line -> Long.valueOf(line.replace(",", "").strip()))
                .sorted()
                .toList();
        assertEquals(LongStream.range(0, FILM.frames()).map(n -> n * 1001).boxed().toList(), times);
    }

    @Test
    void allChunksShareOneParameterSet() throws IOException {
        // given
        assertEquals(5, rendered.chunks().size());
        Path stream = folder.resolve("stream.h264");
        // when
        TestFfmpeg.output("-i", rendered.video().toString(), "-map", "0:v", "-c", "copy", "-bsf:v", "h264_mp4toannexb",
                "-f", "h264", stream.toString());
        // then
        Map<Integer, Set<String>> units = new TreeMap<>();
        for (byte[] unit : units(Files.readAllBytes(stream))) {
            units.computeIfAbsent(unit[0] & 31, _ -> new HashSet<>()).add(HexFormat.of().formatHex(unit));
        }
        assertEquals(1, units.getOrDefault(SEQUENCE_PARAMETERS, Set.of()).size());
        assertEquals(1, units.getOrDefault(PICTURE_PARAMETERS, Set.of()).size());
        assertEquals(
                Set.of(1, 5, 7, 8), units.keySet(), "kinds of NAL units: slices, key frames, and parameters alone");
    }

    @Test
    void itDecodesWithoutMessages() {
        assertEquals(List.of(), TestFfmpeg.log("warning", "-i", rendered.video().toString(), "-f", "null", "-"));
    }

    @Test
    void theIndexIsAtTheBeginningOfTheFile() throws IOException {
        // given
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(rendered.video()));
        // when
        List<String> boxes = new ArrayList<>();
        List<Integer> editLists = new ArrayList<>();
        walk(file, "", boxes, editLists);
        // then
        assertTrue(boxes.indexOf("/moov") < boxes.indexOf("/mdat"), boxes::toString);
        assertEquals(List.of(1, 1), editLists, "one entry in the edit list of each track");
    }

    @Test
    void theSameVideoHasTheSameBytes(@TempDir Path other) throws IOException {
        assertEquals(rendered.result().sha256(), FILM.render(other, 1).result().sha256());
        assertEquals(rendered.result().sha256(), Json.sha256(Files.readAllBytes(rendered.video())));
    }

    @Test
    void renderedChunksAreReused() throws IOException {
        // when
        TestVideo.RenderedVideo again = FILM.render(folder.resolve("once"), 1);
        // then
        assertTrue(again.chunks().stream().allMatch(RenderedChunk::reused));
        assertEquals(rendered.result().sha256(), again.result().sha256());
    }

    /// The NAL units of a stream, without start codes.
    private static List<byte[]> units(byte[] stream) {
        List<byte[]> units = new ArrayList<>();
        int start = -1;
        for (int i = 0; i + 2 < stream.length; i++) {
            if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
                if (start >= 0) {
                    units.add(Arrays.copyOfRange(stream, start, stream[i - 1] == 0 ? i - 1 : i));
                }
                start = i + 3;
            }
        }
        units.add(Arrays.copyOfRange(stream, start, stream.length));
        return units;
    }

    private static void walk(ByteBuffer boxes, String path, List<String> names, List<Integer> editLists) {
        while (boxes.remaining() >= 8) {
            int start = boxes.position();
            int length = boxes.getInt(start);
            String name = path + "/" + StandardCharsets.ISO_8859_1.decode(boxes.slice(start + 4, 4));
            names.add(name);
            if (name.matches("/moov(/trak(/edts)?)?")) {
                walk(boxes.slice(start + 8, length - 8), name, names, editLists);
            }
            if (name.endsWith("/elst")) {
                editLists.add(boxes.getInt(start + 12));
            }
            boxes.position(start + length);
        }
    }
}
