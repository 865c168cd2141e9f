package aive.cdk;

import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// The stack of one stage: buckets, functions, state machine, notifications, monitoring.
///
/// Names that AWS would have to keep apart contain the stage or are made up by CloudFormation, so that stages stand
/// side by side in an account.
public final class RenderStack extends Stack {

    private RenderStack(Construct scope, StackSettings settings, StackSources sources) {
        super(
                scope,
                "aive-" + settings.stage(),
                StackProps.builder()
                        .description("AIVE: renders narrated videos in chunks, in parallel (stage %s)"
                                .formatted(settings.stage()))
                        .build());
        RenderBuckets buckets = new RenderBuckets(this, settings);
        Optional<VideoDistribution> address = settings.videos().cloudFront()
                ? Optional.of(new VideoDistribution(this, settings, buckets.videos()))
                : Optional.empty();
        RenderFunctions functions = new RenderFunctions(
                this, settings, FunctionCode.of(this, settings, sources), buckets, address.map(VideoDistribution::url));
        RenderMachine machine = new RenderMachine(this, settings, sources.definition(), functions, buckets);
        Notifications notifications = new Notifications(this, settings, functions, machine, buckets);
        Optional<RequestQueue> queue =
                settings.queue() ? Optional.of(new RequestQueue(this, settings, machine)) : Optional.empty();
        new Monitoring(this, settings, machine, notifications, queue.map(RequestQueue::refused));

        output("StateMachineArn", "Start executions of this", machine.machine().getStateMachineArn());
        output(
                "WorkBucketName",
                "What renders need on the way; emptied and deleted with the stack",
                buckets.work().getBucketName());
        output(
                "VideosBucketName",
                "The videos; kept when the stack is deleted",
                buckets.videos().getBucketName());
        output(
                "TopicArn",
                "Tells how executions end, and what is wrong with the stage",
                notifications.topic().getTopicArn());
        output("CallbackSecretName", "The secret that signs calls of the backend", notifications.secretName());
        address.ifPresent(videos -> output("VideosUrl", "Where videos have permanent addresses", videos.url()));
        queue.ifPresent(requests -> output("QueueUrl", "A message to this starts an execution", requests.url()));
        sayWhatTheAccountNeeds(settings);
    }

    /// A stack for one stage, under `scope`.
    public static RenderStack in(Construct scope, StackSettings settings, StackSources sources) {
        return new RenderStack(scope, settings, sources);
    }

    private void output(String name, String description, String value) {
        CfnOutput.Builder.create(this, name)
                .description(description)
                .value(value)
                .build();
    }

    /// Lambda refuses what is beyond an account's limits in the middle of the deployment, in words that do not name
    /// our parameters.
    private void sayWhatTheAccountNeeds(StackSettings settings) {
        int memory = settings.sizes().values().stream()
                .mapToInt(FunctionSize::memoryMebibytes)
                .max()
                .orElseThrow();
        if (settings.account().equals(AccountLimits.USUAL)) {
            Annotations.of(this)
                    .addInfoV2(
                            "aive:account-limits",
                            ("This deployment assumes that the account allows %d MB of memory for a function and %d"
                                + " concurrent functions. Many new accounts give 3008 MB and 10: Lambda then refuses"
                                + " functions with \"'MemorySize' value failed to satisfy constraint\" or"
                                + " \"UnreservedConcurrentExecution below its minimum\", and everything is rolled"
                                + " back. Deploy there with -c accountMemory=3008 -c accountConcurrency=10, or ask for"
                                + " more under Service Quotas (AWS Lambda).")
                                    .formatted(memory, settings.account().concurrency()));
        }
    }
}
