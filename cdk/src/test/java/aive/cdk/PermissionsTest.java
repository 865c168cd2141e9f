package aive.cdk;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.cdk.Deployment.Resource;
import aive.cdk.Deployment.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Nobody may do more than they do. IAM is not enforced anywhere before the deployment, so the statements themselves
/// are looked at.
class PermissionsTest {

    /// Actions on every resource, and why there is no other way.
    private static final Map<String, String> ON_EVERYTHING = Map.ofEntries(
            Map.entry("xray:PutTraceSegments", "X-Ray has no resources"),
            Map.entry("xray:PutTelemetryRecords", "X-Ray has no resources"),
            Map.entry("xray:GetSamplingRules", "X-Ray has no resources"),
            Map.entry("xray:GetSamplingTargets", "X-Ray has no resources"),
            Map.entry("logs:CreateLogDelivery", "log deliveries have no resources"),
            Map.entry("logs:GetLogDelivery", "log deliveries have no resources"),
            Map.entry("logs:UpdateLogDelivery", "log deliveries have no resources"),
            Map.entry("logs:DeleteLogDelivery", "log deliveries have no resources"),
            Map.entry("logs:ListLogDeliveries", "log deliveries have no resources"),
            Map.entry("logs:PutResourcePolicy", "log deliveries have no resources"),
            Map.entry("logs:DescribeResourcePolicies", "log deliveries have no resources"),
            Map.entry("logs:DescribeLogGroups", "a machine looks for its log group in the list of all"));

    /// Resources with a wildcard, and why they cannot be named.
    private static final Map<String, String> WITH_A_WILDCARD = Map.ofEntries(
            Map.entry(
                    "<WorkBucket.Arn>/(projects|sources|assets|chunks|soundtracks|notices)/\\*",
                    "keys are made of what is rendered"),
            Map.entry("<WorkBucket.Arn>/projects/\\*/progress/\\*", "a render's markers"),
            Map.entry("<WorkBucket.Arn>/uploads/\\*", "what ./aive submit uploads"),
            Map.entry(
                    "(<VideosBucket.Arn>|arn:<AWS::Partition>:s3:::videos-of-before)/videos/\\*",
                    "keys are made of what is in the video"),
            Map.entry(
                    "arn:<AWS::Partition>:s3:::(stock-footage|narrations)/\\*",
                    "the deployment opens these buckets for sources as a whole"),
            Map.entry(
                    "<(PrepareProject|FetchMedia|PlanChunks|RenderChunk|StitchVideo).Arn>:\\*",
                    "executions go on with the version that they began with"),
            Map.entry(
                    "arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<RenderMachine.Name>(/Chunks)?:\\*",
                    "who starts an execution names it"),
            Map.entry(
                    "arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:mapRun:<RenderMachine.Name>/Chunks:\\*",
                    "Step Functions names Map runs"));

    /// The CDK's own function that empties the work bucket before it is deleted says this in the bucket's policy.
    private static final Set<String> FAMILIES_FOR_EMPTYING = Set.of("s3:GetBucket*", "s3:List*", "s3:DeleteObject*");

    @ParameterizedTest
    @EnumSource
    void noActionIsAWildcard(NagTest.Variant variant) {
        for (Statement statement : variant.deployment().statements()) {
            for (String action : statement.actions()) {
                assertTrue(!statement.allows() || !action.contains("*") || empties(statement), statement.toString());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyWildcardInAResourceHasAReason(NagTest.Variant variant) {
        for (Statement statement : variant.deployment().statements()) {
            for (JsonNode resource : statement.resources()) {
                String text = Deployment.text(resource);
                if (!statement.allows()
                        || !text.contains("*")
                        || (empties(statement) && text.equals("<WorkBucket.Arn>/*"))) {
                    continue;
                }
                if (text.equals("*")) {
                    statement
                            .actions()
                            .forEach(action -> assertTrue(ON_EVERYTHING.containsKey(action), statement.toString()));
                } else if (!ofCloudFront(statement)) {
                    assertTrue(WITH_A_WILDCARD.keySet().stream().anyMatch(text::matches), statement.toString());
                }
            }
        }
    }

    /// A policy of AWS's own may grow without us.
    @Test
    void noRoleHasAManagedPolicy() {
        for (Resource role : Deployment.FULL.resources("AWS::IAM::Role")) {
            assertTrue(role.properties().path("ManagedPolicyArns").isMissingNode(), role.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionReachesItsPartOfTheBucketsAndItsLog(RenderFunction function) {
        // given
        Set<String> expected = new TreeSet<>(
                switch (function) {
                    case PREPARE_PROJECT ->
                        List.of(
                                "read WorkBucket/uploads/*",
                                "list VideosBucket",
                                "read VideosBucket/videos/*",
                                "read WorkBucket/projects/*",
                                "write WorkBucket/projects/*");
                    case FETCH_MEDIA ->
                        List.of(
                                "read WorkBucket/uploads/*",
                                "read WorkBucket/projects/*",
                                "read WorkBucket/sources/*",
                                "read WorkBucket/assets/*",
                                "write WorkBucket/sources/*",
                                "write WorkBucket/assets/*");
                    case PLAN_CHUNKS ->
                        List.of(
                                "read WorkBucket/projects/*",
                                "read WorkBucket/sources/*",
                                "read WorkBucket/assets/*",
                                "read WorkBucket/chunks/*",
                                "write WorkBucket/projects/*");
                    case RENDER_CHUNK ->
                        List.of(
                                "read WorkBucket/projects/*",
                                "read WorkBucket/sources/*",
                                "read WorkBucket/assets/*",
                                "read WorkBucket/chunks/*",
                                "write WorkBucket/chunks/*",
                                "write WorkBucket/projects/*/progress/*");
                    case STITCH_VIDEO ->
                        List.of(
                                "list VideosBucket",
                                "read VideosBucket/videos/*",
                                "write VideosBucket/videos/*",
                                "read WorkBucket/projects/*",
                                "read WorkBucket/assets/*",
                                "read WorkBucket/chunks/*",
                                "read WorkBucket/soundtracks/*",
                                "write WorkBucket/soundtracks/*");
                    case NOTIFY ->
                        List.of(
                                "read WorkBucket/uploads/*",
                                "list VideosBucket",
                                "read VideosBucket/videos/*",
                                "read WorkBucket/projects/*",
                                "read WorkBucket/notices/*",
                                "write WorkBucket/notices/*",
                                "secretsmanager:GetSecretValue secret:aive-dev/callback-??????",
                                "sns:Publish RenderTopic",
                                "sqs:SendMessage DelayedNotifications",
                                "sqs:ReceiveMessage DelayedNotifications",
                                "sqs:ChangeMessageVisibility DelayedNotifications",
                                "sqs:DeleteMessage DelayedNotifications",
                                "sqs:GetQueueUrl DelayedNotifications",
                                "sqs:GetQueueAttributes DelayedNotifications",
                                "states:DescribeExecution execution:RenderMachine:*",
                                "states:DescribeExecution execution:RenderMachine/Chunks:*",
                                "states:GetExecutionHistory execution:RenderMachine:*",
                                "states:GetExecutionHistory execution:RenderMachine/Chunks:*",
                                "states:ListMapRuns execution:RenderMachine:*",
                                "states:DescribeMapRun mapRun:RenderMachine/Chunks:*",
                                "states:ListExecutions mapRun:RenderMachine/Chunks:*",
                                "states:ListExecutions RenderMachine");
                });
        expected.addAll(List.of("list WorkBucket", "log %sLog".formatted(function.id()), "trace *"));
        // then
        assertEquals(expected, allowed(Deployment.DEV, function.id() + "RoleDefaultPolicy"));
    }

    /// A file of a stranger might take over the FFmpeg that probes it. The denial holds even if the bucket of the
    /// videos is also a source bucket.
    @ParameterizedTest
    @EnumSource
    void whatProbesFilesOfStrangersCannotReadFinishedVideos(NagTest.Variant variant) {
        // given
        Deployment deployment = variant.deployment();
        String videos = deployment == Deployment.IMAGE ? "videos-of-before/videos/*" : "VideosBucket/videos/*";
        // when
        Set<String> denied = deployment.statements("FetchMediaRoleDefaultPolicy").stream()
                .filter(statement -> !statement.allows())
                .flatMap(statement -> statement.resources().stream()
                        .flatMap(resource ->
                                verbs(statement.actions()).stream().map(verb -> verb + " " + name(resource))))
                .collect(toCollection(TreeSet::new));
        // then
        assertEquals(Set.of("read " + videos), denied);
        assertTrue(allowed(deployment, "FetchMediaRoleDefaultPolicy").stream()
                .noneMatch(each -> each.contains("videos/")));
    }

    @Test
    void sourcesAreReadFromTheBucketsThatTheDeploymentNames() {
        // given
        Set<String> expected = new TreeSet<>();
        for (String bucket : List.of("stock-footage", "narrations")) {
            expected.addAll(List.of("list %s".formatted(bucket), "read %s/*".formatted(bucket)));
        }
        for (RenderFunction function : RenderFunction.values()) {
            // when
            Set<String> more = allowed(Deployment.FULL, function.id() + "RoleDefaultPolicy");
            more.removeAll(allowed(Deployment.DEV, function.id() + "RoleDefaultPolicy"));
            // Each stage has a secret of its own.
            more.remove("secretsmanager:GetSecretValue secret:aive-full/callback-??????");
            if (function == RenderFunction.FETCH_MEDIA) {
                assertTrue(more.remove("secretsmanager:GetSecretValue secret:media/headers-??????"), more.toString());
            }
            // then
            boolean reads = Set.of(RenderFunction.PREPARE_PROJECT, RenderFunction.FETCH_MEDIA, RenderFunction.NOTIFY)
                    .contains(function);
            assertEquals(reads ? expected : Set.of(), more, function.id());
        }
    }

    @Test
    void theMachineCallsAnyVersionOfOurFunctionsAndReadsTheListOfChunks() {
        // given
        Set<String> expected = RenderFunction.steps().stream()
                .map(function -> "lambda:InvokeFunction %s:*".formatted(function.id()))
                .collect(toCollection(TreeSet::new));
        expected.add("read WorkBucket/projects/*");
        // when
        Set<String> allowed = allowed(Deployment.DEV, "RenderMachineRoleDefaultPolicy");
        allowed.removeIf(each -> each.endsWith(" *"));
        // then
        assertEquals(expected, allowed);
    }

    /// In a policy of its own: the machine needs its role's, and these name the machine.
    @Test
    void aDistributedMapMayStartStopAndRedriveItsChildren() {
        // then
        assertEquals(
                Set.of(
                        "states:StartExecution RenderMachine",
                        "states:DescribeExecution execution:RenderMachine:*",
                        "states:StopExecution execution:RenderMachine:*",
                        "states:RedriveExecution execution:RenderMachine/Chunks:*"),
                allowed(Deployment.DEV, "DistributedMapPolicy"));
        String role =
                Deployment.DEV.resource("AWS::IAM::Role", "RenderMachineRole").id();
        assertEquals(
                "[{\"Ref\":\"%s\"}]".formatted(role),
                Deployment.DEV
                        .resource("AWS::IAM::Policy", "DistributedMapPolicy")
                        .properties()
                        .path("Roles")
                        .toString());
    }

    @Test
    void thePipeTakesMessagesAndStartsExecutions() {
        assertEquals(
                Set.of(
                        "sqs:ReceiveMessage RequestQueue",
                        "sqs:DeleteMessage RequestQueue",
                        "sqs:GetQueueAttributes RequestQueue",
                        "states:StartExecution RenderMachine"),
                allowed(Deployment.FULL, "RequestPipeRole"));
    }

    /// What it may do to the bucket says the bucket's policy.
    @Test
    void whatEmptiesTheWorkBucketMayWriteItsLog() {
        assertEquals(
                Set.of("log EmptyWorkBucketLog"),
                allowed(Deployment.DEV, "CustomS3AutoDeleteObjectsCustomResourceProviderRole"));
    }

    /// The CDK's function that empties the work bucket, and nothing else.
    private static boolean empties(Statement statement) {
        return statement.policy().startsWith("WorkBucketPolicy")
                && Deployment.text(statement.json().path("Principal").path("AWS"))
                        .startsWith("<CustomS3AutoDeleteObjects")
                && statement.actions().stream()
                        .allMatch(action -> FAMILIES_FOR_EMPTYING.contains(action) || !action.contains("*"));
    }

    /// One distribution serves whatever lies in the bucket of videos; who knows no key gets nothing.
    private static boolean ofCloudFront(Statement statement) {
        return statement.policy().startsWith("VideosBucketPolicy")
                && statement
                        .json()
                        .path("Principal")
                        .path("Service")
                        .asString("")
                        .equals("cloudfront.amazonaws.com")
                && !statement.json().path("Condition").isEmpty();
    }

    private static Set<String> allowed(Deployment deployment, String policy) {
        return deployment.statements(policy).stream()
                .filter(Statement::allows)
                .flatMap(statement -> statement.resources().stream()
                        .flatMap(resource ->
                                verbs(statement.actions()).stream().map(verb -> verb + " " + name(resource))))
                .collect(toCollection(TreeSet::new));
    }

    /// The CDK joins statements on the same resources, so each action is looked at; some are of use together only.
    private static Set<String> verbs(List<String> actions) {
        Set<String> verbs = new TreeSet<>(actions);
        rename(verbs, "read", "s3:GetObject");
        rename(verbs, "write", "s3:PutObject", "s3:AbortMultipartUpload");
        rename(verbs, "list", "s3:ListBucket");
        rename(verbs, "log", "logs:CreateLogStream", "logs:PutLogEvents");
        rename(verbs, "trace", "xray:PutTelemetryRecords", "xray:PutTraceSegments");
        return verbs;
    }

    private static void rename(Set<String> verbs, String to, String... from) {
        if (verbs.containsAll(List.of(from))) {
            verbs.removeAll(Set.of(from));
            verbs.add(to);
        }
    }

    /// `WorkBucket/projects/*` for what is, in the template, a join of a reference and a text.
    private static String name(JsonNode resource) {
        return Deployment.text(resource)
                .replaceFirst("^arn:<AWS::Partition>:(s3:::|[a-z]+:<AWS::Region>:<AWS::AccountId>:)", "")
                .replaceAll("<([A-Za-z]+)(\\.Arn|\\.Name)?>", "$1");
    }
}
