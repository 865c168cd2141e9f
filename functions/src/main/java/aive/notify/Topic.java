package aive.notify;

import aive.execution.AwsErrors;
import aive.json.Json;
import aive.store.VersionedStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/// The SNS topic that announces the end of each execution. Each end is published at least once, rarely twice.
///
/// Duplicates occur if two deliveries of one event are processed at the same time, or if a function is killed after it
/// publishes a message and before it records that. Recording first could lose a message instead.
final class Topic {

    /// The attribute that distinguishes the ends of executions from the alarms, which go to the same topic.
    private static final Map<String, MessageAttributeValue> KIND = Map.of(
            "kind",
            MessageAttributeValue.builder()
                    .dataType("String")
                    .stringValue("render")
                    .build());

    private final Supplier<SnsClient> sns;
    private final Optional<String> arn;
    private final VersionedStore store;

    /// @param arn ARN of the topic; absent if none is configured, in which case nothing is published
    Topic(Supplier<SnsClient> sns, Optional<String> arn, VersionedStore store) {
        this.sns = sns;
        this.arn = arn;
        this.store = store;
    }

    /// What the store records about an execution: when the last end that was published happened.
    record Announced(Instant endedAt) {}

    /// Publishes the end of an execution, unless this end or a later one was published before.
    ///
    /// @param executionArn ARN of the execution that ended
    /// @param endedAt the time of this end; an execution that is redriven ends more than once
    /// @return whether it was published now; false if there is no topic
    /// @throws aive.error.ConfigurationError if access to the topic is denied
    /// @throws aive.error.StorageUnavailable if SNS does not answer
    boolean announce(String executionArn, Instant endedAt, Supplier<TopicMessage> announcement) {
        if (arn.isEmpty()) {
            return false;
        }
        String key = "notices/executions/%s.json".formatted(Json.sha256OfText(executionArn));
        Optional<VersionedStore.Version> previous = store.read(key);
        if (previous.flatMap(Topic::parse)
                .filter(last -> !endedAt.isAfter(last.endedAt()))
                .isPresent()) {
            return false;
        }
        publish(arn.get(), announcement.get());
        // If another function was faster, it published the same.
        return store.write(key, previous, Json.text(new Announced(endedAt)));
    }

    private void publish(String topic, TopicMessage announcement) {
        try {
            sns.get()
                    .publish(request -> request.topicArn(topic)
                            .subject(announcement.subject())
                            .message(announcement.body())
                            .messageAttributes(KIND));
        } catch (SdkException e) {
            throw AwsErrors.of(e, "publish to the topic " + topic);
        }
    }

    /// Parses a record; empty if another version of the program wrote it in an unknown format.
    private static Optional<Announced> parse(VersionedStore.Version version) {
        return Json.readIfKnown(version.text().getBytes(StandardCharsets.UTF_8), Announced.class);
    }
}
