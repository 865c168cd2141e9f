package aive.input;

import aive.error.ConfigurationError;
import aive.error.InvalidProject;
import aive.error.MediaForbidden;
import aive.error.MediaTooLarge;
import aive.error.MediaUnavailable;
import aive.project.Callback;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What can be told of an input that may not be valid: whose it is, and whom to tell. Above all then its author wants
/// to know.
///
/// @param projectId the author's own name for the project
/// @param callback whom to tell; asks for nothing but an https `url`
public record InputSummary(Optional<String> projectId, Optional<Callback> callback) {

    /// Nothing can be told.
    public static final InputSummary NOTHING = new InputSummary(Optional.empty(), Optional.empty());

    /// Looks at an input.
    ///
    /// @param input of an execution: JSON in any of the input's shapes, alone or in a list of one, or in none
    /// @param download gets a project that lies in a bucket
    /// @throws aive.error.StorageUnavailable if the input is the address of a project that cannot be read now
    public static InputSummary at(byte[] input, SourcePolicy policy, ProjectDownload download) {
        SourceAddresses addresses = new SourceAddresses(policy);
        try {
            JsonNode json = ExecutionInput.taken(JsonText.parse(input, "the input"));
            JsonNode body = body(json, new InputUnwrapper(addresses, download));
            return new InputSummary(text(body.path("project_data").path("id")), callback(body.path("callback"), addresses));
        } catch (InvalidProject _) {
            return NOTHING;
        }
    }

    /// What the input wraps, or the input itself where there is no telling: why not, the execution's own error says.
    private static JsonNode body(JsonNode input, InputUnwrapper envelope) {
        try {
            return envelope.open(input);
        } catch (InvalidProject | MediaForbidden | MediaUnavailable | MediaTooLarge | ConfigurationError _) {
            return input;
        }
    }

    private static Optional<Callback> callback(JsonNode callback, SourceAddresses addresses) {
        return text(callback.path("url"))
                .flatMap(url -> addresses.callback(url, "/callback/url", new Problems()))
                .map(url -> new Callback(url, text(callback.path("task_id"))));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }
}
