package aive.step;

import aive.error.ChunkMismatch;
import aive.json.Json;
import aive.message.ChunkTask;
import aive.plan.PlanSchema;
import aive.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What belongs to one request, in the store: `projects/<render_id>/…`.
public final class RenderFolder {

    private static final String CONTENT = "content";

    private final Store store;
    private final String prefix;

    public RenderFolder(Store store, String renderId) {
        this.store = store;
        this.prefix = "projects/" + renderId + "/";
    }

    /// The folder of the render that an object belongs to.
    ///
    /// @param key of the object, `projects/<render_id>/…`
    public static RenderFolder holding(Store store, String key) {
        return new RenderFolder(store, idIn(key));
    }

    /// The render that an object belongs to.
    ///
    /// @param key of the object, `projects/<render_id>/…`
    static String idIn(String key) {
        return key.split("/", 3)[1];
    }

    /// The valid project and the request's names.
    public String request() {
        return prefix + "request.json";
    }

    /// The distinct media, in batches.
    public String media() {
        return prefix + "media.json";
    }

    /// Whom to tell, a [CallbackRecord]; not there where nobody wants to be told.
    public String callback() {
        return prefix + "callback.json";
    }

    /// What the last step goes by.
    public String plan() {
        return prefix + "plan.json";
    }

    /// The specs of all chunks, one a line.
    public String specs() {
        return prefix + "chunk-specs.jsonl";
    }

    /// The tasks of all chunks, as a JSON array.
    public String chunkTasks() {
        return prefix + "chunks.json";
    }

    /// Reads a document that an earlier step wrote.
    ///
    /// @throws ChunkMismatch if it is not there, or another version of the functions wrote it
    public <T> T read(String key, Class<T> type) {
        JsonNode document = Json.tree(bytes(key));
        PlanSchema.check(document.path(PlanSchema.FIELD), key);
        try {
            return Json.MAPPER.treeToValue(document.path(CONTENT), type);
        } catch (JacksonException e) {
            throw new ChunkMismatch("", "%s is not as this version of the functions writes it; start the execution again".formatted(key), e);
        }
    }

    /// Writes a document, with the number of the schema that it has.
    public void write(String key, Object document) {
        store.write(key, Json.bytes(Map.of(PlanSchema.FIELD, PlanSchema.CURRENT, CONTENT, document)));
    }

    /// Whom to tell; empty where nobody has asked to be, or another version of ours wrote what this one does not know.
    public Optional<CallbackRecord> readCallback() {
        return store.read(callback()).flatMap(bytes -> Json.readIfKnown(bytes, CallbackRecord.class));
    }

    /// Keeps whom to tell, without a schema's number: it belongs to no plan, and nobody is to fail because of it.
    public void writeCallback(CallbackRecord note) {
        store.write(callback(), Json.bytes(note));
    }

    /// Reads the tasks of all chunks.
    ///
    /// @throws ChunkMismatch if they are not there
    public List<ChunkTask> readChunkTasks() {
        return List.of(Json.read(bytes(chunkTasks()), ChunkTask[].class));
    }

    /// Writes the tasks of all chunks, as the bare array that the state machine reads: each has the number of its schema itself.
    public void writeChunkTasks(List<ChunkTask> tasks) {
        store.write(chunkTasks(), Json.bytes(tasks));
    }

    private byte[] bytes(String key) {
        return store.read(key).orElseThrow(() -> new ChunkMismatch("", "%s is not in the store; start the execution again".formatted(key)));
    }
}
