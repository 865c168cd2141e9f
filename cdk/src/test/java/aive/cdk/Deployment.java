package aive.cdk;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Templates as CloudFormation would get them, made once for all tests: starting the CDK takes seconds.
final class Deployment {

    static final Path DEFINITION = Path.of("..", "statemachine", "render.asl.json");

    /// What a deployer gets who chooses nothing.
    static final Deployment DEV;

    /// All that can be switched on, and every size by a parameter.
    static final Deployment FULL;

    /// Containers, and a bucket that was there before.
    static final Deployment IMAGE;

    /// The same as [#DEV], deployed again after FFmpeg has changed.
    static final Deployment DEV_WITH_OTHER_FFMPEG;

    static final Map<String, String> CHOSEN = chosen();

    static {
        App app = new App(AppProps.builder().context(flags()).build());
        StackSources sources = sources("layers");
        RenderStack dev = RenderStack.in(app, StackSettings.of("dev"), sources);
        RenderStack full = RenderStack.in(app, StackSettings.fromContext(CHOSEN), sources);
        RenderStack image = RenderStack.in(
                app,
                StackSettings.fromContext(Map.of("stage", "image", "packaging", "image", "bucket", "videos-of-before")),
                sources);
        // In a stage of the CDK's, since there cannot be two stacks of a name.
        RenderStack other = RenderStack.in(new Stage(app, "Later"), StackSettings.of("dev"), sources("other-layers"));
        // What is not in one of these is not in the other one either.
        Stream.of(full, image).forEach(stack -> Aspects.of(stack).add(new AwsSolutionsChecks()));
        DEV = new Deployment(dev);
        FULL = new Deployment(full);
        IMAGE = new Deployment(image);
        DEV_WITH_OTHER_FFMPEG = new Deployment(other);
    }

    private final Stack stack;
    private final JsonNode template;

    Deployment(Stack stack) {
        this.stack = stack;
        this.template =
                JsonMapper.shared().valueToTree(Template.fromStack(stack).toJSON());
    }

    /// What cdk-nag, or the CDK itself, finds wrong.
    @SuppressWarnings("deprecation") // what the CDK's assertions return has no successor in it yet
    List<String> complaints() {
        Annotations found = Annotations.fromStack(stack);
        return Stream.concat(
                        found.findError("*", Match.anyValue()).stream(),
                        found.findWarning("*", Match.anyValue()).stream())
                .map(message ->
                        "%s: %s".formatted(message.getId(), message.getEntry().getData()))
                .toList();
    }

    /// What a deployer is told.
    @SuppressWarnings("deprecation") // as above
    List<String> hints() {
        return Annotations.fromStack(stack).findInfo("*", Match.anyValue()).stream()
                .map(message -> message.getEntry().getData().toString())
                .toList();
    }

    /// A resource and the name that the template has for it.
    record Resource(String id, JsonNode json) {

        JsonNode properties() {
            return json.path("Properties");
        }

        String type() {
            return json.path("Type").asString();
        }
    }

    List<Resource> resources() {
        return template.path("Resources").properties().stream()
                .map(entry -> new Resource(entry.getKey(), entry.getValue()))
                .toList();
    }

    List<Resource> resources(String type) {
        return resources().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    /// The one resource of a type whose name begins so.
    Resource resource(String type, String prefix) {
        List<Resource> found = resources(type).stream()
                .filter(resource -> resource.id().startsWith(prefix))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("%d of %s begin with %s".formatted(found.size(), type, prefix));
        }
        return found.getFirst();
    }

    JsonNode outputs() {
        return template.path("Outputs");
    }

    /// A statement, and the policy that it stands in.
    record Statement(String policy, JsonNode json) {

        boolean allows() {
            return json.path("Effect").asString().equals("Allow");
        }

        List<String> actions() {
            return each(json.path("Action")).stream().map(JsonNode::asString).toList();
        }

        List<JsonNode> resources() {
            return each(json.path("Resource"));
        }

        private static List<JsonNode> each(JsonNode oneOrMore) {
            return oneOrMore.isArray()
                    ? StreamSupport.stream(oneOrMore.spliterator(), false).toList()
                    : List.of(oneOrMore);
        }
    }

    /// Every statement of ours and the CDK's, wherever it stands.
    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        for (Resource resource : resources()) {
            resource.properties()
                    .path("PolicyDocument")
                    .path("Statement")
                    .forEach(json -> statements.add(new Statement(resource.id(), json)));
            for (JsonNode policy : resource.properties().path("Policies")) {
                policy.path("PolicyDocument")
                        .path("Statement")
                        .forEach(json -> statements.add(new Statement(resource.id(), json)));
            }
        }
        return statements;
    }

    List<Statement> statements(String policyPrefix) {
        return statements().stream()
                .filter(statement -> statement.policy().startsWith(policyPrefix))
                .toList();
    }

    /// The text that CloudFormation makes of a value, with `<…>` for what only it knows: names as the code has them.
    static String text(JsonNode value) {
        if (value.isString()) {
            return value.asString();
        }
        if (value.has("Ref")) {
            return "<%s>".formatted(named(value.path("Ref").asString()));
        }
        if (value.has("Fn::GetAtt")) {
            return "<%s.%s>"
                    .formatted(
                            named(value.path("Fn::GetAtt").path(0).asString()),
                            value.path("Fn::GetAtt").path(1).asString());
        }
        return value.path("Fn::Join")
                .path(1)
                .valueStream()
                .map(Deployment::text)
                .collect(Collectors.joining(value.path("Fn::Join").path(0).asString("")));
    }

    /// Without the hash that the CDK appends.
    static String named(String id) {
        return id.replaceAll("[0-9A-F]{8}$", "");
    }

    /// The real ones are built after these tests, and are of no interest to a template. The Dockerfile is the real one.
    static StackSources sources(String layers) {
        try {
            Path root = Files.createDirectories(Path.of("target", "any-root"));
            Path code = Files.createDirectories(root.resolve(FunctionCode.CLASSES));
            Files.writeString(code.resolve("code"), "any");
            for (CpuArchitecture architecture : CpuArchitecture.values()) {
                Path layer = Files.createDirectories(root.resolve(layers).resolve(architecture.id()));
                Files.writeString(layer.resolve("ffmpeg"), "%s for %s".formatted(layers, architecture));
            }
            Path dockerfile = root.resolve(FunctionCode.DOCKERFILE);
            Files.createDirectories(dockerfile.resolveSibling(""));
            Files.copy(Path.of("Dockerfile"), dockerfile, StandardCopyOption.REPLACE_EXISTING);
            return new StackSources(root, DEFINITION, code, root.resolve(layers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Switches of the CDK, as `cdk.json` has them: templates depend on them.
    private static Map<String, Object> flags() {
        Map<String, Object> flags = new HashMap<>();
        JsonMapper.shared()
                .readTree(Path.of("..", "cdk.json"))
                .path("context")
                .properties()
                .forEach(flag -> flags.put(flag.getKey(), flag.getValue().asBoolean()));
        return flags;
    }

    /// Makes what is chosen for one function different from what is chosen for another.
    static int number(RenderFunction function) {
        return List.of(RenderFunction.values()).indexOf(function);
    }

    private static Map<String, String> chosen() {
        Map<String, String> chosen = new HashMap<>(Map.ofEntries(
                Map.entry("stage", "full"),
                Map.entry("architecture", "arm64"),
                Map.entry("cloudFront", "true"),
                Map.entry("queue", "true"),
                Map.entry("sourceBuckets", "stock-footage, narrations"),
                Map.entry("sourceHeadersSecret", "media/headers"),
                Map.entry("videoArchiveDays", "30"),
                Map.entry("videoExpireDays", "400"),
                Map.entry("corsOrigins", "https://www.example.com"),
                Map.entry("reservedConcurrency", "50"),
                Map.entry("renderConcurrency", "40"),
                Map.entry("fetchConcurrency", "5"),
                Map.entry("logRetentionDays", "7"),
                Map.entry("projectRetentionDays", "40"),
                Map.entry("mediaRetentionDays", "20"),
                Map.entry("chunkRetentionDays", "10"),
                Map.entry("alarmEmail", "operator@example.com")));
        for (RenderFunction function : RenderFunction.values()) {
            int number = number(function);
            chosen.put(function.step() + "Memory", Integer.toString(2_000 + number));
            chosen.put(function.step() + "Timeout", Integer.toString(50 + number));
            chosen.put(function.step() + "Storage", Integer.toString(512 + number));
        }
        return chosen;
    }
}
