package aive.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.cdk.Deployment.Resource;
import aive.cdk.Deployment.Statement;
import films.FilmStack;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The construct in stacks of other teams, in an app without our feature flags.
class VideoRendererTest {

    private static final StackSources SOURCES = Deployment.sources("layers");

    private static final Deployment FILMS = films();

    private static Deployment films() {
        FilmStack stack = new FilmStack(new App(), "Films", SOURCES);
        Aspects.of(stack).add(new AwsSolutionsChecks());
        return new Deployment(stack);
    }

    @Test
    void theStackOfAnotherTeamHasTheWholeRenderer() {
        // when: the resources of our own stack, without those that are made for a stack of ours alone
        Set<String> ours = names(Deployment.DEV);
        ours.removeIf(name -> name.startsWith("EmptyWorkBucketLog") || name.startsWith("Custom"));
        Set<String> theirs = names(FILMS).stream()
                .filter(name -> name.startsWith("Renderer"))
                .map(name -> name.substring("Renderer".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        // then
        assertEquals(ours, theirs);
    }

    private static Set<String> names(Deployment deployment) {
        return deployment.resources().stream()
                // the name of a version has a hash of its function
                .filter(resource -> !resource.type().equals("AWS::Lambda::Version"))
                // a permission has the names of a rule and of a version
                .filter(resource -> !resource.type().equals("AWS::Lambda::Permission"))
                .filter(resource -> !resource.type().equals("AWS::Lambda::EventInvokeConfig"))
                .map(resource -> Deployment.named(resource.id()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void parametersReachTheTemplate() {
        Resource render = FILMS.resource("AWS::Lambda::Function", "RendererRenderChunk");
        JsonNode variables = render.properties().path("Environment").path("Variables");
        assertEquals(5_307, render.properties().path("MemorySize").asInt());
        assertEquals("films", variables.path("ENVIRONMENT").asString());
        assertEquals("40", variables.path("AIVE_RENDER_CONCURRENCY").asString());
        assertEquals("<Footage>", Deployment.text(variables.path("AIVE_SOURCE_BUCKETS")));
        assertEquals(
                "aive-films",
                FILMS.resource("AWS::StepFunctions::StateMachine", "Renderer")
                        .properties()
                        .path("StateMachineName")
                        .asString());
    }

    @Test
    void theFunctionsThatReadSourcesMayReadTheBucketOfTheTeam() {
        List<String> readers = Stream.of(RenderFunction.values())
                .map(RenderFunction::id)
                .filter(id -> FILMS.statements("Renderer" + id + "Role").stream()
                        .flatMap(statement -> statement.resources().stream())
                        .anyMatch(resource -> Deployment.text(resource).equals("<Footage.Arn>/*")))
                .toList();
        assertEquals(List.of("PrepareProject", "FetchMedia", "Notify"), readers);
    }

    @Test
    void theFunctionOfTheTeamMayStartExecutionsAndNothingElse() {
        List<Statement> statements = FILMS.statements("StarterServiceRole");
        assertEquals(1, statements.size());
        assertEquals(List.of("states:StartExecution"), statements.getFirst().actions());
        assertEquals(
                List.of("<RendererRenderMachine>"),
                statements.getFirst().resources().stream().map(Deployment::text).toList());
    }

    /// The team's own bucket and function have findings of their own.
    @Test
    void cdkNagFindsNothingInTheRenderer() {
        List<String> found = FILMS.complaints().stream()
                .filter(complaint -> complaint.startsWith("/Films/Renderer"))
                .toList();
        assertEquals(List.of(), found);
        assertTrue(FILMS.complaints().stream().anyMatch(complaint -> complaint.startsWith("/Films/Footage")));
    }

    @Test
    void aBackendGetsThePermissionsOfItsGuide() throws Exception {
        // given
        Stack stack = new Stack(new App(), "Backend");
        VideoRenderer renderer =
                new VideoRenderer(stack, "Renderer", VideoRendererProps.builder(SOURCES).build());
        Role backend = Role.Builder.create(stack, "Role")
                .assumedBy(new AccountRootPrincipal())
                .build();
        // when
        renderer.grantStart(backend);
        renderer.grantDescribeAndCancel(backend);
        renderer.grantUpload(backend);
        renderer.grantReadVideos(backend);
        renderer.grantReadCallbackSecret(backend);
        // then
        Set<String> granted = new Deployment(stack)
                .statements("Role").stream()
                        .flatMap(statement -> statement.actions().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(actionsOfTheGuide(), granted);
    }

    private static Set<String> actionsOfTheGuide() throws Exception {
        String guide = Files.readString(Path.of("..", "docs", "how-to", "backend.md"));
        String policy = Pattern.compile("```json\n(\\{\n  \"Version\".*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        return JsonMapper.shared().readTree(policy).findValues("Action").stream()
                .flatMap(action -> action.isArray() ? action.valueStream() : Stream.of(action))
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void videosMayGoToABucketOfTheApp() {
        // given
        Stack stack = new Stack(new App(), "Own");
        Bucket bucket = new Bucket(stack, "Theirs");
        VideoRenderer renderer = new VideoRenderer(
                stack,
                "Renderer",
                VideoRendererProps.builder(SOURCES).bucket(bucket).queue().build());
        // then
        assertEquals(bucket.getBucketName(), renderer.videosBucket().getBucketName());
        assertTrue(renderer.queue().isPresent());
        Deployment deployment = new Deployment(stack);
        assertEquals(
                Set.of("Theirs", "RendererWorkBucket"),
                deployment.resources("AWS::S3::Bucket").stream()
                        .map(resource -> Deployment.named(resource.id()))
                        .collect(Collectors.toSet()));
        assertEquals(
                "<Theirs>",
                Deployment.text(deployment
                        .resource("AWS::Lambda::Function", "RendererStitchVideo")
                        .properties()
                        .path("Environment")
                        .path("Variables")
                        .path("S3_BUCKET")));
        // the settings of such a bucket are the app's
        VideoRendererProps.Builder expiring =
                VideoRendererProps.builder(SOURCES).bucket(bucket).videoExpireDays(7);
        assertEquals(
                "videoExpireDays cannot be combined with bucket: the stack does not change an imported bucket",
                assertThrows(IllegalArgumentException.class, expiring::build).getMessage());
    }

    @Test
    void aStackMayHaveTwoRenderers() {
        // given
        Stack stack = new Stack(new App(), "Two");
        for (String stage : List.of("drafts", "films")) {
            new VideoRenderer(
                    stage.equals("drafts") ? stack : new Construct(stack, "Inner"),
                    "Renderer",
                    VideoRendererProps.builder(SOURCES).stage(stage).build());
        }
        // then
        assertEquals(
                Set.of("aive-drafts", "aive-films"),
                new Deployment(stack)
                        .resources("AWS::StepFunctions::StateMachine").stream()
                                .map(machine -> machine.properties()
                                        .path("StateMachineName")
                                        .asString())
                                .collect(Collectors.toSet()));
    }

    @Test
    void aParameterBeyondItsLimitIsNamed() {
        VideoRendererProps.Builder props = VideoRendererProps.builder(SOURCES).memory(RenderFunction.RENDER_CHUNK, 100);
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, props::build).getMessage());
        assertTrue(message.startsWith("renderMemory is 100: "), message);
    }

    @Test
    void everyParameterHasAMethod() {
        // given
        DeploymentContext context = new DeploymentContext(Map.of());
        StackSettings.read(context);
        Set<String> sizes = Arrays.stream(RenderFunction.values())
                .map(RenderFunction::step)
                .flatMap(step -> Stream.of(step + "Memory", step + "Timeout", step + "Storage"))
                .collect(Collectors.toSet());
        Set<String> parameters = new TreeSet<>(context.asked().keySet());
        parameters.removeAll(sizes);
        parameters.addAll(Set.of("memory", "timeout", "storage"));
        // then
        Set<String> methods = Arrays.stream(VideoRendererProps.Builder.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == VideoRendererProps.Builder.class)
                .map(Method::getName)
                .filter(name -> !name.equals("set"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(parameters, methods);
    }
}
