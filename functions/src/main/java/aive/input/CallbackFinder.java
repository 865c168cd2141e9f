package aive.input;

import aive.error.InvalidProject;
import aive.error.MediaForbidden;
import aive.error.MediaUnavailable;
import aive.project.Callback;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Finds in an input whom to tell, also where the input is not valid: then, above all, its author wants to know.
///
/// So it asks for nothing but a `callback` with an https `url` in the body, whatever else is there.
public final class CallbackFinder {

    private final Envelope envelope;
    private final SourceAddresses addresses;

    /// @param download gets a project that lies in a bucket
    public CallbackFinder(SourcePolicy policy, ProjectDownload download) {
        this.addresses = new SourceAddresses(policy);
        this.envelope = new Envelope(addresses, download);
    }

    /// @param input JSON in any of the input's shapes, or in none
    /// @throws aive.error.StorageUnavailable if the input is the address of a project that cannot be read now
    public Optional<Callback> find(byte[] input) {
        return parsed(input).flatMap(json -> callback(body(json).path("callback")));
    }

    private static Optional<JsonNode> parsed(byte[] input) {
        try {
            return Optional.of(JsonText.parse(input, "the input"));
        } catch (InvalidProject _) {
            return Optional.empty();
        }
    }

    /// What the input wraps, or the input itself where there is no telling: why not, the execution's own error says.
    private JsonNode body(JsonNode input) {
        try {
            return envelope.open(input);
        } catch (InvalidProject | MediaForbidden | MediaUnavailable _) {
            return input;
        }
    }

    private Optional<Callback> callback(JsonNode callback) {
        Optional<String> taskId = Optional.of(callback.path("task_id")).filter(JsonNode::isString).map(JsonNode::stringValue);
        return Optional.of(callback.path("url"))
                .filter(JsonNode::isString)
                .flatMap(url -> addresses.callback(url.stringValue(), "/callback/url", new Problems()))
                .map(url -> new Callback(url, taskId));
    }
}
