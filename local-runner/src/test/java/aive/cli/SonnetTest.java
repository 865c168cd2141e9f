package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.caption.CaptionDrawing;
import aive.caption.CaptionFonts;
import aive.caption.CaptionLayout;
import aive.caption.CaptionPainter;
import aive.caption.PixelBounds;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestSize;
import aive.json.Json;
import aive.planning.CaptionDesign;
import aive.project.CaptionPreset;
import aive.project.CaptionSettings;
import aive.project.CaptionSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The example that newcomers render, with a smaller picture.
class SonnetTest {

    private static final Path EXAMPLE = TestProject.EXAMPLES.resolve("sonnet/project.json");
    private static final int WIDTH = TestSize.width(640);
    private static final int HEIGHT = TestSize.height(360);
    private static final int FRAMES = 1587;
    private static final int WHITE = 0xFFFFFFFF;

    @TempDir
    private static Path folder = Path.of("");

    private static Path video = folder;

    @BeforeAll
    static void rendered() throws IOException {
        video = folder.resolve("sonnet.mp4");
        Cli.Ran ran = render(sized(WIDTH, HEIGHT), "-o", video.toString());
        assertEquals(FRAMES, ran.json().get("frames").asInt());
        assertEquals(0, ran.json().get("warnings").size(), ran.out());
    }

    private static Cli.Ran render(ObjectNode project, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--json");
        return Cli.in(folder)
                .render(TestProject.write(folder.resolve("project.json"), project), all.toArray(String[]::new))
                .done();
    }

    private static ObjectNode sized(int width, int height) throws IOException {
        ObjectNode project = project();
        ((ObjectNode) project.get("render")).put("width", width).put("height", height);
        project.put("audio_url", absolute(project.get("audio_url")))
                .put("music_url", absolute(project.get("music_url")));
        for (JsonNode sentence : project.get("project_data").get("sentences")) {
            ObjectNode footage = (ObjectNode) sentence.get("selected_footage");
            footage.put("url", absolute(footage.get("url")));
        }
        return project;
    }

    @ParameterizedTest(name = "in chunks of about {0} s")
    @CsvSource({"10, 6", "0.001, 15"})
    void inChunksItIsFrameForFrameWhatItIsInOne(String seconds, int chunks) throws IOException {
        // given
        ObjectNode project = sized(TestSize.width(128), TestSize.height(72));
        ((ObjectNode) project.get("render")).put("quality", "lossless");
        // when
        JsonNode one = render(project, "--chunk-seconds", "1000").json();
        JsonNode many = render(project, "--chunk-seconds", seconds).json();
        // then
        assertEquals(1, one.get("chunks").get("total").asInt());
        assertEquals(chunks, many.get("chunks").get("total").asInt());
        assertEquals(FRAMES, digests(one).size());
        assertEquals(digests(one), digests(many));
    }

    private static List<String> digests(JsonNode result) {
        return TestFfmpeg.frameDigests(
                Path.of(URI.create(result.get("video_uri").asString())));
    }

    @Test
    void pictureAndSoundAreWhatEveryPlayerTakes() {
        // when
        JsonNode streams = probe().get("streams");
        // then
        JsonNode picture = streams.get(0);
        assertEquals(
                "h264 High yuv420p",
                "%s %s %s".formatted(text(picture, "codec_name"), text(picture, "profile"), text(picture, "pix_fmt")));
        assertEquals(
                "bt709 bt709 bt709 tv",
                "%s %s %s %s"
                        .formatted(
                                text(picture, "color_space"),
                                text(picture, "color_primaries"),
                                text(picture, "color_transfer"),
                                text(picture, "color_range")));
        assertEquals(
                "%d×%d at 30/1, 30/1".formatted(WIDTH, HEIGHT),
                "%s×%s at %s, %s"
                        .formatted(
                                text(picture, "width"),
                                text(picture, "height"),
                                text(picture, "r_frame_rate"),
                                text(picture, "avg_frame_rate")));
        JsonNode sound = streams.get(1);
        assertEquals(
                "aac LC 48000 2",
                "%s %s %s %s"
                        .formatted(
                                text(sound, "codec_name"),
                                text(sound, "profile"),
                                text(sound, "sample_rate"),
                                text(sound, "channels")));
        assertEquals(2, streams.size());
    }

    @Test
    void everyFrameIsThereAndPictureAndSoundAreEquallyLong() {
        // given
        double narration = Double.parseDouble(
                TestFfmpeg.probe("-show_entries", "stream=duration", "-of", "csv=p=0", TestProject.media("sonnet2.mp3"))
                        .strip());
        // when
        JsonNode streams = probe().get("streams");
        // then
        assertEquals(Math.round(narration * 30), FRAMES);
        assertEquals(FRAMES, TestFfmpeg.frameDigests(video).size());
        double picture = streams.get(0).get("duration").asDouble();
        double sound = streams.get(1).get("duration").asDouble();
        assertEquals(FRAMES / 30.0, picture, 0.0005);
        assertEquals(picture, sound, 1 / 30.0);
    }

    @Test
    void theIndexComesBeforeTheMediaData() throws IOException {
        // when
        List<String> boxes = boxes(video);
        // then
        assertTrue(boxes.indexOf("moov") >= 0 && boxes.indexOf("moov") < boxes.indexOf("mdat"), boxes.toString());
    }

    @Test
    void theSoundtrackHasTheRequiredLoudnessAndDoesNotClip() {
        // when
        String log = String.join(
                "\n",
                TestFfmpeg.log(
                        "info",
                        "-nostats",
                        "-i",
                        video.toString(),
                        "-map",
                        "0:a:0",
                        "-af",
                        "ebur128=peak=true:framelog=quiet",
                        "-f",
                        "null",
                        "-"));
        // then
        assertEquals(-14, figure(log, "I: +(-?[0-9.]+) LUFS"), 1.0, log);
        assertTrue(figure(log, "Peak: +(-?[0-9.]+) dBFS") <= -1, log);
    }

    @Test
    void inTheMiddleOfEverySentenceItsOwnCaptionIsSeen() throws IOException {
        // given
        List<JsonNode> sentences =
                project().get("project_data").get("sentences").valueStream().toList();
        List<Ink> inks = new ArrayList<>();
        for (JsonNode sentence : sentences) {
            inks.add(Ink.of(sentence.get("text").asString()));
        }
        List<Long> middles = sentences.stream()
                .map(sentence -> Math.round((sentence.get("start_time").asDouble()
                                + sentence.get("end_time").asDouble())
                        / 2
                        * 30))
                .toList();
        // when
        byte[] luma = frames(middles);
        // then
        for (int i = 0; i < sentences.size(); i++) {
            int offset = i * WIDTH * HEIGHT;
            List<Double> contrasts =
                    inks.stream().map(ink -> ink.contrastIn(luma, offset)).toList();
            assertTrue(
                    contrasts.get(i) > 120,
                    "%s has a contrast of %s".formatted(sentences.get(i).get("text"), contrasts));
            assertEquals(
                    contrasts.get(i),
                    contrasts.stream().max(Double::compare).orElseThrow(),
                    "another caption than " + sentences.get(i).get("text"));
        }
    }

    /// Where a caption's letters and their outline are.
    private record Ink(List<Integer> letters, List<Integer> outline) {

        private static final CaptionLayout LAYOUT = new CaptionLayout(
                CaptionFonts.bundled(), WIDTH, HEIGHT,
                CaptionDesign.of(CaptionSettings.of(CaptionSource.TEXT, CaptionPreset.SUBTITLE), WIDTH, HEIGHT).look());

        static Ink of(String text) throws IOException {
            CaptionDrawing caption = LAYOUT.layOut(text).orElseThrow();
            byte[] png = CaptionPainter.png(caption, new PixelBounds(0, 0, WIDTH, HEIGHT));
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            int[] pixels = image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
            return new Ink(
                    IntStream.range(0, pixels.length)
                            .filter(i -> pixels[i] == WHITE)
                            .boxed()
                            .toList(),
                    IntStream.range(0, pixels.length)
                            .filter(i -> pixels[i] >>> 24 > 200 && (pixels[i] & 0xFF) < 40)
                            .boxed()
                            .toList());
        }

        double contrastIn(byte[] luma, int offset) {
            return mean(letters, luma, offset) - mean(outline, luma, offset);
        }

        private static double mean(List<Integer> pixels, byte[] luma, int offset) {
            return pixels.stream()
                    .mapToInt(i -> luma[offset + i] & 0xFF)
                    .average()
                    .orElseThrow();
        }
    }

    /// The brightness of some frames, one after the other.
    private static byte[] frames(List<Long> numbers) throws IOException {
        Path raw = folder.resolve("frames.gray");
        String select = numbers.stream().map("eq(n,%d)"::formatted).collect(Collectors.joining("+"));
        TestFfmpeg.output(
                "-y",
                "-i",
                video.toString(),
                "-vf",
                "select='%s',format=gray".formatted(select),
                "-fps_mode",
                "passthrough",
                "-f",
                "rawvideo",
                raw.toString());
        byte[] luma = Files.readAllBytes(raw);
        assertEquals(numbers.size() * WIDTH * HEIGHT, luma.length);
        return luma;
    }

    private static List<String> boxes(Path file) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
        List<String> boxes = new ArrayList<>();
        while (content.remaining() >= 8) {
            long size = Integer.toUnsignedLong(content.getInt(content.position()));
            byte[] type = new byte[4];
            content.get(content.position() + 4, type);
            boxes.add(new String(type, StandardCharsets.ISO_8859_1));
            content.position((int) Math.min(content.limit(), content.position() + Math.max(size, 8)));
        }
        return boxes;
    }

    private static ObjectNode project() throws IOException {
        return (ObjectNode) Json.MAPPER.readTree(Files.readAllBytes(EXAMPLE));
    }

    private static String absolute(JsonNode path) {
        return EXAMPLE.resolveSibling(path.asString()).toString();
    }

    private static JsonNode probe() {
        return Json.MAPPER.readTree(TestFfmpeg.probe("-show_streams", "-of", "json", video.toString()));
    }

    private static String text(JsonNode stream, String field) {
        return stream.path(field).asString("none");
    }

    private static double figure(String log, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(log);
        assertTrue(matcher.find(), log);
        return Double.parseDouble(matcher.group(1));
    }
}
