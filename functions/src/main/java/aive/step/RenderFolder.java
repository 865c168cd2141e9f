package aive.step;

import aive.error.ChunkMismatch;
import aive.json.Json;
import aive.store.Store;

/// What belongs to one request, in the store: `projects/<render_id>/…`.
public final class RenderFolder {

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

    /// Whom to tell, a [CallbackNote]; not there where nobody wants to be told.
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

    /// The tickets of all chunks, as a JSON array.
    public String tickets() {
        return prefix + "chunks.json";
    }

    /// Reads a document that an earlier step wrote.
    ///
    /// @throws ChunkMismatch if it is not there
    public <T> T read(String key, Class<T> type) {
        byte[] bytes = store.read(key).orElseThrow(() -> new ChunkMismatch("", "%s is not in the store; start the execution again".formatted(key)));
        return Json.read(bytes, type);
    }

    public void write(String key, Object document) {
        store.write(key, Json.bytes(document));
    }
}
