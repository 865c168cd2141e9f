package aive.step;

import aive.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// JSON as a newer version of this program might write it.
public final class NewerVersion {

    private NewerVersion() {}

    /// @param document a JSON object of this version
    public static byte[] of(byte[] document) {
        return Json.bytes(((ObjectNode) Json.tree(document)).put("something_new", 1));
    }
}
