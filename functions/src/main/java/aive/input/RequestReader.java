package aive.input;

import aive.json.Json;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.databind.JsonNode;

/// Reads what the backend sends, in any of its three shapes, into a valid request.
///
/// The shapes are the event of the function that this replaces (`{"body": "<JSON text>" | {…}, "isBase64Encoded"?}`),
/// the body itself (`{"project_data", "audio_url", "music_url"?, "render"?, "callback"?}`), and the address of either
/// (`{"project_uri": "s3://bucket/key"}`). All methods throw [aive.error.InvalidProject] with every problem at once,
/// or [aive.error.MediaForbidden] if all problems are addresses that are not allowed; their pointers are rooted at
/// the body.
public final class RequestReader {

    private static final String INPUT = "the input";

    private final InputUnwrapper envelope;
    private final ProjectReader projectReader;

    /// @param policy where media may come from
    /// @param download gets a project that lies in a bucket
    public RequestReader(SourcePolicy policy, ProjectDownload download) {
        SourceAddresses addresses = new SourceAddresses(policy);
        this.envelope = new InputUnwrapper(addresses, download);
        this.projectReader = new ProjectReader(addresses);
    }

    /// The input as JSON, whatever it holds: for whoever has to pass it on.
    ///
    /// @param json text in UTF-8, with or without a byte order mark
    /// @throws aive.error.InvalidProject if it is not one JSON value
    public static JsonNode parse(byte[] json) {
        return JsonText.parse(json, INPUT);
    }

    /// The body, taken out of whichever shape it came in, whatever it holds: for whoever has to change it.
    ///
    /// @throws aive.error.InvalidProject if there is no telling where it is, or it is not an object
    public JsonNode body(JsonNode json) {
        return envelope.open(json);
    }

    /// Reads JSON text to its end, or until it is longer than [Json#MAX_BYTES]; leaves the stream open.
    ///
    /// @throws IOException if the stream fails
    public RenderRequest read(InputStream json) throws IOException {
        byte[] bytes = json.readNBytes((int) Json.MAX_BYTES + 1);
        return read(bytes);
    }

    /// @param json text in UTF-8, with or without a byte order mark
    public RenderRequest read(byte[] json) {
        return read(JsonText.parse(json, INPUT));
    }

    /// @param json as [Json] reads it, with exact numbers
    public RenderRequest read(JsonNode json) {
        return projectReader.read(envelope.open(json));
    }
}
