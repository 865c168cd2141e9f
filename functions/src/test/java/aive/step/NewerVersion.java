package aive.step;

import aive.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// What a version of ours might write that knows more.
public final class NewerVersion {

    private NewerVersion() {}

    /// @param document a JSON object, as this version writes it
    public static byte[] of(byte[] document) {
        return Json.bytes(((ObjectNode) Json.tree(document)).put("something_new", 1));
    }
}
