package aive.step.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.error.MediaForbidden;
import aive.input.RequestReader;
import aive.input.SourcePolicy;
import aive.project.Callback;
import aive.step.CallbackRecord;
import aive.step.RenderFolder;
import aive.store.FolderStore;
import aive.store.Store;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the stored callback.
class PrepareProjectTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path folder;

    private Store store;
    private Instant now = NOW;
    private PrepareProject prepareProject;

    @BeforeEach
    void prepare() {
        store = new FolderStore(folder);
        InstantSource clock = () -> now;
        RequestReader reader = new RequestReader(new SourcePolicy.Deployed(Set.of()), (source, _) -> {
            throw new AssertionError("nothing is to be downloaded, not " + source);
        });
        prepareProject = new PrepareProject(reader, store, 1, 1, Optional.empty(), clock);
    }

    @Test
    void theCallbackIsStoredBesideTheRequest() {
        // when
        String renderId = run("{\"url\": \"https://backend.example.com/status?key=SECRET\", \"task_id\": \"t-1\"}");
        // then
        CallbackRecord expected = new CallbackRecord(
                new Callback(URI.create("https://backend.example.com/status?key=SECRET"), Optional.of("t-1")), NOW);
        assertEquals(Optional.of(expected), new RenderFolder(store, renderId).readCallback());
        String request = new String(
                store.read(new RenderFolder(store, renderId).request()).orElseThrow(), StandardCharsets.UTF_8);
        assertFalse(request.contains("SECRET"), request);
    }

    @Test
    void theCallbackOfTheLatestRequestIsKept() {
        // when
        String first = run("{\"url\": \"https://one.example.com/\"}");
        now = NOW.plusSeconds(60);
        String second = run("{\"url\": \"https://two.example.com/\"}");
        // then
        assertEquals(first, second);
        CallbackRecord kept = new RenderFolder(store, first).readCallback().orElseThrow();
        assertEquals(
                new CallbackRecord(new Callback(URI.create("https://two.example.com/"), Optional.empty()), now), kept);
    }

    @Test
    void aRequestWithoutACallbackKeepsTheEarlierCallback() {
        // when
        String first = run("{\"url\": \"https://one.example.com/\"}");
        run("null");
        // then
        assertEquals(URI.create("https://one.example.com/"),
                new RenderFolder(store, first).readCallback().orElseThrow().callback().url());
    }

    @Test
    void aRequestWithoutACallbackStoresNone() {
        assertEquals(Optional.empty(), new RenderFolder(store, run("null")).readCallback());
    }

    @Test
    void aCallbackMustBeHttps() {
        MediaForbidden error =
                assertThrows(MediaForbidden.class, () -> run("{\"url\": \"http://backend.example.com/status\"}"));
        assertEquals("/callback/url", error.problems().getFirst().pointer());
    }

    private String run(String callback) {
        String input = """
                {"project_data": {"id": "film", "sentences": [{"id": "one", "text": "Eins.", "start_time": 0,
                 "end_time": 2.5,
                  "selected_footage": {"url": "https://example.com/1.mp4"}}]},
                 "audio_url": "https://example.com/voice.mp3", "callback": %s}
                """.formatted(callback);
        return prepareProject.run(input.getBytes(StandardCharsets.UTF_8)).renderId();
    }
}
