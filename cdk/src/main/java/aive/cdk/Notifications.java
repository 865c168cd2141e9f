package aive.cdk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Version;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// The notification function, with its signing secret, topic, and queues.
///
/// EventBridge calls the function; the state machine does not. The function therefore sees aborted and timed-out
/// executions too, and a failure of the function cannot fail a render.
final class Notifications {

    private static final Duration OLDEST = Duration.hours(6);

    /// After the function's own retries, Lambda's two, and EventBridge's, an event waits in a queue. The function
    /// receives it from there this often, about once a pause, before it goes to the dead-letter queue.
    private static final int DELAYED_TRIES = 24;

    /// How often the function looks for executions that take too long.
    static final Duration CHECK = Duration.minutes(15);

    /// SQS's longest delay of a new message.
    private static final Duration PAUSE = Duration.minutes(15);

    private final Topic topic;
    private final String secretName;
    private final Secret secret;
    private final Queue undelivered;
    private final Queue delayed;
    private final Function notify;

    /// The version that receives events: SnapStart works for published versions only.
    private final Version live;

    Notifications(
            Construct scope,
            StackSettings settings,
            RenderFunctions functions,
            RenderMachine machine,
            RenderBuckets buckets) {
        this.topic = topic(scope, settings);
        this.secretName = "aive-%s/callback".formatted(settings.stage());
        this.secret = Secret.Builder.create(scope, "CallbackSecret")
                // A fixed name for the backend. CloudFormation deletes it without a recovery window, so a later stack
                // may reuse it.
                .secretName(secretName)
                .description("Signs the calls of the backend (stage %s): X-Aive-Signature".formatted(settings.stage()))
                .generateSecretString(SecretStringGenerator.builder()
                        .passwordLength(64)
                        .excludePunctuation(true)
                        .build())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        NagReasons.forSecret(secret);
        this.undelivered = DeadLetters.queue(scope, "UndeliveredNotifications");
        this.delayed = Queue.Builder.create(scope, "DelayedNotifications")
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14))
                .deliveryDelay(PAUSE)
                // A message of a failed call is received again when this time is over.
                .visibilityTimeout(PAUSE)
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(undelivered)
                        .maxReceiveCount(DELAYED_TRIES)
                        .build())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        this.notify = functions
                .build(
                        RenderFunction.NOTIFY,
                        Map.of(
                                FunctionVariables.CALLBACK_SECRET,
                                secretName,
                                FunctionVariables.TOPIC_ARN,
                                topic.getTopicArn()),
                        permissions(scope, machine))
                .deadLetterQueue(delayed)
                .build();
        notify.getNode().addDependency(secret);
        this.live = notify.getCurrentVersion();
        live.configureAsyncInvoke(EventInvokeConfigOptions.builder()
                .retryAttempts(2)
                .maxEventAge(OLDEST)
                .build());
        // One message a call: a failed call returns all of its messages to the queue.
        CfnEventSourceMapping.Builder.create(scope, "DelayedNotificationsMapping")
                .eventSourceArn(delayed.getQueueArn())
                .functionName(live.getFunctionArn())
                .batchSize(1)
                .build();
        delayed.grantConsumeMessages(notify);
        rule(
                scope,
                "ExecutionStatusChanged",
                "Executions of this stage that began or ended",
                EventPattern.builder()
                        .source(List.of("aws.states"))
                        .detailType(List.of("Step Functions Execution Status Change"))
                        .detail(Map.of(
                                "stateMachineArn", List.of(machine.machine().getStateMachineArn())))
                        .build());
        rule(
                scope,
                "ProgressMade",
                "About every twentieth of a render's chunks",
                EventPattern.builder()
                        .source(List.of("aws.s3"))
                        .detailType(List.of("Object Created"))
                        .detail(new TreeMap<>(Map.of(
                                "bucket", Map.of("name", List.of(buckets.work().getBucketName())),
                                "object", Map.of("key", Match.wildcard("projects/*/progress/*")))))
                        .build());
        // Step Functions measures only executions that have ended.
        Rule.Builder.create(scope, "CheckDue")
                .description("Measures how long executions have been running")
                .schedule(Schedule.rate(CHECK))
                .targets(List.of(LambdaFunction.Builder.create(live)
                        .event(RuleTargetInput.fromObject(new TreeMap<>(Map.of(
                                "detail-type", "AIVE Check Due",
                                "detail", Map.of("stateMachineArn", machine.machine().getStateMachineArn())))))
                        .maxEventAge(CHECK)
                        .retryAttempts(0)
                        .build()))
                .build();
    }

    Topic topic() {
        return topic;
    }

    /// The name of the secret that signs callbacks.
    String secretName() {
        return secretName;
    }

    Secret secret() {
        return secret;
    }

    /// The dead-letter queue, with the events of failed notifications.
    Queue undelivered() {
        return undelivered;
    }

    Function function() {
        return notify;
    }

    private static Topic topic(Construct scope, StackSettings settings) {
        Topic topic = Topic.Builder.create(scope, "RenderTopic")
                .displayName("AIVE renders, stage %s".formatted(settings.stage()))
                .enforceSsl(true)
                .build();
        // The TLS policy replaces the default topic policy, which would allow alarms of this account.
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AlarmsOfThisAccount")
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build());
        settings.alarmEmail().ifPresent(address -> topic.addSubscription(new EmailSubscription(address)));
        return topic;
    }

    /// Allows the function to read the secret, to publish to the topic, and to read executions and Map Runs.
    ///
    /// The function reads executions and Map Runs to find the error sentence and the cause of a failed Map.
    private List<PolicyStatement> permissions(Construct scope, RenderMachine machine) {
        return List.of(
                Permissions.readSecret(scope, secretName),
                Permissions.allow(List.of("sns:Publish"), List.of(topic.getTopicArn())),
                Permissions.allow(
                        List.of("states:DescribeExecution", "states:GetExecutionHistory"),
                        List.of(machine.executions(), machine.children())),
                Permissions.allow(List.of("states:ListMapRuns"), List.of(machine.executions())),
                // The request names the Map Run; AWS does not document whether the state machine must be allowed too.
                Permissions.allow(
                        List.of("states:ListExecutions"),
                        List.of(machine.machine().getStateMachineArn(), machine.mapRuns())),
                Permissions.allow(List.of("states:DescribeMapRun"), List.of(machine.mapRuns())));
    }

    private void rule(Construct scope, String id, String description, EventPattern pattern) {
        Rule.Builder.create(scope, id)
                .description(description)
                .eventPattern(pattern)
                .targets(List.of(LambdaFunction.Builder.create(live)
                        .deadLetterQueue(delayed)
                        .maxEventAge(OLDEST)
                        .retryAttempts(20)
                        .build()))
                .build();
    }
}
