package aive.step;

import aive.error.ChunkMismatch;
import aive.json.Json;
import aive.message.ChunkTask;
import aive.plan.PlanSchema;
import aive.project.SafeId;
import aive.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The documents of one render in the store: `projects/<render_id>/…`.
public final class RenderFolder {

    private static final String CONTENT = "content";

    /// The number of hexadecimal digits of a plan's identity in its keys.
    private static final int PLAN_ID_LENGTH = 16;

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

    /// The id of the render that an object belongs to.
    ///
    /// @param key of the object, `projects/<render_id>/…`
    static String idIn(String key) {
        return key.split("/", 3)[1];
    }

    /// Key of the list of the latest plans of a project, whatever its content was.
    public static String history(SafeId project) {
        return "projects/" + project + "/plans.json";
    }

    /// Key of the validated request.
    public String request() {
        return prefix + "request.json";
    }

    /// Key of the media list.
    public String media() {
        return prefix + "media.json";
    }

    /// Key of the [CallbackRecord]; the object is missing if no request has a callback.
    public String callback() {
        return prefix + "callback.json";
    }

    /// The keys of one plan of the render.
    ///
    /// Executions of the same request may find different media at the same URLs, and then have different plans. The
    /// plan's identity is therefore part of its keys, so that neither execution reads the plan of the other.
    ///
    /// @param sha256 identity of the plan
    public Plan plan(String sha256) {
        return new Plan(prefix + "plans/" + sha256.substring(0, PLAN_ID_LENGTH) + "/");
    }

    /// The keys of one plan.
    ///
    /// @param prefix of all keys, with a slash at its end
    public record Plan(String prefix) {

        /// Key of the [aive.plan.VideoPlan].
        public String key() {
            return prefix + "plan.json";
        }

        /// Key of the specs of all chunks, one per line.
        public String specs() {
            return prefix + "chunk-specs.jsonl";
        }

        /// Key of the places of the sentences in the video.
        public String sentences() {
            return prefix + "sentences.json";
        }

        /// Key of the tasks of all chunks, a JSON array.
        public String chunkTasks() {
            return prefix + "chunks.json";
        }
    }

    /// Reads a document of an earlier step.
    ///
    /// @throws ChunkMismatch if it is missing, or another version of the functions wrote it
    public <T> T read(String key, Class<T> type) {
        JsonNode document = parsed(key, JsonNode.class);
        PlanSchema.check(document.path(PlanSchema.FIELD), key);
        try {
            return Optional.ofNullable(Json.MAPPER.treeToValue(document.path(CONTENT), type))
                    .orElseThrow(() -> new ChunkMismatch(
                            "", "%s has no content; start the execution again".formatted(key)));
        } catch (JacksonException e) {
            throw new ChunkMismatch("",
                    "%s was written by another version of the functions; start the execution again".formatted(key), e);
        }
    }

    /// Reads a document that may be missing; empty too if another version wrote it.
    public static <T> Optional<T> readIfCurrent(Store store, String key, Class<T> type) {
        return store.read(key)
                .flatMap(bytes -> Json.readIfKnown(bytes, JsonNode.class))
                .filter(document -> document.path(PlanSchema.FIELD).asInt(0) == PlanSchema.CURRENT)
                .map(document -> Json.MAPPER.treeToValue(document.path(CONTENT), type));
    }

    /// Writes a document with the current schema version.
    public void write(String key, Object document) {
        store.write(key, Json.bytes(Map.of(PlanSchema.FIELD, PlanSchema.CURRENT, CONTENT, document)));
    }

    /// Reads the callback; empty if there is none, or if another version wrote it in an unknown form.
    public Optional<CallbackRecord> readCallback() {
        return store.read(callback()).flatMap(bytes -> Json.readIfKnown(bytes, CallbackRecord.class));
    }

    /// Writes the callback without a schema version. It is not part of the plan, and no step may fail because of it.
    public void writeCallback(CallbackRecord note) {
        store.write(callback(), Json.bytes(note));
    }

    /// Reads the tasks of all chunks.
    ///
    /// @param key [Plan#chunkTasks]
    /// @throws ChunkMismatch if they are missing
    public List<ChunkTask> readChunkTasks(String key) {
        return List.of(parsed(key, ChunkTask[].class));
    }

    /// Writes the tasks of all chunks as a plain array, which the state machine reads. Each task has its own schema
    /// version.
    public void writeChunkTasks(Plan plan, List<ChunkTask> tasks) {
        store.write(plan.chunkTasks(), Json.bytes(tasks));
    }

    private <T> T parsed(String key, Class<T> type) {
        try {
            return Json.read(bytes(key), type);
        } catch (JacksonException e) {
            throw new ChunkMismatch("", "%s is damaged: it is not the JSON that was written; start the execution again"
                    .formatted(key), e);
        }
    }

    private byte[] bytes(String key) {
        return store.read(key).orElseThrow(
                () -> new ChunkMismatch("", "%s is not in the store; start the execution again".formatted(key)));
    }
}
