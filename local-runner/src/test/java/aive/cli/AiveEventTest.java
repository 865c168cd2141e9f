package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.fetch.MediaSite;
import aive.ffmpeg.TestFfmpeg;
import aive.json.Json;
import aive.local.LocalSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The event that the function before this one took: rendered whole, from files and from signed URLs.
class AiveEventTest {

    private static final Path EVENT = TestProject.EXAMPLES.resolve("aive-event/event.json");

    /// 14.84 s of narration at 30 frames a second.
    private static final int FRAMES = 445;

    private static final List<String> FIELDS = List.of("url", "video_url", "videoUrl");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theExampleIsAnEventAsTheBackendSendsIt() throws IOException {
        // given
        ObjectNode body = body();
        JsonNode data = body.get("project_data");
        // then
        assertTrue(Json.MAPPER.readTree(Files.readAllBytes(EVENT)).get("body").isString(), "the body is JSON in JSON");
        assertTrue(Files.readString(EVENT).contains("\\\\u04"), "Cyrillic, escaped twice");
        assertEquals(4, data.get("sentences").size());
        assertTrue(data.has("video_url") && data.has("videoUrl"), "twins");
        assertTrue(
                data.has("footage_choices") && data.has("music_recommendations") && data.has("total_sentences"),
                "fields that nobody needs");
        for (int i = 1; i < 4; i++) {
            double gap = data.get("sentences").get(i).get("start_time").asDouble()
                    - data.get("sentences").get(i - 1).get("end_time").asDouble();
            assertTrue(gap > 0.2, "a gap before sentence " + i);
        }
    }

    @Test
    void theExampleRendersWhole() throws IOException {
        // given
        Cli cli = Cli.in(folder);
        Path event = small(body());
        // when
        JsonNode result = cli.render(event, "--json").done().json();
        // then
        Path video = cli.store().resolve(result.get("s3_key").asString());
        assertEquals(FRAMES, result.get("frames").asInt());
        assertEquals(FRAMES, TestFfmpeg.frameDigests(video).size());
        assertEquals(0, result.get("warnings").size(), result.toString());
        String captions = Files.readString(
                cli.store().resolve(result.get("captions_keys").get(0).asString()));
        for (JsonNode sentence : body().get("project_data").get("sentences")) {
            assertTrue(captions.contains(sentence.get("text").asString()), captions);
        }
        assertTrue(result.get("render_id").asString().matches("proj-[0-9a-f-]+"), result.toString());
    }

    @Test
    void servedWithSignedUrlsItIsTheSameVideoAndNoSignatureIsSeen() throws Exception {
        // given
        try (MediaSite site = new MediaSite(folder)) {
            Cli files = Cli.in(folder.resolve("files"));
            Cli cli = new Cli(folder.resolve("store"), settings -> new LocalSystem(settings, site.downloader()));
            String fromFiles = files.render(small(body()), "--json")
                    .done()
                    .json()
                    .get("sha256")
                    .asString();
            // when
            Cli.Ran first = cli.render(small(signed(site, "0123456789abcdef")), "--json")
                    .done();
            // then
            assertEquals(fromFiles, first.json().get("sha256").asString());
            assertEquals(1, site.sent("flower_960x540_2997.mp4"));
            assertNowhere("0123456789abcdef", cli, first);
            // when: signed anew
            int before = site.requests();
            Cli.Ran second = cli.render(small(signed(site, "fedcba9876543210")), "--json")
                    .done();
            // then
            assertEquals(6, site.requests() - before, "the server is asked about each of the six sources");
            assertEquals(1, site.sent("flower_960x540_2997.mp4"), "and sends nothing again");
            assertEquals(1, site.sent("librispeech_5703-47212-0000.ogg"));
            assertEquals(first.json().get("sha256"), second.json().get("sha256"));
            assertEquals(
                    second.json().get("chunks").get("total"),
                    second.json().get("chunks").get("reused"));
            assertNowhere("fedcba9876543210", cli, second);
        }
    }

    @Test
    void aSignedUrlThatAnswers404IsUnavailableAndItsSignatureIsNotShown() throws Exception {
        // given
        try (MediaSite site = new MediaSite(folder)) {
            Cli cli = new Cli(folder.resolve("store"), settings -> new LocalSystem(settings, site.downloader()));
            ObjectNode body = signed(site, "0123456789abcdef");
            body.put("audio_url", "https://media.example.test/gone.mp3?X-Amz-Signature=0123456789abcdef");
            // when
            Cli.Ran ran = cli.render(small(body), "--json").failed(1);
            // then
            assertEquals(1, ran.errors().size(), ran.err());
            assertTrue(
                    ran.errors()
                            .getFirst()
                            .startsWith("error: MediaUnavailable: /audio_url: https://media.example.test"),
                    ran.err());
            assertTrue(ran.errors().getFirst().contains("404"), ran.err());
            assertNowhere("0123456789abcdef", cli, ran);
            assertEquals(List.of(), cli.keys("videos/"));
            cli.assertTidy();
        }
    }

    @Test
    void anAddressThatIsNotPublicIsForbiddenAlsoWhereTheRestIsServed() throws Exception {
        // given
        try (MediaSite site = new MediaSite(folder)) {
            Cli cli = new Cli(folder.resolve("store"), settings -> new LocalSystem(settings, site.downloader()));
            ObjectNode body = signed(site, "0123456789abcdef");
            body.put("audio_url", "https://169.254.169.254/latest/meta-data/?X-Amz-Signature=0123456789abcdef");
            // when
            Cli.Ran ran = cli.render(small(body)).failed(1);
            // then
            assertTrue(ran.errors().getFirst().startsWith("error: MediaForbidden: /audio_url: "), ran.err());
            assertFalse(ran.err().contains("0123456789abcdef"), ran.err());
        }
    }

    private static ObjectNode body() throws IOException {
        return (ObjectNode) Json.MAPPER.readTree(
                Json.MAPPER.readTree(Files.readAllBytes(EVENT)).get("body").asString());
    }

    /// The event with a small picture, and with its media where this test finds them.
    private Path small(ObjectNode body) {
        body.putObject("render").put("width", 320).put("height", 180).put("quality", "draft");
        replaceMedia(
                body,
                url -> url.startsWith("https:")
                        ? url
                        : EVENT.resolveSibling(url).normalize().toString());
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("body", Json.text(body));
        return TestProject.write(folder.resolve("event.json"), event);
    }

    private static ObjectNode signed(MediaSite site, String signature) throws IOException {
        ObjectNode body = body();
        replaceMedia(body, url -> {
            Path file = EVENT.resolveSibling(url).normalize();
            return site.serve(String.valueOf(file.getFileName()), file)
                    + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20250601T101500Z&X-Amz-Signature=" + signature;
        });
        return body;
    }

    private static void replaceMedia(ObjectNode body, UnaryOperator<String> replacement) {
        body.put("audio_url", replacement.apply(body.get("audio_url").asString()));
        body.put("music_url", replacement.apply(body.get("music_url").asString()));
        for (JsonNode sentence : body.get("project_data").get("sentences")) {
            ObjectNode footage = (ObjectNode) sentence.get("selected_footage");
            String url = replacement.apply(footage.get("url").asString());
            FIELDS.forEach(field -> footage.put(field, url));
        }
    }

    /// Neither said nor in a key, nor in anything that is kept for later but the request itself and the record of
    /// what was asked for.
    private static void assertNowhere(String signature, Cli cli, Cli.Ran ran) throws IOException {
        assertFalse((ran.out() + ran.err()).contains(signature), ran.err());
        for (String key : cli.keys("")) {
            assertFalse(key.contains(signature), key);
            if (key.startsWith("sources/") || key.startsWith("videos/")) {
                assertFalse(
                        Files.readString(cli.store().resolve(key), StandardCharsets.ISO_8859_1)
                                .contains(signature),
                        key);
            }
        }
    }
}
