package aive.cdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Templates as CloudFormation would get them, made once for all tests: starting the CDK takes seconds.
final class Deployment {

    static final Path DEFINITION = Path.of("..", "statemachine", "render.asl.json");

    /// Two stages of one app.
    static final Deployment DEV;
    static final Deployment PROD;

    static {
        App app = new App(AppProps.builder().context(Map.of("@aws-cdk/aws-iam:minimizePolicies", true)).build());
        StackSources sources = new StackSources(DEFINITION, anyCode());
        RenderStack dev = RenderStack.in(app, StackSettings.of("dev"), sources);
        RenderStack prod = RenderStack.in(app, StackSettings.of("prod"), sources);
        DEV = new Deployment(Template.fromStack(dev));
        PROD = new Deployment(Template.fromStack(prod));
    }

    private final JsonNode template;

    private Deployment(Template template) {
        this.template = JsonMapper.shared().valueToTree(template.toJSON());
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
        return template.path("Resources").properties().stream().map(entry -> new Resource(entry.getKey(), entry.getValue())).toList();
    }

    List<Resource> resources(String type) {
        return resources().stream().filter(resource -> resource.type().equals(type)).toList();
    }

    /// The one resource of a type whose name begins so.
    Resource resource(String type, String prefix) {
        List<Resource> found = resources(type).stream().filter(resource -> resource.id().startsWith(prefix)).toList();
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
            return oneOrMore.isArray() ? StreamSupport.stream(oneOrMore.spliterator(), false).toList() : List.of(oneOrMore);
        }
    }

    /// Every statement of ours and the CDK's, wherever it stands.
    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        for (Resource resource : resources()) {
            resource.properties().path("PolicyDocument").path("Statement").forEach(json -> statements.add(new Statement(resource.id(), json)));
            for (JsonNode policy : resource.properties().path("Policies")) {
                policy.path("PolicyDocument").path("Statement").forEach(json -> statements.add(new Statement(resource.id(), json)));
            }
        }
        return statements;
    }

    List<Statement> statements(String policyPrefix) {
        return statements().stream().filter(statement -> statement.policy().startsWith(policyPrefix)).toList();
    }

    /// The functions' real code is built after these tests.
    private static Path anyCode() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "any-code"));
            Files.writeString(folder.resolve("code"), "any");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
