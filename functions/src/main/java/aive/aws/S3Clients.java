package aive.aws;

import aive.error.ConfigurationError;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Creates the clients of S3. The SDK finds region, credentials, and endpoint in the environment.
public final class S3Clients {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    /// The longest time without a received byte before a request fails. S3 normally answers within milliseconds.
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private static final int TRIES = 5;

    private S3Clients() {}

    /// A client that retries failed requests. Safe for several threads.
    ///
    /// @throws ConfigurationError if no region is set
    public static S3Client client() {
        return configured(() -> S3Client.builder()
                // Set explicitly, so that the SDK does not search the class path.
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .overrideConfiguration(
                        settings -> settings.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(TRIES)
                                .build()))
                // A source bucket may be in another region than the stack.
                .crossRegionAccessEnabled(true)
                .build());
    }

    /// A presigner that signs URLs with the same credentials as [#client], without a request to S3.
    ///
    /// @throws ConfigurationError if no region is set
    public static S3Presigner presigner() {
        return configured(S3Presigner::create);
    }

    private static <T> T configured(Supplier<T> client) {
        try {
            return client.get();
        } catch (SdkClientException e) {
            throw new ConfigurationError("", "the S3 client cannot be created: " + e.getMessage(), e);
        }
    }
}
