package aive.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// An optional SQS queue of requests: the body of a message is an execution's input.
///
/// A pipe always passes a list, so *Prepare project* accepts a list of one.
final class RequestQueue {

    /// How often the pipe receives a message before it goes to the dead-letter queue.
    ///
    /// Throttling may make a valid request fail, but a message that fails five times is considered invalid.
    private static final int TRIES = 5;

    private final Queue queue;
    private final Queue refused;

    RequestQueue(Construct scope, StackSettings settings, RenderMachine machine) {
        this.refused = DeadLetters.queue(scope, "RefusedRequests");
        this.queue = Queue.Builder.create(scope, "RequestQueue")
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14))
                .visibilityTimeout(Duration.minutes(2))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(refused)
                        .maxReceiveCount(TRIES)
                        .build())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Role role = Role.Builder.create(scope, "RequestPipeRole")
                .description("What the pipe from the queue to the state machine may do")
                .assumedBy(new ServicePrincipal("pipes.amazonaws.com"))
                .inlinePolicies(Map.of(
                        "Pipe",
                        PolicyDocument.Builder.create()
                                .statements(List.of(
                                        Permissions.allow(
                                                List.of(
                                                        "sqs:ReceiveMessage",
                                                        "sqs:DeleteMessage",
                                                        "sqs:GetQueueAttributes"),
                                                List.of(queue.getQueueArn())),
                                        Permissions.allow(
                                                List.of("states:StartExecution"),
                                                List.of(machine.machine().getStateMachineArn()))))
                                .build()))
                .build();
        CfnPipe.Builder.create(scope, "RequestPipe")
                .description("Starts an execution for each message (stage %s)".formatted(settings.stage()))
                .roleArn(role.getRoleArn())
                .source(queue.getQueueArn())
                .sourceParameters(CfnPipe.PipeSourceParametersProperty.builder()
                        .sqsQueueParameters(CfnPipe.PipeSourceSqsQueueParametersProperty.builder()
                                .batchSize(1)
                                .build())
                        .build())
                .target(machine.machine().getStateMachineArn())
                .targetParameters(CfnPipe.PipeTargetParametersProperty.builder()
                        .inputTemplate("<$.body>")
                        .stepFunctionStateMachineParameters(CfnPipe.PipeTargetStateMachineParametersProperty.builder()
                                .invocationType("FIRE_AND_FORGET")
                                .build())
                        .build())
                .build();
    }

    Queue queue() {
        return queue;
    }

    /// The dead-letter queue of requests.
    Queue refused() {
        return refused;
    }
}
