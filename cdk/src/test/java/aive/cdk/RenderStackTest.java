package aive.cdk;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.cdk.Deployment.Resource;
import aive.cdk.Deployment.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RenderStackTest {

    private static final Deployment DEV = Deployment.DEV;
    private static final Deployment FULL = Deployment.FULL;

    private static final StackSettings SETTINGS = StackSettings.of("dev");
    private static final StackSettings CHOSEN = StackSettings.fromContext(Deployment.CHOSEN);

    @ParameterizedTest
    @EnumSource
    void aFunctionHasTheSizeThatTheSettingsSay(RenderFunction function) {
        assertEquals(SETTINGS.size(function), size(deployed(DEV, function)));
        int number = Deployment.number(function);
        assertEquals(new FunctionSize(2_000 + number, 50 + number, 512 + number), CHOSEN.size(function));
        assertEquals(CHOSEN.size(function), size(deployed(FULL, function)));
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionRunsOurHandlerOnJava25(RenderFunction function) {
        // when
        JsonNode deployed = deployed(DEV, function);
        // then
        assertEquals("java25", deployed.path("Runtime").asString());
        assertEquals(
                "FunctionUpdate",
                deployed.path("RuntimeManagementConfig").path("UpdateRuntimeOn").asString(),
                "AWS must not change the Java runtime between two chunks of a video");
        assertEquals("[\"x86_64\"]", deployed.path("Architectures").toString());
        assertEquals(
                "[\"arm64\"]", deployed(FULL, function).path("Architectures").toString());
        assertEquals(function.handler(), deployed.path("Handler").asString());
        String source = "../functions/src/main/java/%s.java"
                .formatted(function.handler().replace("::handleRequest", "").replace('.', '/'));
        assertTrue(Files.exists(Path.of(source)), source);
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionHasTheLayerOfItsArchitecture(RenderFunction function) {
        for (Deployment deployment : List.of(DEV, FULL)) {
            // when
            Resource layer = deployment.resource("AWS::Lambda::LayerVersion", "FfmpegLayer");
            // then
            assertEquals(
                    "[{\"Ref\":\"%s\"}]".formatted(layer.id()),
                    deployed(deployment, function).path("Layers").toString());
            assertEquals(
                    deployed(deployment, function).path("Architectures"),
                    layer.properties().path("CompatibleArchitectures"));
        }
        assertNotEquals(
                DEV.resource("AWS::Lambda::LayerVersion", "FfmpegLayer")
                        .properties()
                        .path("Content"),
                FULL.resource("AWS::Lambda::LayerVersion", "FfmpegLayer")
                        .properties()
                        .path("Content"));
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionsEnvironmentSaysWhatTheSettingsSay(RenderFunction function) {
        // given
        Map<String, String> expected = new TreeMap<>(Map.of(
                "S3_BUCKET", "<VideosBucket>",
                "ENVIRONMENT", "dev",
                "AIVE_WORK_BUCKET", "<WorkBucket>",
                "AIVE_FETCH_CONCURRENCY", "40",
                "AIVE_RENDER_CONCURRENCY", "200",
                "AIVE_FFMPEG", "/opt/ffmpeg",
                "JAVA_TOOL_OPTIONS", javaOptions(function.heapMebibytes(SETTINGS.size(function)))));
        expected.putAll(ownVariables(function, "dev"));
        // then
        assertEquals(expected, environment(DEV, function));
        // given
        expected.putAll(Map.of(
                "ENVIRONMENT", "full",
                "AIVE_SOURCE_BUCKETS", "stock-footage,narrations",
                "AIVE_FETCH_CONCURRENCY", "5",
                "AIVE_RENDER_CONCURRENCY", "40",
                "AIVE_VIDEO_BASE_URL", "https://<VideoDistribution.DomainName>",
                "JAVA_TOOL_OPTIONS", javaOptions(function.heapMebibytes(CHOSEN.size(function)))));
        expected.putAll(ownVariables(function, "full"));
        // then
        assertEquals(expected, environment(FULL, function));
    }

    /// Lambda refuses SnapStart for containers and for more than the least storage. FULL is for arm64 and has that
    /// storage in one function only.
    @ParameterizedTest
    @EnumSource
    void aFunctionWithTheLeastStorageStartsFromASnapshot(RenderFunction function) {
        Set<RenderFunction> small =
                Set.of(RenderFunction.PREPARE_PROJECT, RenderFunction.PLAN_CHUNKS, RenderFunction.NOTIFY);
        assertEquals(small.contains(function), hasSnapStart(DEV, function));
        assertEquals(function == RenderFunction.PREPARE_PROJECT, hasSnapStart(FULL, function));
        assertFalse(hasSnapStart(Deployment.IMAGE, function));
    }

    private static boolean hasSnapStart(Deployment deployment, RenderFunction function) {
        return deployed(deployment, function)
                .path("SnapStart")
                .path("ApplyOn")
                .asString("")
                .equals("PublishedVersions");
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionIsTracedAndHasALogThatEnds(RenderFunction function) {
        // when
        JsonNode deployed = deployed(DEV, function);
        Resource log = DEV.resource("AWS::Logs::LogGroup", function.id());
        // then
        assertEquals("Active", deployed.path("TracingConfig").path("Mode").asString());
        assertEquals(
                log.id(),
                deployed.path("LoggingConfig").path("LogGroup").path("Ref").asString());
        assertEquals(30, log.properties().path("RetentionInDays").asInt());
        assertEquals(
                7,
                FULL.resource("AWS::Logs::LogGroup", function.id())
                        .properties()
                        .path("RetentionInDays")
                        .asInt());
    }

    @ParameterizedTest
    @EnumSource
    void onlyRenderingIsReservedFor(RenderFunction function) {
        assertTrue(deployed(DEV, function).path("ReservedConcurrentExecutions").isMissingNode());
        assertEquals(
                function == RenderFunction.RENDER_CHUNK ? 50 : 0,
                deployed(FULL, function).path("ReservedConcurrentExecutions").asInt(0));
    }

    /// At least five seconds more than the function's own, so that the function's error is heard and not the state's.
    @Test
    void aStateOutlivesItsFunctionAndTriesAgain() {
        // given
        List<JsonNode> tasks = new ArrayList<>();
        collectTasks(definition(), tasks);
        Set<RenderFunction> called = new HashSet<>();
        // then
        for (JsonNode task : tasks) {
            String name = task.path("Arguments").path("FunctionName").asString();
            for (RenderFunction function : RenderFunction.steps()) {
                if (name.equals("${%sFunctionArn}".formatted(function.id()))) {
                    called.add(function);
                    assertEquals(
                            SETTINGS.size(function).timeoutSeconds() + 5,
                            task.path("TimeoutSeconds").asInt(),
                            name);
                    assertFalse(task.path("Retry").isEmpty(), name);
                }
            }
        }
        assertEquals(Set.copyOf(RenderFunction.steps()), called);
    }

    @Test
    void everySubstitutionOfTheDefinitionIsMadeAndNoOther() {
        // given
        Set<String> wanted = Pattern.compile("\\$\\{([^}]+)}")
                .matcher(definition().toString())
                .results()
                .map(found -> found.group(1))
                .collect(toCollection(TreeSet::new));
        // when
        JsonNode made = machine(DEV).path("DefinitionSubstitutions");
        // then
        assertEquals(wanted, new TreeSet<>(made.propertyNames()));
        assertEquals(
                bucket(DEV, "WorkBucket").id(),
                made.path("WorkBucketName").path("Ref").asString());
    }

    /// The machine calls what was published with it, and what was published before stays as long as the function.
    @Test
    void theMachineCallsPublishedVersions() {
        for (RenderFunction function : RenderFunction.steps()) {
            // when
            Resource version = version(DEV, function);
            // then
            JsonNode called = machine(DEV).path("DefinitionSubstitutions").path(function.id() + "FunctionArn");
            assertEquals("{\"Ref\":\"%s\"}".formatted(version.id()), called.toString());
            assertEquals(
                    DEV.resource("AWS::Lambda::Function", function.id()).id(),
                    version.properties().path("FunctionName").path("Ref").asString());
            // The rollback of a failed deployment deletes what it has published.
            assertEquals(
                    "RetainExceptOnCreate",
                    version.json().path("DeletionPolicy").asString());
        }
    }

    @Test
    void aNewVersionIsPublishedWhenTheLayerHasChanged() {
        for (RenderFunction function : RenderFunction.steps()) {
            assertNotEquals(
                    version(DEV, function).id(),
                    version(Deployment.DEV_WITH_OTHER_FFMPEG, function).id());
        }
    }

    @Test
    void theMachineIsTracedAndHasALogThatEndsAndHoldsNoAddresses() {
        // when
        JsonNode machine = machine(DEV);
        Resource log = DEV.resource("AWS::Logs::LogGroup", "RenderMachine");
        // then
        assertEquals("aive-dev", machine.path("StateMachineName").asString());
        assertTrue(machine.path("TracingConfiguration").path("Enabled").asBoolean());
        assertEquals("ALL", machine.path("LoggingConfiguration").path("Level").asString());
        assertFalse(machine.path("LoggingConfiguration")
                .path("IncludeExecutionData")
                .asBoolean(true));
        assertTrue(log.properties().path("LogGroupName").asString().startsWith("/aws/vendedlogs/states/"));
        assertEquals(30, log.properties().path("RetentionInDays").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"WorkBucket", "VideosBucket"})
    void aBucketIsEncryptedAndOpenToNobody(String id) {
        // when
        Resource bucket = bucket(DEV, id);
        JsonNode policy = DEV.resource("AWS::S3::BucketPolicy", id).properties();
        // then
        JsonNode encryption = bucket.properties()
                .path("BucketEncryption")
                .path("ServerSideEncryptionConfiguration")
                .path(0);
        assertEquals(
                "AES256",
                encryption
                        .path("ServerSideEncryptionByDefault")
                        .path("SSEAlgorithm")
                        .asString());
        JsonNode block = bucket.properties().path("PublicAccessBlockConfiguration");
        for (String gate :
                List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")) {
            assertTrue(block.path(gate).asBoolean(), gate);
        }
        assertTrue(policy.toString().contains("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"), policy.toString());
        assertEquals(
                1,
                rule(bucket, "abort-incomplete-uploads")
                        .path("AbortIncompleteMultipartUpload")
                        .path("DaysAfterInitiation")
                        .asInt());
    }

    @Test
    void whatIsLeftOfRendersEndsByPrefix() {
        assertEquals(
                Map.of(
                        "projects/",
                        90,
                        "notices/",
                        90,
                        "uploads/",
                        30,
                        "sources/",
                        30,
                        "assets/",
                        30,
                        "chunks/",
                        30,
                        "soundtracks/",
                        30,
                        "",
                        90),
                ends(bucket(DEV, "WorkBucket")));
        assertEquals(
                Map.of(
                        "projects/",
                        40,
                        "notices/",
                        40,
                        "uploads/",
                        20,
                        "sources/",
                        20,
                        "assets/",
                        20,
                        "chunks/",
                        10,
                        "soundtracks/",
                        10,
                        "",
                        40),
                ends(bucket(FULL, "WorkBucket")));
    }

    @Test
    void videosAreKeptForEverUnlessSomebodySaysOtherwise() {
        assertEquals(
                List.of("abort-incomplete-uploads"),
                rules(bucket(DEV, "VideosBucket")).stream()
                        .map(rule -> rule.path("Id").asString())
                        .toList());
        JsonNode archive = rule(bucket(FULL, "VideosBucket"), "archive");
        assertEquals(
                "[{\"StorageClass\":\"GLACIER_IR\",\"TransitionInDays\":30}]",
                archive.path("Transitions").toString());
        assertEquals("videos/", archive.path("Prefix").asString());
        assertEquals(Map.of("videos/", 400), ends(bucket(FULL, "VideosBucket")));
    }

    @Test
    void aPageMayShowAVideo() {
        // when
        JsonNode cors = bucket(DEV, "VideosBucket")
                .properties()
                .path("CorsConfiguration")
                .path("CorsRules")
                .path(0);
        // then
        assertEquals("[\"GET\",\"HEAD\"]", cors.path("AllowedMethods").toString());
        assertEquals("[\"*\"]", cors.path("AllowedOrigins").toString());
        assertEquals(
                "[\"https://www.example.com\"]",
                bucket(FULL, "VideosBucket")
                        .properties()
                        .path("CorsConfiguration")
                        .path("CorsRules")
                        .path(0)
                        .path("AllowedOrigins")
                        .toString());
    }

    @Test
    void anExistingBucketIsTakenAsItIs() {
        // given
        Deployment deployment = Deployment.IMAGE;
        // then
        assertEquals(
                List.of("WorkBucket"),
                deployment.resources("AWS::S3::Bucket").stream()
                        .map(resource -> resource.id().substring(0, 10))
                        .toList());
        assertEquals(
                "videos-of-before",
                environment(deployment, RenderFunction.STITCH_VIDEO).get("S3_BUCKET"));
        assertEquals(
                "videos-of-before",
                deployment.outputs().path("VideosBucketName").path("Value").asString());
    }

    /// Whatever may stay behind says so here. Versions go with their function.
    @Test
    void theStackTakesEverythingWithItButTheVideos() {
        for (Resource resource : FULL.resources()) {
            String policy = resource.json().path("DeletionPolicy").asString("Delete");
            String expected = switch (resource.type()) {
                case "AWS::Lambda::Version" -> "RetainExceptOnCreate";
                case "AWS::S3::Bucket" -> resource.id().startsWith("VideosBucket") ? "RetainExceptOnCreate" : "Delete";
                default -> "Delete";
            };
            assertEquals(expected, policy, resource.id());
        }
        // A bucket that is not empty cannot be deleted.
        assertEquals(
                List.of(bucket(FULL, "WorkBucket").id()),
                FULL.resources("Custom::S3AutoDeleteObjects").stream()
                        .map(resource -> resource.properties()
                                .path("BucketName")
                                .path("Ref")
                                .asString())
                        .toList());
    }

    /// A function that may make a log group makes one that nobody deletes.
    @Test
    void everyFunctionHasALogThatGoesWithTheStack() {
        for (Resource function : FULL.resources("AWS::Lambda::Function")) {
            String log = function.properties()
                    .path("LoggingConfig")
                    .path("LogGroup")
                    .path("Ref")
                    .asString();
            assertEquals(
                    "Delete",
                    FULL.resource("AWS::Logs::LogGroup", log)
                            .json()
                            .path("DeletionPolicy")
                            .asString(),
                    function.id());
        }
        assertTrue(FULL.statements().stream()
                .noneMatch(statement -> statement.actions().contains("logs:CreateLogGroup")));
    }

    @Test
    void outputsSayWhatABackendNeeds() {
        Set<String> always =
                Set.of("StateMachineArn", "WorkBucketName", "VideosBucketName", "TopicArn", "CallbackSecretName");
        assertEquals(always, Set.copyOf(DEV.outputs().propertyNames()));
        Set<String> all = new HashSet<>(always);
        all.addAll(List.of("VideosUrl", "QueueUrl"));
        assertEquals(all, Set.copyOf(FULL.outputs().propertyNames()));
    }

    /// Every name that we give is in one of the two only; the others CloudFormation makes up.
    @Test
    void twoStagesStandSideBySide() {
        // given
        Set<String> dev = givenNames(DEV);
        Set<String> other = givenNames(Deployment.IMAGE);
        // then
        assertTrue(dev.contains("AWS::StepFunctions::StateMachine aive-dev"), dev.toString());
        assertEquals(dev.size(), other.size());
        dev.retainAll(other);
        assertEquals(Set.of(), dev);
        assertEquals(
                "image",
                environment(Deployment.IMAGE, RenderFunction.RENDER_CHUNK).get("ENVIRONMENT"));
    }

    @Test
    void whoeverHasAnAccountWithLowLimitsIsToldBefore() {
        assertEquals(
                1,
                DEV.hints().stream()
                        .filter(hint -> hint.contains("-c accountMemory=3008 -c accountConcurrency=10"))
                        .count());
    }

    @Test
    void videosHaveAnAddressThatOnlyCloudFrontMayServe() {
        // given
        Resource distribution = FULL.resource("AWS::CloudFront::Distribution", "VideoDistribution");
        JsonNode config = distribution.properties().path("DistributionConfig");
        // when
        List<Statement> ofCloudFront = FULL.statements("VideosBucketPolicy").stream()
                .filter(statement -> statement
                        .json()
                        .path("Principal")
                        .path("Service")
                        .asString("")
                        .equals("cloudfront.amazonaws.com"))
                .toList();
        // then
        assertEquals(
                "redirect-to-https",
                config.path("DefaultCacheBehavior").path("ViewerProtocolPolicy").asString());
        assertFalse(config.path("Origins").path(0).path("OriginAccessControlId").isMissingNode());
        assertEquals(1, ofCloudFront.size());
        assertEquals(List.of("s3:GetObject"), ofCloudFront.getFirst().actions());
        assertTrue(ofCloudFront.getFirst().json().path("Condition").toString().contains(distribution.id()));
        assertEquals(List.of(), DEV.resources("AWS::CloudFront::Distribution"));
    }

    /// Behind CloudFront, the bucket's own rule does not reach the browser.
    @Test
    void thePagesThatMayShowAVideoAreTheSameWithCloudFront() {
        // given
        JsonNode rule = bucket(FULL, "VideosBucket").properties().at("/CorsConfiguration/CorsRules/0");
        Resource policy = FULL.resource("AWS::CloudFront::ResponseHeadersPolicy", "VideoHeaders");
        // when
        JsonNode cors = policy.properties().at("/ResponseHeadersPolicyConfig/CorsConfig");
        // then
        assertEquals(
                "[\"https://www.example.com\"]",
                cors.path("AccessControlAllowOrigins").path("Items").toString());
        assertEquals(
                rule.path("AllowedOrigins"), cors.path("AccessControlAllowOrigins").path("Items"));
        assertEquals(
                rule.path("ExposedHeaders"), cors.path("AccessControlExposeHeaders").path("Items"));
        assertEquals(rule.path("MaxAge"), cors.path("AccessControlMaxAgeSec"));
        assertEquals(
                policy.id(),
                FULL.resource("AWS::CloudFront::Distribution", "VideoDistribution")
                        .properties()
                        .at("/DistributionConfig/DefaultCacheBehavior/ResponseHeadersPolicyId/Ref")
                        .asString());
    }

    @Test
    void aMessageOfTheQueueBecomesAnExecutionsInput() {
        // when
        JsonNode pipe = FULL.resource("AWS::Pipes::Pipe", "RequestPipe").properties();
        Resource queue = FULL.resource("AWS::SQS::Queue", "RequestQueue");
        // then
        assertEquals(queue.id(), pipe.path("Source").path("Fn::GetAtt").path(0).asString());
        assertEquals(
                1,
                pipe.path("SourceParameters")
                        .path("SqsQueueParameters")
                        .path("BatchSize")
                        .asInt());
        assertEquals(
                "<$.body>", pipe.path("TargetParameters").path("InputTemplate").asString());
        assertEquals(
                "FIRE_AND_FORGET",
                pipe.path("TargetParameters")
                        .path("StepFunctionStateMachineParameters")
                        .path("InvocationType")
                        .asString());
        assertEquals(
                5,
                queue.properties().path("RedrivePolicy").path("maxReceiveCount").asInt());
        assertEquals(List.of(), DEV.resources("AWS::Pipes::Pipe"));
        // A pipe's target gets a list of messages, even of one.
        String prepare = definition()
                .path("States")
                .path("Prepare project")
                .path("Arguments")
                .path("Payload")
                .toString();
        assertTrue(prepare.contains("$states.input[0]"), prepare);
    }

    @ParameterizedTest
    @EnumSource
    void aContainerHasTheFunctionAsItsCommand(RenderFunction function) {
        // when
        JsonNode deployed = deployed(Deployment.IMAGE, function);
        // then
        assertEquals("Image", deployed.path("PackageType").asString());
        assertEquals(
                "[\"%s\"]".formatted(function.handler()),
                deployed.path("ImageConfig").path("Command").toString());
        assertTrue(deployed.path("Layers").isMissingNode());
        assertEquals(deployed(Deployment.IMAGE, RenderFunction.PREPARE_PROJECT).path("Code"), deployed.path("Code"));
    }

    /// The image is built from what is sent to Docker, and that is what a function with a layer gets.
    @Test
    void theDockerfileTakesWhatTheLayerAndTheCodeAre() throws Exception {
        // when
        List<String> lines = Files.readAllLines(Path.of("Dockerfile"));
        // then
        assertTrue(lines.contains("FROM public.ecr.aws/lambda/java:25"));
        assertTrue(lines.contains("COPY %s/ ${LAMBDA_TASK_ROOT}/".formatted(FunctionCode.CLASSES)));
        assertTrue(lines.contains("COPY %s/${ARCHITECTURE}/ /opt/".formatted(FunctionCode.LAYERS)));
    }

    private static Set<String> givenNames(Deployment deployment) {
        Set<String> names = new HashSet<>();
        for (Resource resource : deployment.resources()) {
            resource.properties().properties().forEach(property -> {
                // A reference is no name, and a subscription's or version's is that of another resource.
                if (property.getKey()
                                .matches(
                                        "(Bucket|Function|Role|LogGroup|StateMachine|ManagedPolicy|Queue|Topic|Alarm|Dashboard|Layer|)Name")
                        && (property.getValue().isString()
                                || property.getValue().has("Fn::Join"))) {
                    names.add("%s %s"
                            .formatted(
                                    resource.type(),
                                    property.getValue()
                                            .asString(property.getValue().toString())));
                }
            });
        }
        return names;
    }

    private static Map<String, String> ownVariables(RenderFunction function, String stage) {
        return switch (function) {
            case PLAN_CHUNKS -> Map.of("AIVE_FUNCTION_SIZES", sizes(stage.equals("full") ? FULL : DEV));
            case NOTIFY ->
                Map.of("AIVE_CALLBACK_SECRET", "aive-%s/callback".formatted(stage), "AIVE_TOPIC_ARN", "<RenderTopic>");
            case FETCH_MEDIA ->
                stage.equals("full") ? Map.of("AIVE_SOURCE_HEADERS_SECRET", "media/headers") : Map.of();
            default -> Map.of();
        };
    }

    /// The sizes that the template gives the functions.
    private static String sizes(Deployment deployment) {
        return RenderFunction.steps().stream()
                .map(step -> "%s=%d/%d".formatted(
                        step.step(),
                        deployed(deployment, step).path("MemorySize").asInt(0),
                        deployed(deployment, step).at("/EphemeralStorage/Size").asInt(0)))
                .collect(joining(","));
    }

    private static String javaOptions(int heap) {
        return "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx%dm -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -Djava.awt.headless=true -Dsun.awt.fontconfig=/opt/fonts/fontconfig.properties"
                .formatted(heap);
    }

    private static Map<String, String> environment(Deployment deployment, RenderFunction function) {
        return deployed(deployment, function).path("Environment").path("Variables").properties().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        variable -> Deployment.text(variable.getValue()),
                        (one, _) -> one,
                        TreeMap::new));
    }

    private static FunctionSize size(JsonNode deployed) {
        return new FunctionSize(
                deployed.path("MemorySize").asInt(),
                deployed.path("Timeout").asInt(),
                deployed.path("EphemeralStorage").path("Size").asInt());
    }

    private static List<JsonNode> rules(Resource bucket) {
        return bucket.properties()
                .path("LifecycleConfiguration")
                .path("Rules")
                .valueStream()
                .toList();
    }

    private static JsonNode rule(Resource bucket, String id) {
        return rules(bucket).stream()
                .filter(rule -> rule.path("Id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// Days until objects are deleted, by prefix.
    private static Map<String, Integer> ends(Resource bucket) {
        return rules(bucket).stream()
                .filter(rule -> rule.has("ExpirationInDays"))
                .collect(toMap(
                        rule -> rule.path("Prefix").asString(""),
                        rule -> rule.path("ExpirationInDays").asInt()));
    }

    private static JsonNode deployed(Deployment deployment, RenderFunction function) {
        return deployment.resource("AWS::Lambda::Function", function.id()).properties();
    }

    private static Resource version(Deployment deployment, RenderFunction function) {
        return deployment.resource("AWS::Lambda::Version", function.id());
    }

    private static Resource bucket(Deployment deployment, String id) {
        return deployment.resource("AWS::S3::Bucket", id);
    }

    private static JsonNode machine(Deployment deployment) {
        return deployment
                .resource("AWS::StepFunctions::StateMachine", "RenderMachine")
                .properties();
    }

    private static JsonNode definition() {
        return JsonMapper.shared().readTree(Deployment.DEFINITION.toFile());
    }

    private static void collectTasks(JsonNode node, List<JsonNode> tasks) {
        if (node.path("Type").asString("").equals("Task")) {
            tasks.add(node);
        }
        node.forEach(child -> collectTasks(child, tasks));
    }
}
