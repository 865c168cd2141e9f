package aive.cloud;

import aive.error.ConfigurationError;
import aive.error.InvalidProject;
import aive.error.MediaForbidden;
import aive.error.MediaTooLarge;
import aive.error.MediaUnavailable;
import aive.error.Problem;
import aive.fetch.DownloadLimits;
import aive.file.DiskFailure;
import aive.file.LocalFiles;
import aive.file.Sha256;
import aive.input.ExecutionInput;
import aive.input.RenderRequest;
import aive.input.RequestReader;
import aive.input.SourcePolicy;
import aive.json.Json;
import aive.project.Project;
import aive.url.BucketName;
import aive.url.S3Uri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Prepares a local project for the deployed system: validates it, uploads its files, and makes the execution's input.
final class ProjectUpload {

    private static final int HASH_LENGTH = 12;
    private static final String PROJECT_URI = "project_uri";
    private static final Pattern BUCKET = Pattern.compile("s3://(%s)/".formatted(BucketName.PATTERN));
    private static final Pattern EXTENSION = Pattern.compile(".*\\.([A-Za-z0-9]{1,8})");

    private final Path folder;
    private final DeployedStage stage;
    private final Buckets buckets;
    private final Consumer<String> said;
    private final Map<Path, String> uploaded = new HashMap<>();

    /// @param folder base of the project's relative paths
    /// @param said receives one line per upload
    ProjectUpload(Path folder, DeployedStage stage, Buckets buckets, Consumer<String> said) {
        this.folder = folder;
        this.stage = stage;
        this.buckets = buckets;
        this.said = said;
    }

    /// @param json a project in any of the input's shapes
    /// @throws InvalidProject if the project is invalid; lists all problems, and is thrown before any upload
    /// @throws MediaUnavailable if local files are missing; lists all of them, and is thrown before any upload
    ExecutionRequest request(JsonNode json) {
        if (json.isObject() && json.path(PROJECT_URI).isString()) {
            return stored(json, json.get(PROJECT_URI).stringValue());
        }
        RequestReader reader = reader(json, folder);
        RenderRequest request = reader.read(json);
        ObjectNode body = (ObjectNode) reader.body(json).deepCopy();
        List<Local> files = localMedia(request.project());
        check(files);
        files.forEach(file -> put(body, file.pointer(), upload(file)));
        byte[] bytes = canonical(body);
        return new ExecutionRequest(name(request.safeId().toString(), bytes), input(bytes));
    }

    /// The local files that a project reads; empty if it is invalid.
    static List<Path> localSources(JsonNode json, Path folder) {
        try {
            return reader(json, folder).read(json).project().localFiles();
        } catch (InvalidProject | MediaForbidden | MediaUnavailable _) {
            return List.of();
        }
    }

    private static RequestReader reader(JsonNode json, Path folder) {
        return new RequestReader(SourcePolicy.LocalRun.in(folder, bucketsNamedIn(json), LocalFiles::defect), (_, _) -> {
            throw new InvalidProject(
                    "/" + PROJECT_URI,
                    "an event that holds the address of a stored project cannot be submitted; submit {\"project_uri\"}"
                            + " itself");
        });
    }

    /// Returns all buckets that a project names. All are accepted here, because only the deployed functions know which
    /// are allowed.
    private static Set<String> bucketsNamedIn(JsonNode json) {
        Set<String> buckets = new HashSet<>();
        Matcher matcher = BUCKET.matcher(json.toString().replace("\\/", "/"));
        while (matcher.find()) {
            buckets.add(matcher.group(1));
        }
        return buckets;
    }

    /// Returns the request for a project that is already in a bucket. The execution's name depends on the project's
    /// ETag, because a new version has the same URI.
    private ExecutionRequest stored(JsonNode json, String uri) {
        S3Uri address = S3Uri.parse(uri)
                .orElseThrow(() -> new InvalidProject("/" + PROJECT_URI, "project_uri must be s3://bucket/key"));
        String version = buckets.version(address)
                .orElseThrow(() ->
                        new MediaUnavailable("/" + PROJECT_URI, "the object %s does not exist".formatted(address)));
        byte[] bytes = canonical(json);
        String identity = new String(bytes, StandardCharsets.UTF_8) + version;
        return new ExecutionRequest(
                name("project", identity.getBytes(StandardCharsets.UTF_8)), new String(bytes, StandardCharsets.UTF_8));
    }

    private String input(byte[] body) {
        if (body.length <= ExecutionInput.MAX_BYTES) {
            return new String(body, StandardCharsets.UTF_8);
        }
        S3Uri object = new S3Uri(
                workBucket("a project of more than %d bytes".formatted(ExecutionInput.MAX_BYTES)),
                "uploads/%s.json".formatted(Json.sha256(body)));
        if (buckets.size(object).filter(there -> there == body.length).isEmpty()) {
            buckets.putOnce(object, body);
        }
        return Json.text(JsonNodeFactory.instance.objectNode().put(PROJECT_URI, object.toString()));
    }

    /// A local file of the project.
    private record Local(Path file, String pointer, String description) {}

    private static List<Local> localMedia(Project project) {
        return project.media().stream()
                .filter(use -> use.source().isLocalFile())
                .map(use -> new Local(Path.of(use.source().url()), use.pointer(), use.description()))
                .toList();
    }

    private static void check(List<Local> files) {
        List<Problem> missing = new ArrayList<>();
        List<Problem> large = new ArrayList<>();
        for (Local local : files) {
            try {
                if (!Files.isRegularFile(local.file()) || !Files.isReadable(local.file())) {
                    missing.add(
                            new Problem(local.pointer(), local.description() + " does not exist or cannot be read"));
                } else if (Files.size(local.file()) > DownloadLimits.MAX_MEDIA_BYTES) {
                    large.add(new Problem(
                            local.pointer(),
                            local.description()
                                    + " is larger than %d GiB".formatted(DownloadLimits.MAX_MEDIA_BYTES >> 30)));
                }
            } catch (IOException e) {
                missing.add(new Problem(
                        local.pointer(), local.description() + " cannot be read: " + DiskFailure.reason(e)));
            }
        }
        if (!missing.isEmpty()) {
            throw new MediaUnavailable(missing);
        }
        if (!large.isEmpty()) {
            throw new MediaTooLarge(large);
        }
    }

    private String upload(Local local) {
        String known = uploaded.get(local.file());
        if (known != null) {
            return known;
        }
        try {
            long size = Files.size(local.file());
            S3Uri object = new S3Uri(
                    workBucket("a project with files of this machine"),
                    "uploads/" + Sha256.of(local.file()) + extension(local.file()));
            if (buckets.size(object).filter(there -> there == size).isEmpty()) {
                said.accept(String.format(
                        Locale.ROOT, "uploading %s, %.1f MB", local.file().getFileName(), size / 1e6));
                buckets.putOnce(object, local.file(), size);
            }
            uploaded.put(local.file(), object.toString());
            return object.toString();
        } catch (IOException | UncheckedIOException e) {
            throw new MediaUnavailable(
                    local.pointer(), "%s cannot be read: %s".formatted(local.description(), e.getMessage()), e);
        }
    }

    private String workBucket(String what) {
        return stage.workBucket()
                .orElseThrow(() -> new ConfigurationError(
                        "",
                        "%s needs the work bucket: name the stage with --stage, or the bucket with --work-bucket or AIVE_WORK_BUCKET"
                                .formatted(what)));
    }

    private static void put(ObjectNode body, String pointer, String uri) {
        JsonPointer place = JsonPointer.compile(pointer);
        ((ObjectNode) body.at(place.head())).put(place.last().getMatchingProperty(), uri);
    }

    private static byte[] canonical(JsonNode json) {
        return Json.MAPPER
                .writer()
                .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                .writeValueAsBytes(json);
    }

    private static String name(String prefix, byte[] content) {
        return prefix + "-" + Json.sha256(content).substring(0, HASH_LENGTH);
    }

    private static String extension(Path file) {
        return Optional.of(EXTENSION.matcher(String.valueOf(file.getFileName())))
                .filter(Matcher::matches)
                .map(matcher -> "." + matcher.group(1).toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
