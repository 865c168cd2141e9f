package aive.input;

import aive.error.ConfigurationError;
import aive.error.InvalidProject;
import aive.error.MediaForbidden;
import aive.error.MediaTooLarge;
import aive.error.MediaUnavailable;
import aive.project.Callback;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The project id and the callback of an input that may be invalid, to notify its author of the failure.
///
/// @param projectId the author's own name for the project
/// @param callback present if the input's callback has a valid https `url`; its other fields are not checked
public record InputSummary(Optional<String> projectId, Optional<Callback> callback) {

    /// A summary with neither a project id nor a callback.
    public static final InputSummary NOTHING = new InputSummary(Optional.empty(), Optional.empty());

    /// Reads the summary of an input.
    ///
    /// @param input the input of an execution: JSON in any of the three shapes, alone or in a list of one, or any bytes
    /// @param download reads a project from a bucket
    /// @throws aive.error.StorageUnavailable if the stored project cannot be read now
    public static InputSummary at(byte[] input, SourcePolicy policy, ProjectDownload download) {
        try {
            return of(JsonText.parse(input, "the input"), policy, download);
        } catch (InvalidProject _) {
            return NOTHING;
        }
    }

    /// Reads the summary of a parsed input.
    ///
    /// @param input the input of an execution in any of the three shapes, alone or in a list of one
    /// @param download reads a project from a bucket
    /// @throws aive.error.StorageUnavailable if the stored project cannot be read now
    public static InputSummary of(JsonNode input, SourcePolicy policy, ProjectDownload download) {
        SourceAddresses addresses = new SourceAddresses(policy);
        try {
            JsonNode json = ExecutionInput.taken(input);
            JsonNode body = body(json, new InputUnwrapper(addresses, download));
            return new InputSummary(
                    text(body.path("project_data").path("id")), callback(body.path("callback"), addresses));
        } catch (InvalidProject _) {
            return NOTHING;
        }
    }

    /// The body, or the input itself if the body cannot be found. The error of the execution says why.
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
