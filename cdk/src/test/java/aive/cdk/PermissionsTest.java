package aive.cdk;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.cdk.Deployment.Resource;
import aive.cdk.Deployment.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Nobody may do more than they do. IAM is not enforced anywhere before the deployment, so the statements themselves are looked at.
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

    /// The CDK's own function that empties the work bucket before it is deleted says this in the bucket's policy.
    private static final Set<String> FAMILIES_FOR_EMPTYING = Set.of("s3:GetBucket*", "s3:List*", "s3:DeleteObject*");

    @Test
    void noActionIsAWildcard() {
        for (Statement statement : Deployment.DEV.statements()) {
            for (String action : statement.actions()) {
                boolean known = FAMILIES_FOR_EMPTYING.contains(action) && statement.policy().startsWith("WorkBucketPolicy");
                assertTrue(!statement.allows() || known || !action.contains("*"), statement.toString());
            }
        }
    }

    @Test
    void whatIsAllowedOnEverythingHasAReason() {
        for (Statement statement : Deployment.DEV.statements()) {
            for (JsonNode resource : statement.resources()) {
                if (statement.allows() && resource.asString("").equals("*")) {
                    statement.actions().forEach(action -> assertTrue(ON_EVERYTHING.containsKey(action), statement.toString()));
                }
            }
        }
    }

    /// A policy of AWS's own may grow without us. The CDK's emptying function has one, for its log.
    @Test
    void noRoleOfOursHasAManagedPolicy() {
        for (Resource role : Deployment.DEV.resources("AWS::IAM::Role")) {
            if (!role.id().startsWith("CustomS3AutoDeleteObjects")) {
                assertTrue(role.properties().path("ManagedPolicyArns").isMissingNode(), role.id());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionReachesItsPartOfTheBucketsAndItsLog(RenderFunction function) {
        // given
        Set<String> expected = new TreeSet<>(
                switch (function) {
                    case PREPARE_PROJECT -> List.of("write WorkBucket/projects/*");
                    case FETCH_MEDIA -> List.of(
                            "read WorkBucket/projects/*", "read WorkBucket/sources/*", "read WorkBucket/assets/*",
                            "write WorkBucket/sources/*", "write WorkBucket/assets/*");
                    case PLAN_CHUNKS -> List.of(
                            "read WorkBucket/projects/*", "read WorkBucket/sources/*", "read WorkBucket/chunks/*", "write WorkBucket/projects/*");
                    case RENDER_CHUNK -> List.of(
                            "read WorkBucket/projects/*", "read WorkBucket/assets/*", "read WorkBucket/chunks/*", "write WorkBucket/chunks/*");
                    case STITCH_VIDEO -> List.of(
                            "list VideosBucket", "read VideosBucket/videos/*", "write VideosBucket/videos/*",
                            "read WorkBucket/projects/*", "read WorkBucket/assets/*", "read WorkBucket/chunks/*",
                            "read WorkBucket/soundtracks/*", "write WorkBucket/soundtracks/*");
                });
        expected.addAll(List.of("list WorkBucket", "log %sLog".formatted(function.id()), "trace *"));
        // when
        Set<String> allowed = Deployment.DEV.statements(function.id() + "RoleDefaultPolicy").stream()
                .flatMap(statement -> statement.resources().stream().map(resource -> verb(statement.actions()) + " " + name(resource)))
                .collect(toCollection(TreeSet::new));
        // then
        assertEquals(expected, allowed);
    }

    @Test
    void theMachineCallsOurFunctionsAndReadsTheListOfChunks() {
        // given
        Set<String> expected = Arrays.stream(RenderFunction.values())
                .map(function -> "lambda:InvokeFunction " + function.id())
                .collect(toCollection(TreeSet::new));
        expected.add("s3:GetObject WorkBucket/projects/*");
        // when
        Set<String> allowed = Deployment.DEV.statements("RenderMachineRoleDefaultPolicy").stream()
                .flatMap(statement -> statement.resources().stream()
                        .filter(resource -> !resource.asString("").equals("*"))
                        .map(resource -> String.join(",", statement.actions()) + " " + name(resource)))
                .collect(toCollection(TreeSet::new));
        // then
        assertEquals(expected, allowed);
    }

    /// In a policy of its own: the machine needs its role's, and these name the machine.
    @Test
    void aDistributedMapMayStartStopAndRedriveItsChildren() {
        // given
        Resource policy = Deployment.DEV.resource("AWS::IAM::Policy", "DistributedMapPolicy");
        String machine = Deployment.DEV.resource("AWS::StepFunctions::StateMachine", "RenderMachine").id();
        String executions = "arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<%s.Name>".formatted(machine);
        // when
        Map<String, String> allowed = Map.of(
                "states:StartExecution", "<%s>".formatted(machine),
                "states:DescribeExecution,states:StopExecution", executions + ":*",
                "states:RedriveExecution", executions + "/Chunks:*");
        // then
        List<Statement> statements = Deployment.DEV.statements("DistributedMapPolicy");
        assertEquals(allowed.size(), statements.size());
        for (Statement statement : statements) {
            assertEquals(allowed.get(String.join(",", statement.actions())), arn(statement.resources().getFirst()));
            assertEquals(1, statement.resources().size());
        }
        String role = Deployment.DEV.resource("AWS::IAM::Role", "RenderMachineRole").id();
        assertEquals("[{\"Ref\":\"%s\"}]".formatted(role), policy.properties().path("Roles").toString());
    }

    private static String verb(List<String> actions) {
        return switch (String.join(",", actions)) {
            case "s3:GetObject" -> "read";
            case "s3:AbortMultipartUpload,s3:PutObject" -> "write";
            case "s3:ListBucket" -> "list";
            case "logs:CreateLogStream,logs:PutLogEvents" -> "log";
            case "xray:PutTelemetryRecords,xray:PutTraceSegments" -> "trace";
            case String other -> other;
        };
    }

    /// `WorkBucket/projects/*` for what is, in the template, a join of a reference and a text.
    private static String name(JsonNode resource) {
        return arn(resource).replaceAll("[0-9A-F]{8}\\.Arn>", "").replaceAll("[0-9A-F]{8}>", "").replace("<", "");
    }

    /// The text that CloudFormation makes of a value, with `<…>` for what only it knows.
    private static String arn(JsonNode value) {
        if (value.isString()) {
            return value.asString();
        }
        if (value.has("Ref")) {
            return "<%s>".formatted(value.path("Ref").asString());
        }
        if (value.has("Fn::GetAtt")) {
            return "<%s.%s>".formatted(value.path("Fn::GetAtt").path(0).asString(), value.path("Fn::GetAtt").path(1).asString());
        }
        StringBuilder joined = new StringBuilder();
        value.path("Fn::Join").path(1).forEach(part -> joined.append(arn(part)));
        return joined.toString();
    }
}
