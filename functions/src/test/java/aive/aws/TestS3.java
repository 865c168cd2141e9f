package aive.aws;

import com.adobe.testing.s3mock.S3MockApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// An S3 in this process, started when it is needed first and gone with it.
public final class TestS3 {

    private static final StaticCredentialsProvider NOBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "secret"));
    private static final Path ROOT = folder();

    /// On an address, not a name: buckets are no part of the host then.
    private static final URI ENDPOINT = URI.create("http://127.0.0.1:" + httpPort(start()));

    public static final S3Client CLIENT = S3Client.builder()
            .endpointOverride(ENDPOINT)
            .region(Region.US_EAST_1)
            .credentialsProvider(NOBODY)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    private TestS3() {}

    public static S3Presigner presigner() {
        return S3Presigner.builder()
                .endpointOverride(ENDPOINT)
                .region(Region.US_EAST_1)
                .credentialsProvider(NOBODY)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    /// For a process of its own: the variable `AWS_ENDPOINT_URL`.
    public static String endpoint() {
        return ENDPOINT.toString();
    }

    /// A new bucket, empty.
    public static String bucket(String name) {
        String bucket = name + "-" + Long.toString(System.nanoTime(), 36);
        var _ = CLIENT.createBucket(request -> request.bucket(bucket));
        return bucket;
    }

    /// Where the buckets' objects lie as files.
    public static Path root() {
        return ROOT;
    }

    private static S3MockApplication start() {
        // It changes the map.
        return S3MockApplication.start(new HashMap<>(Map.of(
                S3MockApplication.PROP_HTTP_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_HTTPS_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_SILENT,
                true,
                "com.adobe.testing.s3mock.store.root",
                ROOT.toString())));
    }

    /// Its other port wants a certificate that nobody trusts.
    @SuppressWarnings("deprecation")
    private static int httpPort(S3MockApplication application) {
        return application.getHttpPort();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("s3");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
