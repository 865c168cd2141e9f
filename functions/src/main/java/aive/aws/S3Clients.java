package aive.aws;

import aive.error.ConfigurationError;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Makes the clients of S3. Region, credentials, and endpoint are where the SDK looks for them: in Lambda, the
/// function's environment.
public final class S3Clients {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    /// Without a single byte. S3 answers within milliseconds, or not at all.
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private static final int TRIES = 5;

    private S3Clients() {}

    /// A client on the JDK's own HTTP, safe for several threads, that asks again where that may help.
    ///
    /// @throws ConfigurationError if no region is set
    public static S3Client client() {
        return configured(() -> S3Client.builder()
                // Named, so that the SDK does not look for one on the class path.
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
                .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(TRIES).build()))
                // A backend's own bucket may lie in another region than the stack.
                .crossRegionAccessEnabled(true)
                .build());
    }

    /// Signs addresses with the same credentials; talks to nobody.
    ///
    /// @throws ConfigurationError if no region is set
    public static S3Presigner presigner() {
        return configured(S3Presigner::create);
    }

    private static <T> T configured(Supplier<T> client) {
        try {
            return client.get();
        } catch (SdkClientException e) {
            throw new ConfigurationError("", "the client of S3 cannot be made: " + e.getMessage(), e);
        }
    }
}
