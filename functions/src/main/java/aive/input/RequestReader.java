package aive.input;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.databind.JsonNode;

/// Parses and validates an input, in any of its three shapes.
///
/// The shapes are an event of the backend's previous service (`{"body": "<JSON text>" | {…}, "isBase64Encoded"?}`),
/// the body itself (`{"project_data", "audio_url", "music_url"?, "render"?, "callback"?}`), and the URI of either
/// (`{"project_uri": "s3://bucket/key"}`).
///
/// All methods throw [aive.error.InvalidProject] with every problem, or [aive.error.MediaForbidden] if all problems
/// are URLs that are not allowed. The JSON pointers of the problems are relative to the body.
public final class RequestReader {

    private static final String INPUT = "the input";

    private final InputUnwrapper envelope;
    private final ProjectReader projectReader;

    /// @param policy decides which sources are allowed
    /// @param download reads a project from a bucket
    public RequestReader(SourcePolicy policy, ProjectDownload download) {
        SourceAddresses addresses = new SourceAddresses(policy);
        this.envelope = new InputUnwrapper(addresses, download);
        this.projectReader = new ProjectReader(addresses);
    }

    /// Parses the input as JSON, without validating it.
    ///
    /// @param json text in UTF-8, with or without a byte order mark
    /// @throws aive.error.InvalidProject if it is not one JSON value
    public static JsonNode parse(byte[] json) {
        return JsonText.parse(json, INPUT);
    }

    /// Extracts the body, without validating it.
    ///
    /// @throws aive.error.InvalidProject if the body cannot be found or is not an object
    public JsonNode body(JsonNode json) {
        return envelope.open(json);
    }

    /// Reads JSON text without parsing it. Reads at most one byte more than the limit, and leaves the stream open.
    ///
    /// @throws IOException if the stream fails
    /// @throws aive.error.InvalidProject if it is too long
    public static byte[] readWithinLimit(InputStream json) throws IOException {
        byte[] bytes = json.readNBytes(InputLimits.JSON_BYTES + 1);
        if (bytes.length > InputLimits.JSON_BYTES) {
            throw JsonText.tooLong(INPUT);
        }
        return bytes;
    }

    /// @param json text in UTF-8, with or without a byte order mark
    public RenderRequest read(byte[] json) {
        return read(JsonText.parse(json, INPUT));
    }

    /// @param json parsed by [#parse], with exact numbers
    public RenderRequest read(JsonNode json) {
        return projectReader.read(envelope.open(json));
    }
}
