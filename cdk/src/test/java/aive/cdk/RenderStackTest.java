package aive.cdk;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.cdk.Deployment.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    private static final StackSettings SETTINGS = StackSettings.of("dev");

    @ParameterizedTest
    @EnumSource
    void aFunctionHasTheSizeThatTheSettingsSay(RenderFunction function) {
        // given
        FunctionSize size = SETTINGS.size(function);
        // when
        JsonNode deployed = deployed(function);
        // then
        assertEquals(size.memoryMebibytes(), deployed.path("MemorySize").asInt());
        assertEquals(size.timeoutSeconds(), deployed.path("Timeout").asInt());
        assertEquals(size.storageMebibytes(), deployed.path("EphemeralStorage").path("Size").asInt());
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionRunsOurHandlerOnJava25(RenderFunction function) {
        // when
        JsonNode deployed = deployed(function);
        // then
        assertEquals("java25", deployed.path("Runtime").asString());
        assertEquals("x86_64", deployed.path("Architectures").path(0).asString());
        assertEquals(function.handler(), deployed.path("Handler").asString());
        String source = "../functions/src/main/java/%s.java".formatted(function.handler().replace("::handleRequest", "").replace('.', '/'));
        assertTrue(Files.exists(Path.of(source)), source);
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionKnowsItsStageAndItsBuckets(RenderFunction function) {
        // when
        JsonNode variables = deployed(function).path("Environment").path("Variables");
        // then
        assertEquals(Set.of("S3_BUCKET", "AIVE_WORK_BUCKET", "ENVIRONMENT"), Set.copyOf(variables.propertyNames()));
        assertEquals("dev", variables.path("ENVIRONMENT").asString());
        assertEquals(bucket("VideosBucket").id(), variables.path("S3_BUCKET").path("Ref").asString());
        assertEquals(bucket("WorkBucket").id(), variables.path("AIVE_WORK_BUCKET").path("Ref").asString());
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionIsTracedAndHasALogThatEnds(RenderFunction function) {
        // when
        JsonNode deployed = deployed(function);
        Resource log = DEV.resource("AWS::Logs::LogGroup", function.id());
        // then
        assertEquals("Active", deployed.path("TracingConfig").path("Mode").asString());
        assertEquals(log.id(), deployed.path("LoggingConfig").path("LogGroup").path("Ref").asString());
        assertEquals(SETTINGS.logRetentionDays(), log.properties().path("RetentionInDays").asInt());
    }

    /// A little more than the function's own, so that the function's error is heard and not the state's.
    @Test
    void aStateWaitsFiveSecondsLongerThanItsFunction() {
        // given
        List<JsonNode> tasks = new ArrayList<>();
        collectTasks(definition(), tasks);
        assertFalse(tasks.isEmpty());
        // then
        for (JsonNode task : tasks) {
            String called = task.path("Arguments").path("FunctionName").asString();
            for (RenderFunction function : RenderFunction.values()) {
                if (called.equals("${%sFunctionArn}".formatted(function.id()))) {
                    assertEquals(SETTINGS.size(function).timeoutSeconds() + 5, task.path("TimeoutSeconds").asInt(), called);
                }
            }
        }
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
        JsonNode made = machine().properties().path("DefinitionSubstitutions");
        // then
        assertEquals(wanted, new TreeSet<>(made.propertyNames()));
        for (RenderFunction function : RenderFunction.values()) {
            assertEquals(
                    DEV.resource("AWS::Lambda::Function", function.id()).id(),
                    made.path(function.id() + "FunctionArn").path("Fn::GetAtt").path(0).asString());
        }
        assertEquals(bucket("WorkBucket").id(), made.path("WorkBucketName").path("Ref").asString());
    }

    @Test
    void theMachineIsTracedAndHasALogThatEnds() {
        // when
        JsonNode machine = machine().properties();
        Resource log = DEV.resource("AWS::Logs::LogGroup", "RenderMachine");
        // then
        assertTrue(machine.path("TracingConfiguration").path("Enabled").asBoolean());
        assertEquals("ERROR", machine.path("LoggingConfiguration").path("Level").asString());
        assertTrue(log.properties().path("LogGroupName").asString().startsWith("/aws/vendedlogs/states/"));
        assertEquals(SETTINGS.logRetentionDays(), log.properties().path("RetentionInDays").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"WorkBucket", "VideosBucket"})
    void aBucketIsEncryptedAndOpenToNobody(String id) {
        // when
        Resource bucket = bucket(id);
        JsonNode policy = DEV.resource("AWS::S3::BucketPolicy", id).properties();
        // then
        JsonNode encryption = bucket.properties().path("BucketEncryption").path("ServerSideEncryptionConfiguration").path(0);
        assertEquals("AES256", encryption.path("ServerSideEncryptionByDefault").path("SSEAlgorithm").asString());
        JsonNode block = bucket.properties().path("PublicAccessBlockConfiguration");
        for (String gate : List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")) {
            assertTrue(block.path(gate).asBoolean(), gate);
        }
        assertTrue(policy.toString().contains("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"), policy.toString());
        assertTrue(bucket.properties().path("LifecycleConfiguration").toString().contains("AbortIncompleteMultipartUpload"));
    }

    @Test
    void theStackTakesItsWorkWithItAndLeavesTheVideos() {
        assertEquals("Delete", bucket("WorkBucket").json().path("DeletionPolicy").asString());
        assertEquals("Retain", bucket("VideosBucket").json().path("DeletionPolicy").asString());
        // A bucket that is not empty cannot be deleted.
        List<Resource> emptied = DEV.resources("Custom::S3AutoDeleteObjects");
        assertEquals(List.of(bucket("WorkBucket").id()), emptied.stream()
                .map(resource -> resource.properties().path("BucketName").path("Ref").asString())
                .toList());
        for (Resource log : DEV.resources("AWS::Logs::LogGroup")) {
            assertEquals("Delete", log.json().path("DeletionPolicy").asString(), log.id());
        }
    }

    @Test
    void theVideosAreNotDeletedByAge() {
        assertFalse(bucket("VideosBucket").properties().path("LifecycleConfiguration").toString().contains("Expiration"));
        assertTrue(bucket("WorkBucket").properties().path("LifecycleConfiguration").toString().contains("\"ExpirationInDays\":30"));
    }

    @Test
    void outputsSayWhatABackendNeeds() {
        assertEquals(Set.of("StateMachineArn", "WorkBucketName", "VideosBucketName"), Set.copyOf(DEV.outputs().propertyNames()));
    }

    /// Every name that we give is in one of the two only; the others CloudFormation makes up.
    @Test
    void twoStagesStandSideBySide() {
        // given
        Set<String> dev = givenNames(DEV);
        Set<String> prod = givenNames(Deployment.PROD);
        // then
        assertFalse(dev.isEmpty());
        assertEquals(dev.size(), prod.size());
        dev.retainAll(prod);
        assertEquals(Set.of(), dev);
        assertEquals("prod", Deployment.PROD.resource("AWS::Lambda::Function", "RenderChunk")
                .properties().path("Environment").path("Variables").path("ENVIRONMENT").asString());
    }

    private static Set<String> givenNames(Deployment deployment) {
        Set<String> names = new HashSet<>();
        for (Resource resource : deployment.resources()) {
            for (String property : List.of("BucketName", "FunctionName", "RoleName", "LogGroupName", "StateMachineName", "ManagedPolicyName")) {
                JsonNode name = resource.properties().path(property);
                // An inline policy's name is its role's affair, and a reference is no name.
                if (name.isString()) {
                    names.add(resource.type() + " " + name.asString());
                }
            }
        }
        return names;
    }

    private static JsonNode deployed(RenderFunction function) {
        return DEV.resource("AWS::Lambda::Function", function.id()).properties();
    }

    private static Resource bucket(String id) {
        return DEV.resource("AWS::S3::Bucket", id);
    }

    private static Resource machine() {
        return DEV.resource("AWS::StepFunctions::StateMachine", "RenderMachine");
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
