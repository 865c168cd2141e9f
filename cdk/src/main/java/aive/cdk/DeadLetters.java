package aive.cdk;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// Creates dead-letter queues. An alarm reports messages in them.
final class DeadLetters {

    private DeadLetters() {}

    static Queue queue(Construct scope, String id) {
        Queue queue = Queue.Builder.create(scope, id)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                // The maximum: time to find the cause, correct it, and send the messages again.
                .retentionPeriod(Duration.days(14))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        NagReasons.forDeadLetters(queue);
        return queue;
    }
}
