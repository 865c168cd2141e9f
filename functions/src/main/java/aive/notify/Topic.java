package aive.notify;

import aive.execution.AwsErrors;
import aive.json.Json;
import aive.store.VersionedStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/// The SNS topic whose subscribers hear how executions end: at least once each, and seldom twice. That happens where two
/// deliveries of the same event meet, or a call dies between publishing and noting it down; noting it down first, they might never hear.
final class Topic {

    private final Supplier<SnsClient> sns;
    private final Optional<String> arn;
    private final VersionedStore store;

    /// @param arn absent where there is no topic, and nobody is told
    Topic(Supplier<SnsClient> sns, Optional<String> arn, VersionedStore store) {
        this.sns = sns;
        this.arn = arn;
        this.store = store;
    }

    /// What was announced of an execution last.
    record Announced(Instant endedAt) {}

    /// @param executionArn which execution ended
    /// @param endedAt when: one that is redriven ends more than once
    /// @throws aive.error.ConfigurationError if the topic must not be used
    /// @throws aive.error.StorageUnavailable if SNS does not answer
    void announce(String executionArn, Instant endedAt, Supplier<TopicMessage> announcement) {
        if (arn.isEmpty()) {
            return;
        }
        String key = "notices/executions/%s.json".formatted(Json.sha256OfText(executionArn));
        Optional<VersionedStore.Version> previous = store.read(key);
        if (previous.flatMap(Topic::parse).filter(last -> !endedAt.isAfter(last.endedAt())).isPresent()) {
            return;
        }
        publish(arn.get(), announcement.get());
        // Who was faster has announced the same.
        var _ = store.write(key, previous, Json.text(new Announced(endedAt)));
    }

    private void publish(String topic, TopicMessage announcement) {
        try {
            sns.get().publish(request -> request.topicArn(topic).subject(announcement.subject()).message(announcement.body()));
        } catch (SdkException e) {
            throw AwsErrors.of(e, "publish to the topic " + topic);
        }
    }

    /// Empty where another version of ours wrote it.
    private static Optional<Announced> parse(VersionedStore.Version version) {
        return Json.readIfKnown(version.text().getBytes(StandardCharsets.UTF_8), Announced.class);
    }
}
