package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.ChunkMismatch;
import aive.json.Json;
import aive.message.MediaList;
import aive.plan.PlanSchema;
import aive.project.Callback;
import aive.store.FolderStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderFolderTest {

    @TempDir
    private Path root;

    private FolderStore store;
    private RenderFolder folder;

    @BeforeEach
    void makeStore() {
        store = new FolderStore(root);
        folder = new RenderFolder(store, "film");
    }

    @Test
    void aDocumentIsReadAsItWasWritten() {
        MediaList media = new MediaList(List.of(List.of()));
        folder.write(folder.media(), media);
        assertEquals(media, folder.read(folder.media(), MediaList.class));
    }

    @Test
    void aDocumentOfAnotherVersionIsRejected() {
        // given
        Object content = Map.of("batches", List.of());
        List<byte[]> foreign = List.of(
                Json.bytes(Map.of("schema", PlanSchema.CURRENT + 1, "content", content)),
                Json.bytes(Map.of("schema", PlanSchema.CURRENT, "content", Map.of("portions", List.of()))));
        for (byte[] document : foreign) {
            store.write(folder.media(), document);
            // when
            ChunkMismatch failure =
                    assertThrows(ChunkMismatch.class, () -> folder.read(folder.media(), MediaList.class));
            // then
            assertTrue(
                    String.valueOf(failure.getMessage()).endsWith("start the execution again"), failure.getMessage());
        }
    }

    @Test
    void aCallbackOfAnotherVersionIsIgnored() {
        // given
        folder.writeCallback(new CallbackRecord(
                new Callback(URI.create("https://backend.example.com/"), Optional.empty()), Instant.EPOCH));
        assertTrue(folder.readCallback().isPresent());
        // when
        store.write(folder.callback(), NewerVersion.of(store.read(folder.callback()).orElseThrow()));
        // then
        assertEquals(Optional.empty(), folder.readCallback());
    }
}
