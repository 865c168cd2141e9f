package aive.aws;

import aive.error.ConfigurationError;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Creates the clients of S3. The SDK finds region, credentials, and endpoint in the environment.
public final class S3Clients {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    /// The longest time without a received byte before a request fails. S3 normally answers within milliseconds.
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private static final int TRIES = 5;

    /// The JVM's property for the time in seconds that it keeps an idle connection, if the server does not say.
    private static final String KEEP_ALIVE = "http.keepAlive.time.server";

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
                        settings -> settings.addExecutionInterceptor(new WithoutExpect())
                                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
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

    /// Sends a request whose answer does not matter, so that the client has loaded its classes and found credentials.
    ///
    /// The JVM closes the connection immediately: in a process that continues from a snapshot, it would be dead.
    public static void rehearse(S3Client s3, String bucket) {
        System.setProperty(KEEP_ALIVE, "0");
        try {
            s3.headObject(request -> request.bucket(bucket).key("projects/rehearsal"));
        } catch (NoSuchKeyException _) {
            // There is no such object, which is an answer too.
        } finally {
            System.clearProperty(KEEP_ALIVE);
        }
    }

    /// Removes `Expect: 100-continue` from uploads.
    ///
    /// The header costs a round trip. Also, if S3 has closed the connection meanwhile, the JVM's HTTP client waits for
    /// the interim answer, and the SDK does not retry the error. Without the header, the SDK retries it.
    private static final class WithoutExpect implements ExecutionInterceptor {

        @Override
        public SdkHttpRequest modifyHttpRequest(
                Context.ModifyHttpRequest context, ExecutionAttributes executionAttributes) {
            return context.httpRequest().toBuilder().removeHeader("Expect").build();
        }
    }

    private static <T> T configured(Supplier<T> client) {
        try {
            return client.get();
        } catch (SdkClientException e) {
            throw new ConfigurationError("", "the S3 client cannot be created: " + e.getMessage(), e);
        }
    }
}
