package aive.cli;

import aive.cloud.Buckets;
import aive.error.ConfigurationError;
import aive.error.Problem;
import aive.error.StorageUnavailable;
import aive.file.Sha256;
import aive.url.S3Uri;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The result of an execution on AWS. It may be newer than this program, so only the needed fields are read.
///
/// @param json the output of the execution
/// @param object the video
record RemoteVideo(ObjectNode json, S3Uri object) {

    private static final Duration LIFE_OF_URL = Duration.ofHours(1);
    private static final Pattern KEY = Pattern.compile("videos/[A-Za-z0-9-]+/[A-Za-z0-9-]+\\.mp4");

    /// @throws ConfigurationError if `result` has no valid `video_uri` and so is not the result of a render
    static RemoteVideo of(JsonNode result) {
        String uri = result.path("video_uri").asString("");
        return new RemoteVideo(
                (ObjectNode) result,
                S3Uri.parse(uri)
                        .orElseThrow(() -> new ConfigurationError(
                                "", "the execution's output has no video_uri; is it one of this state machine's?")));
    }

    /// The path that a local render would use in the store.
    Path in(Path store) {
        if (!KEY.matcher(object.key()).matches()) {
            throw new ConfigurationError(
                    "",
                    "%s is not the S3 key of a rendered video; give the output file with -o".formatted(object.key()));
        }
        return store.resolve(object.key());
    }

    /// Downloads the video, which is verified, and its captions and images. An identical video is not downloaded again.
    void download(Buckets buckets, OutputFiles output) {
        List<String> companions = new ArrayList<>();
        json.path("captions_keys").forEach(key -> companions.add(key.asString("")));
        companions.add(json.path("poster_key").asString(""));
        companions.add(json.path("contact_sheet_key").asString(""));
        output.write(object.key(), companions, (key, file) -> {
            boolean isVideo = key.equals(object.key());
            String expected = isVideo ? json.path("sha256").asString("") : "";
            if (!expected.isEmpty() && expected.equals(sha256(file.path()))) {
                return;
            }
            S3Uri source = new S3Uri(object.bucket(), key);
            file.write("the file is at %s but".formatted(source), unfinished -> {
                buckets.download(source, unfinished);
                if (!expected.isEmpty() && !expected.equals(sha256(unfinished))) {
                    throw new StorageUnavailable("", "%s arrived damaged; run the command again".formatted(source));
                }
            });
        });
    }

    /// Signs `video_url` again if it has expired, with the credentials of the environment.
    void renewUrl(Buckets buckets) {
        String expires = json.path("url_expires_at").asString("");
        try {
            if (!expires.isEmpty() && Instant.parse(expires).isBefore(Instant.now())) {
                json.put("video_url", buckets.presign(object, LIFE_OF_URL));
                json.put("url_expires_at", Instant.now().plus(LIFE_OF_URL).toString());
            }
        } catch (DateTimeParseException e) {
            throw new ConfigurationError(
                    "/url_expires_at", "url_expires_at in the execution's output is %s, which is not a time".formatted(expires), e);
        }
    }

    List<Problem> warnings() {
        List<Problem> warnings = new ArrayList<>();
        json.path("warnings")
                .forEach(warning -> warnings.add(new Problem(
                        warning.path("pointer").asString(""),
                        warning.path("message").asString(""))));
        return warnings;
    }

    /// A human-readable summary of the video, a line per element.
    List<String> summary() {
        JsonNode chunks = json.path("chunks");
        List<String> lines = new ArrayList<>(List.of(
                RenderSummary.picture(
                        json.path("frames").asLong(0),
                        json.path("duration_seconds").asString("?"),
                        json.path("width").asInt(0),
                        json.path("height").asInt(0),
                        json.path("fps").asString("?"),
                        json.path("bytes").asLong(0)),
                "%s; %s".formatted(
                        RenderSummary.chunks(chunks.path("total").asInt(0), chunks.path("reused").asInt(0)), object)));
        CostLines.of(json).ifPresent(lines::add);
        return lines;
    }

    private static String sha256(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try {
            return Sha256.of(file);
        } catch (UncheckedIOException e) {
            throw new ConfigurationError("", "%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }
}
