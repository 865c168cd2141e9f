package aive.cdk;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// One stage of the renderer: where it keeps things, what works, and what tells them when.
///
/// Names that AWS would have to keep apart contain the stage or are made up by CloudFormation, so that stages stand side by side in an account.
public final class RenderStack extends Stack {

    private RenderStack(Construct scope, StackSettings settings, StackSources sources) {
        super(scope, "aive-" + settings.stage(), StackProps.builder()
                .description("AIVE: renders narrated videos in chunks, in parallel (stage %s)".formatted(settings.stage()))
                .build());
        RenderBuckets buckets = new RenderBuckets(this, settings);
        RenderFunctions functions = new RenderFunctions(this, settings, sources.functionsCode(), buckets);
        RenderMachine machine = new RenderMachine(this, settings, sources.definition(), functions, buckets);

        output("StateMachineArn", "Start executions of this", machine.arn());
        output("WorkBucketName", "What renders need on the way; emptied and deleted with the stack", buckets.work().getBucketName());
        output("VideosBucketName", "The videos; kept when the stack is deleted", buckets.videos().getBucketName());
    }

    /// A stack for one stage, under `scope`.
    public static RenderStack in(Construct scope, StackSettings settings, StackSources sources) {
        return new RenderStack(scope, settings, sources);
    }

    private void output(String name, String description, String value) {
        CfnOutput.Builder.create(this, name).description(description).value(value).build();
    }
}
