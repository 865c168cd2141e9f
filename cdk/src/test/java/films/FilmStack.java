package films;

// region: stack
import aive.cdk.RenderFunction;
import aive.cdk.StackSources;
import aive.cdk.VideoRenderer;
import aive.cdk.VideoRendererProps;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/// The team's own stack: a bucket with footage, a renderer that reads it, and a function that starts renders.
public final class FilmStack extends Stack {

    public FilmStack(Construct scope, String id, StackSources sources) {
        super(scope, id);
        Bucket footage = Bucket.Builder.create(this, "Footage").enforceSsl(true).build();
        VideoRenderer renderer = new VideoRenderer(
                this,
                "Renderer",
                VideoRendererProps.builder(sources)
                        .stage("films")
                        .sourceBuckets(footage)
                        .memory(RenderFunction.RENDER_CHUNK, 5_307)
                        .renderConcurrency(40)
                        .videoExpireDays(90)
                        .build());
        Function starter = Function.Builder.create(this, "Starter")
                .runtime(Runtime.PYTHON_3_13)
                .handler("index.handler")
                .code(Code.fromInline(
                        """
                        import json, os, boto3

                        def handler(event, context):
                            return boto3.client("stepfunctions").start_execution(
                                stateMachineArn=os.environ["STATE_MACHINE_ARN"],
                                name=event["job_id"],
                                input=json.dumps(event["project"]))["executionArn"]
                        """))
                .environment(Map.of("STATE_MACHINE_ARN", renderer.stateMachine().getStateMachineArn()))
                .timeout(Duration.seconds(30))
                .build();
        renderer.grantStart(starter);
    }
}
// endregion
