package aive.cloud;

import aive.execution.AwsErrors;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// The AWS credentials and region of the environment.
public final class Credentials {

    private static final int SHOWN = 4;

    private Credentials() {}

    /// Describes the credentials: the end of the access key id, and the provider.
    ///
    /// @throws aive.error.ConfigurationError if there are no credentials, or they cannot be loaded; the message gives
    ///     the remedy
    public static String describe() {
        try (DefaultCredentialsProvider provider =
                DefaultCredentialsProvider.builder().build()) {
            AwsCredentials credentials = provider.resolveCredentials();
            String id = credentials.accessKeyId();
            return "access key …%s%s"
                    .formatted(
                            id.substring(Math.max(0, id.length() - SHOWN)),
                            credentials.providerName().map(" (%s)"::formatted).orElse(""));
        } catch (SdkException e) {
            throw AwsErrors.of(e, "use AWS");
        }
    }

    /// The region of the environment; empty if none is set.
    public static Optional<String> region() {
        try {
            return Optional.of(
                    DefaultAwsRegionProviderChain.builder().build().getRegion().id());
        } catch (SdkException _) {
            return Optional.empty();
        }
    }
}
