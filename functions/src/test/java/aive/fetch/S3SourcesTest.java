package aive.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import aive.aws.TestS3;
import aive.error.ConfigurationError;
import aive.error.MediaForbidden;
import aive.error.MediaTooLarge;
import aive.error.MediaUnavailable;
import aive.error.Problem;
import aive.error.RenderError;
import aive.error.StorageUnavailable;
import aive.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3SourcesTest {

    private static final String POINTER = "/project_data/sentences/3/selected_footage/url";
    private static final int LIMIT = 1_000;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final byte[] CONTENT = "footage".getBytes(StandardCharsets.UTF_8);

    private final String bucket = TestS3.bucket("media");
    private final S3Sources sources = new S3Sources(TestS3.CLIENT, Set.of(bucket), Optional.empty(), LIMIT);

    @TempDir
    private Path folder;

    @Test
    void anObjectIsFetchedOnceForEachOfItsVersions() throws IOException {
        // given: a key that has to be escaped in an address
        put("films/ä b+c.mp4", CONTENT);
        URI source = URI.create("s3://%s/films/%%C3%%A4%%20b%%2Bc.mp4".formatted(bucket));
        // when
        Download.Fetched first = assertInstanceOf(Download.Fetched.class, fetch(source, Optional.empty()));
        // then
        assertArrayEquals(CONTENT, Files.readAllBytes(first.file()));
        assertEquals(Json.sha256(CONTENT), first.sha256());
        assertEquals(CONTENT.length, first.bytes());
        assertInstanceOf(Download.NotModified.class, fetch(source, Optional.of(first.validators())));
        // when
        put("films/ä b+c.mp4", new byte[] {1});
        // then
        assertEquals(
                1,
                assertInstanceOf(Download.Fetched.class, fetch(source, Optional.of(first.validators())))
                        .bytes());
    }

    @Test
    void whatCannotBeReadIsSaidInOneSentenceWithItsAddress() {
        put("large.mp4", new byte[LIMIT + 1]);
        put("empty.mp4", new byte[0]);
        String prefix = POINTER + ": s3://" + bucket;
        assertEquals(prefix + "/none.mp4 is not there", failure(MediaUnavailable.class, "none.mp4"));
        assertEquals(prefix + "/empty.mp4 is empty", failure(MediaUnavailable.class, "empty.mp4"));
        assertEquals(
                prefix + "/large.mp4 has 1001 bytes, over the limit of 1000 bytes",
                failure(MediaTooLarge.class, "large.mp4"));
        assertEquals(
                POINTER + ": s3://other/a.mp4 is in a bucket that is not allowed (sourceBuckets of the deployment)",
                assertThrows(MediaForbidden.class, () -> fetch(URI.create("s3://other/a.mp4"), Optional.empty()))
                        .getMessage());
    }

    /// Whoever takes over the FFmpeg that probes files of strangers must not get at videos.
    @Test
    void aFinishedVideoIsNoSource() {
        // given
        put("videos/film.mp4", CONTENT);
        put("footage/film.mp4", CONTENT);
        S3Sources ours = new S3Sources(TestS3.CLIENT, Set.of(bucket), Optional.of(bucket), LIMIT);
        // then
        assertEquals(
                POINTER + ": s3://" + bucket + "/videos/film.mp4 is in the folder of finished videos, which no source"
                        + " may name; copy it to another bucket",
                assertThrows(
                                MediaForbidden.class,
                                () -> ours.fetch(POINTER, at("videos/film.mp4"), Optional.empty(), folder, SOON))
                        .getMessage());
        assertInstanceOf(
                Download.Fetched.class, ours.fetch(POINTER, at("footage/film.mp4"), Optional.empty(), folder, SOON));
        assertArrayEquals(CONTENT, ours.read(POINTER, at("videos/film.mp4"), LIMIT), "a project may lie anywhere");
    }

    private URI at(String key) {
        return URI.create("s3://%s/%s".formatted(bucket, key));
    }

    @Test
    void whenTheObjectIsReplacedWhileItIsRead_thenAnotherTryMayHelp() {
        assertEquals(
                "s3://media/a.mp4 was replaced while it was read",
                answered(
                        StorageUnavailable.class,
                        S3Exception.builder().statusCode(412).build()));
    }

    @Test
    void anArchivedObjectIsNotAMatterOfPermissions() {
        assertEquals(
                "s3://media/a.mp4 is archived; it must be restored first",
                answered(
                        MediaUnavailable.class,
                        InvalidObjectStateException.builder().statusCode(403).build()));
    }

    @Test
    void givenWeMayNotReadAnAllowedBucket_thenItIsAMatterOfConfiguration() {
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorCode("AccessDenied").build();
        assertEquals(
                "s3://media/a.mp4 cannot be read: access denied (AccessDenied); the role needs s3:GetObject on the"
                        + " bucket media",
                answered(
                        ConfigurationError.class,
                        S3Exception.builder()
                                .statusCode(403)
                                .awsErrorDetails(details)
                                .build()));
    }

    @ParameterizedTest
    @CsvSource({"0,5,0", "4,5,4", "5,5,5", "6,5,6", "100,5,6"})
    void aDocumentIsReadToOneByteBehindItsLimit(int bytes, int limit, int expected) {
        byte[] document = new byte[bytes];
        Arrays.fill(document, (byte) 'x');
        put("project.json", document);
        assertEquals(
                expected,
                sources.read("/project_uri", URI.create("s3://%s/project.json".formatted(bucket)), limit).length);
    }

    @Test
    void aDocumentThatIsNotThereIsSaidToBeSo() {
        URI source = URI.create("s3://%s/none.json".formatted(bucket));
        assertEquals(
                "/project_uri: %s is not there".formatted(source),
                assertThrows(MediaUnavailable.class, () -> sources.read("/project_uri", source, 5))
                        .getMessage());
        assertThrows(MediaForbidden.class, () -> sources.read("/project_uri", URI.create("s3://other/none.json"), 5));
    }

    private void put(String key, byte[] content) {
        var _ = TestS3.CLIENT.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    private Download fetch(URI source, Optional<Validators> previous) {
        return sources.fetch(POINTER, source, previous, folder, SOON);
    }

    private String failure(Class<? extends RenderError> type, String key) {
        URI source = URI.create("s3://%s/%s".formatted(bucket, key));
        RenderError error = assertThrows(type, () -> fetch(source, Optional.empty()));
        return String.valueOf(error.getMessage());
    }

    /// The error's sentence where S3 knows the object, and answers so when it is read.
    private String answered(Class<? extends RenderError> type, Throwable answer) {
        S3Client s3 = mock(S3Client.class, CALLS_REAL_METHODS);
        doReturn(HeadObjectResponse.builder().eTag("\"1\"").contentLength(3L).build())
                .when(s3)
                .headObject(any(HeadObjectRequest.class));
        doThrow(answer)
                .when(s3)
                .getObject(any(GetObjectRequest.class), Mockito.<ResponseTransformer<GetObjectResponse, Object>>any());
        S3Sources asked = new S3Sources(s3, Set.of("media"), Optional.empty(), LIMIT);
        RenderError error = assertThrows(
                type, () -> asked.fetch(POINTER, URI.create("s3://media/a.mp4"), Optional.empty(), folder, SOON));
        assertEquals(
                List.of(POINTER),
                error.problems().stream().map(Problem::pointer).toList());
        return error.problems().getFirst().message();
    }
}
