package aive.cdk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;

/// The state machine, from the definition file that the local engine interprets; only its `${…}` are replaced.
///
/// The CDK derives no permissions from a file, so they are defined here.
final class RenderMachine {

    /// The `Label` of the distributed Map, which is part of its children's ARNs.
    private static final String MAP_LABEL = "Chunks";

    private final Stack stack;
    private final StateMachine machine;
    private final Map<RenderFunction, Function> steps = new EnumMap<>(RenderFunction.class);

    RenderMachine(
            Stack stack, StackSettings settings, Path definition, RenderFunctions functions, RenderBuckets buckets) {
        this.stack = stack;
        RenderFunction.steps().forEach(step -> steps.put(step, functions.step(step)));
        Role role = Role.Builder.create(stack, "RenderMachineRole")
                .description("What the state machine may do")
                .assumedBy(new ServicePrincipal("states.amazonaws.com"))
                .build();
        // Any version: running executions keep the versions with which they started.
        role.addToPolicy(Permissions.allow(
                List.of("lambda:InvokeFunction"),
                steps.values().stream()
                        .map(step -> step.getFunctionArn() + ":*")
                        .toList()));
        // The list of chunks, which the distributed Map reads itself.
        role.addToPolicy(Permissions.read(buckets.work(), "projects/*"));

        this.machine = StateMachine.Builder.create(stack, "RenderMachine")
                .stateMachineName("aive-" + settings.stage())
                .definitionBody(DefinitionBody.fromFile(definition.toString()))
                .definitionSubstitutions(substitutions(buckets))
                .role(role)
                // Without data: inputs and outputs contain signed URLs.
                .logs(LogOptions.builder()
                        .destination(log(settings))
                        .level(LogLevel.ALL)
                        .includeExecutionData(false)
                        .build())
                .tracingEnabled(true)
                .build();
        allowDistributedMap(role);
        NagReasons.forRoleOfMachine(role);
    }

    StateMachine machine() {
        return machine;
    }

    Map<RenderFunction, Function> steps() {
        return Map.copyOf(steps);
    }

    /// ARN pattern of all executions except children.
    String executions() {
        return arn("execution", machine.getStateMachineName());
    }

    /// ARN pattern of all children of the distributed Map, one per chunk.
    String children() {
        return arn("execution", "%s/%s".formatted(machine.getStateMachineName(), MAP_LABEL));
    }

    /// ARN pattern of all Map Runs.
    String mapRuns() {
        return arn("mapRun", "%s/%s".formatted(machine.getStateMachineName(), MAP_LABEL));
    }

    /// Published versions, so that a deployment does not change the functions of running executions.
    private Map<String, String> substitutions(RenderBuckets buckets) {
        Map<String, String> substitutions = new TreeMap<>();
        steps.forEach((step, function) -> substitutions.put(step.id() + "FunctionArn", publishedVersion(function)));
        substitutions.put("WorkBucketName", buckets.work().getBucketName());
        return substitutions;
    }

    /// The ARN of a version: that of the function, and the version number, which is the eighth part of the version's
    /// ARN.
    ///
    /// The version's own ARN would suffice, but some emulators of CloudFormation do not know it. They find the
    /// function in the ARN that is appended before splitting; AWS ignores it.
    private static String publishedVersion(Function function) {
        String padded = Fn.join(":", List.of(function.getCurrentVersion().getFunctionArn(), function.getFunctionArn()));
        return Fn.join(":", List.of(function.getFunctionArn(), Fn.select(7, Fn.split(":", padded))));
    }

    /// Log groups with this prefix need no resource policy, of which an account may have few.
    private LogGroup log(StackSettings settings) {
        return LogGroup.Builder.create(stack, "RenderMachineLog")
                .logGroupName("/aws/vendedlogs/states/aive-%s".formatted(settings.stage()))
                .retention(LogRetention.ofDays(settings.retention().logs()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    /// A distributed Map starts the machine that it is part of. This names the machine, which needs its role's own
    /// policy first: so it is another one.
    private void allowDistributedMap(Role role) {
        Policy policy = Policy.Builder.create(stack, "DistributedMapPolicy")
                .roles(new ArrayList<>(List.of(role)))
                .statements(List.of(
                        Permissions.allow(List.of("states:StartExecution"), List.of(machine.getStateMachineArn())),
                        Permissions.allow(
                                List.of("states:DescribeExecution", "states:StopExecution"), List.of(executions())),
                        Permissions.allow(List.of("states:RedriveExecution"), List.of(children()))))
                .build();
        NagReasons.forExecutions(policy);
    }

    private String arn(String kind, String of) {
        return stack.formatArn(ArnComponents.builder()
                .service("states")
                .resource(kind)
                .resourceName(of + ":*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    }
}
