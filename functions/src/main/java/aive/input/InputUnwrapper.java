package aive.input;

import aive.error.InvalidProject;
import aive.project.Source;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Extracts the body from an input: from an event with a `body`, from a stored project, or the input itself.
///
/// Each wrapper is removed once: an event may hold the URI of a stored project, and that project may be an event, but
/// an event inside an event is refused.
final class InputUnwrapper {

    private static final String BODY = "body";
    private static final String PROJECT_URI = "project_uri";
    private static final String PROJECT_DATA = "project_data";

    private final SourceAddresses addresses;
    private final ProjectDownload download;

    InputUnwrapper(SourceAddresses addresses, ProjectDownload download) {
        this.addresses = addresses;
        this.download = download;
    }

    /// The body, an object with any content.
    ///
    /// @throws InvalidProject if the body cannot be found or is not an object
    JsonNode open(JsonNode input) {
        JsonNode body = eventBody(input);
        if (!holds(body, PROJECT_URI)) {
            return body;
        }
        alone(body, PROJECT_URI, PROJECT_DATA);
        byte[] bytes = download.read(projectSource(body.get(PROJECT_URI)), InputLimits.JSON_BYTES);
        JsonNode stored = eventBody(JsonText.parse(bytes, "the stored project"));
        if (holds(stored, PROJECT_URI)) {
            throw new InvalidProject(
                    "/" + PROJECT_URI, "the object that project_uri names holds only another project_uri; store the project itself in it");
        }
        return stored;
    }

    private static JsonNode eventBody(JsonNode input) {
        object(input, "the input");
        if (!holds(input, BODY)) {
            return input;
        }
        alone(input, BODY, PROJECT_DATA);
        alone(input, BODY, PROJECT_URI);
        JsonNode body = input.get(BODY);
        boolean encoded = isBase64(input);
        if (body.isString()) {
            body = encoded
                    ? JsonText.parse(decoded(body.stringValue()), "the body")
                    : JsonText.parse(body.stringValue(), "the body");
        }
        object(body, "the body");
        if (holds(body, BODY)) {
            throw new InvalidProject("", "the body contains another body; put the project directly in the first");
        }
        return body;
    }

    private static boolean isBase64(JsonNode event) {
        JsonNode flag = event.get("isBase64Encoded");
        if (flag == null || flag.isNull()) {
            return false;
        }
        if (!flag.isBoolean()) {
            throw new InvalidProject("", "isBase64Encoded is " + SafeText.value(flag) + "; it must be true or false");
        }
        return flag.booleanValue();
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidProject("", "isBase64Encoded is true, but the body is not Base64", e);
        }
    }

    private Source projectSource(JsonNode uri) {
        Problems problems = new Problems();
        Optional<Source> source = Optional.empty();
        if (!uri.isString()) {
            problems.invalid(
                    "/" + PROJECT_URI,
                    "project_uri is " + SafeText.value(uri) + "; it must be a string: s3://bucket/key");
        } else {
            source = addresses.stored(uri.stringValue(), "/" + PROJECT_URI, problems);
        }
        problems.throwIfAny();
        return source.orElseThrow();
    }

    private static void object(JsonNode node, String what) {
        if (!node.isObject()) {
            throw new InvalidProject("", what + " is " + SafeText.value(node) + "; it must be an object");
        }
    }

    /// Refuses an input that holds two projects.
    private static void alone(JsonNode object, String name, String other) {
        if (holds(object, other)) {
            throw new InvalidProject(
                    "", "the input holds both " + name + " and " + other + "; it must hold one of them");
        }
    }

    private static boolean holds(JsonNode object, String name) {
        return object.hasNonNull(name);
    }
}
