package aive.cdk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
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
import software.constructs.Construct;

/// The state machine. Its definition is the file that the local engine interprets, with the `${…}` replaced.
///
/// The CDK derives no permissions from a definition file, so this class defines them.
final class RenderMachine {

    /// The `Label` of the distributed Map, which is part of its children's ARNs.
    private static final String MAP_LABEL = "Chunks";

    private final Construct scope;
    private final StateMachine machine;
    private final Map<RenderFunction, Function> steps = new EnumMap<>(RenderFunction.class);

    RenderMachine(
            Construct scope,
            StackSettings settings,
            Path definition,
            RenderFunctions functions,
            RenderBuckets buckets) {
        this.scope = scope;
        RenderFunction.steps().forEach(step -> steps.put(step, functions.step(step)));
        Role role = Role.Builder.create(scope, "RenderMachineRole")
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

        this.machine = StateMachine.Builder.create(scope, "RenderMachine")
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

    /// The values of the definition's `${…}`: the ARNs of the functions and the name of the work bucket.
    ///
    /// Each ARN names a published version, so that a deployment does not change the functions of running executions.
    private Map<String, String> substitutions(RenderBuckets buckets) {
        Map<String, String> substitutions = new TreeMap<>();
        steps.forEach((step, function) -> substitutions.put(
                step.id() + "FunctionArn", function.getCurrentVersion().getFunctionArn()));
        substitutions.put("WorkBucketName", buckets.work().getBucketName());
        return substitutions;
    }

    /// Creates the log group of the state machine.
    ///
    /// Its name starts with `/aws/vendedlogs/`, because such log groups need no resource policy. An account may have
    /// only a few resource policies.
    private LogGroup log(StackSettings settings) {
        return LogGroup.Builder.create(scope, "RenderMachineLog")
                .logGroupName("/aws/vendedlogs/states/aive-%s".formatted(settings.stage()))
                .retention(LogRetention.ofDays(settings.retention().logs()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    /// Allows the machine to start itself, because a distributed Map starts the machine that it is part of.
    ///
    /// These permissions form a separate policy, because they name the machine. The role's own policy cannot name the
    /// machine: the policy must exist before the machine.
    private void allowDistributedMap(Role role) {
        Policy policy = Policy.Builder.create(scope, "DistributedMapPolicy")
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
        return Stack.of(scope).formatArn(ArnComponents.builder()
                .service("states")
                .resource(kind)
                .resourceName(of + ":*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    }
}
