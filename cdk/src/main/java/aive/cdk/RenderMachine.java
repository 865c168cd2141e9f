package aive.cdk;

import java.nio.file.Path;
import java.util.Arrays;
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
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/// The state machine, from the very file that the local engine interprets; only its `${…}` are replaced.
///
/// From a file the CDK derives no permissions, so they are written here.
final class RenderMachine {

    /// The `Label` of the distributed Map, a part of its children's ARNs.
    private static final String MAP_LABEL = "Chunks";

    private final StateMachine machine;

    RenderMachine(Stack stack, StackSettings settings, Path definition, RenderFunctions functions, RenderBuckets buckets) {
        Role role = Role.Builder.create(stack, "RenderMachineRole")
                .description("What the state machine may do")
                .assumedBy(new ServicePrincipal("states.amazonaws.com"))
                .build();
        role.addToPolicy(Permissions.allow(
                List.of("lambda:InvokeFunction"), Arrays.stream(RenderFunction.values()).map(functions::arn).toList()));
        // The list of chunks, which the distributed Map reads itself.
        role.addToPolicy(Permissions.read(buckets.work(), "projects/*"));

        this.machine = StateMachine.Builder.create(stack, "RenderMachine")
                .definitionBody(DefinitionBody.fromFile(definition.toString()))
                .definitionSubstitutions(substitutions(functions, buckets))
                .role(role)
                .logs(LogOptions.builder().destination(log(stack, settings)).level(LogLevel.ERROR).includeExecutionData(false).build())
                .tracingEnabled(true)
                .build();
        allowDistributedMap(stack, role);
    }

    String arn() {
        return machine.getStateMachineArn();
    }

    private static Map<String, String> substitutions(RenderFunctions functions, RenderBuckets buckets) {
        Map<String, String> substitutions = new TreeMap<>();
        for (RenderFunction function : RenderFunction.values()) {
            substitutions.put(function.id() + "FunctionArn", functions.arn(function));
        }
        substitutions.put("WorkBucketName", buckets.work().getBucketName());
        return substitutions;
    }

    /// Logs under this prefix need no resource policy of their own, of which an account has few.
    private static LogGroup log(Stack stack, StackSettings settings) {
        return LogGroup.Builder.create(stack, "RenderMachineLog")
                .logGroupName("/aws/vendedlogs/states/aive-%s".formatted(settings.stage()))
                .retention(LogRetention.ofDays(settings.logRetentionDays()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    /// A distributed Map starts the machine that it is part of. This names the machine, which needs its role's own policy first: so it is another one.
    private void allowDistributedMap(Stack stack, Role role) {
        Policy.Builder.create(stack, "DistributedMapPolicy")
                .roles(List.of(role))
                .statements(List.of(
                        Permissions.allow(List.of("states:StartExecution"), List.of(machine.getStateMachineArn())),
                        Permissions.allow(
                                List.of("states:DescribeExecution", "states:StopExecution"), List.of(executions(stack, machine.getStateMachineName()))),
                        Permissions.allow(
                                List.of("states:RedriveExecution"),
                                List.of(executions(stack, "%s/%s".formatted(machine.getStateMachineName(), MAP_LABEL))))))
                .build();
    }

    private static String executions(Stack stack, String of) {
        return stack.formatArn(ArnComponents.builder()
                .service("states")
                .resource("execution")
                .resourceName(of + ":*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    }
}
