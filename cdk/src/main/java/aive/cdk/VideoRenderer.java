package aive.cdk;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.constructs.Construct;

/// The whole renderer, for any stack: buckets, functions, state machine, notifications, monitoring.
///
/// Several renderers can exist in one account and region if each has its own stage: the stage is part of every name
/// that must be unique.
public final class VideoRenderer extends Construct {

    /// Feature flags of the CDK that the renderer needs, whatever the app says. Without the second one, a changed
    /// FFmpeg layer would not publish new versions of the functions.
    private static final List<String> FLAGS = List.of(
            "@aws-cdk/aws-iam:minimizePolicies",
            "@aws-cdk/aws-lambda:recognizeLayerVersion",
            "@aws-cdk/aws-lambda:recognizeVersionProps");

    private final RenderBuckets buckets;
    private final RenderMachine machine;
    private final Notifications notifications;
    private final Optional<VideoDistribution> distribution;
    private final Optional<RequestQueue> requests;

    public VideoRenderer(Construct scope, String id, VideoRendererProps props) {
        super(scope, id);
        FLAGS.forEach(flag -> getNode().setContext(flag, true));
        StackSettings settings = props.settings();
        this.buckets = new RenderBuckets(this, props);
        this.distribution = settings.videos().cloudFront()
                ? Optional.of(new VideoDistribution(this, settings, buckets.videos()))
                : Optional.empty();
        RenderFunctions functions = new RenderFunctions(
                this,
                settings,
                FunctionCode.of(this, settings, props.sources()),
                buckets,
                distribution.map(VideoDistribution::url));
        this.machine = new RenderMachine(this, settings, props.sources().definition(), functions, buckets);
        this.notifications = new Notifications(this, settings, functions, machine, buckets);
        this.requests = settings.queue() ? Optional.of(new RequestQueue(this, settings, machine)) : Optional.empty();
        new Monitoring(
                this, settings, machine, notifications, functions.logGroups(), requests.map(RequestQueue::refused));
    }

    /// Each execution of this renders a video.
    public IStateMachine stateMachine() {
        return machine.machine();
    }

    /// Holds everything that renders need on the way, and uploads under `uploads/`. Emptied and deleted with the stack.
    public IBucket workBucket() {
        return buckets.work();
    }

    /// Holds the videos, under `videos/`. Kept when the stack is deleted.
    public IBucket videosBucket() {
        return buckets.videos();
    }

    /// Tells people how executions end, and what is wrong.
    public ITopic topic() {
        return notifications.topic();
    }

    /// The secret that signs callbacks.
    public ISecret callbackSecret() {
        return notifications.secret();
    }

    /// The name of [#callbackSecret], without the characters that Secrets Manager appends.
    public String callbackSecretName() {
        return notifications.secretName();
    }

    /// The base of permanent video URLs, with CloudFront.
    public Optional<String> videosUrl() {
        return distribution.map(VideoDistribution::url);
    }

    /// The queue whose messages start executions, if the renderer has one.
    public Optional<IQueue> queue() {
        return requests.map(RequestQueue::queue);
    }

    /// Allows starting executions. A project of more than 250,000 bytes also needs [#grantUpload].
    public Grant grantStart(IGrantable grantee) {
        return grant(grantee, List.of("states:StartExecution"), machine.machine().getStateMachineArn());
    }

    /// Allows asking for the state and the result of executions, and stopping them.
    public Grant grantDescribeAndCancel(IGrantable grantee) {
        return grant(grantee, List.of("states:DescribeExecution", "states:StopExecution"), machine.executions());
    }

    /// Allows uploading media and large projects to `uploads/` of the work bucket.
    public Grant grantUpload(IGrantable grantee) {
        return grant(
                grantee,
                List.of("s3:PutObject", "s3:AbortMultipartUpload"),
                buckets.work().arnForObjects("uploads/*"));
    }

    /// Allows reading finished videos, and therefore signing URLs of them.
    public Grant grantReadVideos(IGrantable grantee) {
        return grant(grantee, List.of("s3:GetObject"), buckets.videos().arnForObjects("videos/*"));
    }

    /// Allows reading the secret with which a receiver checks callbacks.
    public Grant grantReadCallbackSecret(IGrantable grantee) {
        return grant(
                grantee,
                List.of("secretsmanager:GetSecretValue"),
                notifications.secret().getSecretArn());
    }

    private static Grant grant(IGrantable grantee, List<String> actions, String resource) {
        return Grant.addToPrincipal(GrantOnPrincipalOptions.builder()
                .grantee(grantee)
                .actions(actions)
                .resourceArns(List.of(resource))
                .build());
    }
}
