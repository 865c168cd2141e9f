package aive.notify;

import aive.error.ConfigurationError;
import aive.error.StorageUnavailable;
import aive.execution.AwsErrors;
import aive.lambda.EnvironmentVariables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The secret that signs callbacks: the text that Secrets Manager holds, in UTF-8.
///
/// It is cached for some minutes. A new secret is noticed when the cache expires, or when a server refuses a signature.
final class SigningSecret {

    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Supplier<SecretsManagerClient> secrets;
    private final Optional<String> id;
    private final InstantSource clock;
    private @Nullable Kept kept;

    /// @param id name or ARN of the secret; if absent, signing fails
    SigningSecret(Supplier<SecretsManagerClient> secrets, Optional<String> id, InstantSource clock) {
        this.secrets = secrets;
        this.id = id;
        this.clock = clock;
    }

    private record Kept(String text, Instant since) {}

    /// The cached secret, at most some minutes old; older only while Secrets Manager does not answer.
    ///
    /// @throws ConfigurationError if there is no secret, or access to it is denied
    /// @throws StorageUnavailable if Secrets Manager has never answered
    synchronized byte[] current() {
        Kept present = kept;
        if (present == null) {
            return renewed();
        }
        if (clock.instant().isBefore(present.since().plus(KEPT))) {
            return bytes(present.text());
        }
        try {
            return renewed();
        } catch (StorageUnavailable _) {
            // The cached secret is most likely current; if not, the server refuses the signature, and it is read again.
            return bytes(present.text());
        }
    }

    /// Reads the secret from Secrets Manager again, and caches it.
    synchronized byte[] renewed() {
        String name = id.orElseThrow(() -> new ConfigurationError(
                "",
                "the environment variable %s is not set; it is the name of the secret that signs callbacks"
                        .formatted(EnvironmentVariables.CALLBACK_SECRET)));
        String text = ask(name);
        if (text.isEmpty()) {
            throw new ConfigurationError(
                    "", "the secret %s contains no text; it must be a string to sign callbacks with".formatted(name));
        }
        kept = new Kept(text, clock.instant());
        return bytes(text);
    }

    private String ask(String name) {
        try {
            String text = secrets.get()
                    .getSecretValue(request -> request.secretId(name))
                    .secretString();
            return text == null ? "" : text;
        } catch (SdkException e) {
            throw AwsErrors.of(e, "read the secret " + name);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
