package aive.lambda;

import aive.error.StorageUnavailable;
import aive.execution.AwsErrors;
import aive.fetch.SourceHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The headers of downloads from a secret of Secrets Manager, read again after some minutes. Safe for several threads.
final class SecretHeaders implements Supplier<SourceHeaders> {

    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Supplier<SecretsManagerClient> secrets;
    private final String name;
    private final InstantSource clock;
    private @Nullable SourceHeaders headers;
    private Instant readAt = Instant.MIN;

    /// @param name of the secret, whose text is the JSON that [SourceHeaders#parse] reads
    SecretHeaders(Supplier<SecretsManagerClient> secrets, String name, InstantSource clock) {
        this.secrets = secrets;
        this.name = name;
        this.clock = clock;
    }

    /// @throws aive.error.ConfigurationError if the secret cannot be read or is not valid
    /// @throws StorageUnavailable if Secrets Manager has never answered
    @Override
    public synchronized SourceHeaders get() {
        SourceHeaders known = headers;
        if (known != null && clock.instant().isBefore(readAt.plus(KEPT))) {
            return known;
        }
        try {
            SourceHeaders read = read();
            headers = read;
            readAt = clock.instant();
            return read;
        } catch (StorageUnavailable e) {
            // Those of some minutes ago are most likely still valid.
            if (known != null) {
                return known;
            }
            throw e;
        }
    }

    private SourceHeaders read() {
        String text = AwsErrors.asking(
                "read the secret " + name,
                () -> Objects.requireNonNullElse(
                        secrets.get().getSecretValue(request -> request.secretId(name)).secretString(), ""));
        return SourceHeaders.parse("the secret " + name, text.getBytes(StandardCharsets.UTF_8));
    }
}
