package aive.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import aive.error.ConfigurationError;
import aive.error.DeadlineExceeded;
import aive.error.OutOfSpace;
import aive.error.RenderError;
import aive.error.StorageUnavailable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// What becomes of S3's failures, which no test can make a real one have.
class S3StoreFailuresTest {

    private static final byte[] CONTENT = {1, 2, 3};

    /// Only requests as objects are asked for; those written as lambdas are the interface's own way to them.
    private final S3Client s3 = mock(
            S3Client.class,
            call -> call.getMethod().isDefault() && takesConsumer(call.getArguments())
                    ? call.callRealMethod()
                    : Mockito.RETURNS_DEFAULTS.answer(call));

    private final Store store = new S3Store(
            s3,
            () -> {
                throw new AssertionError("no link is asked for");
            },
            "work",
            "videos",
            Optional.empty(),
            new S3Transfers(5 << 20, 2, 2));

    @TempDir
    private Path folder;

    private static boolean takesConsumer(Object[] arguments) {
        return arguments.length > 0 && arguments[0] instanceof Consumer;
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        answer(403, "AccessDenied"),
                        ConfigurationError.class,
                        "s3://work/chunks/1 cannot be %s: access denied (AccessDenied); the role needs %s on the"
                                + " bucket work"),
                Arguments.of(
                        answer(404, "NoSuchBucket"),
                        ConfigurationError.class,
                        "s3://work/chunks/1 cannot be %s: there is no bucket work"),
                Arguments.of(
                        answer(301, "PermanentRedirect"),
                        ConfigurationError.class,
                        "s3://work/chunks/1 cannot be %s: the bucket work is in another region"),
                Arguments.of(
                        answer(400, "ExpiredToken"),
                        ConfigurationError.class,
                        "s3://work/chunks/1 cannot be %s: S3 does not accept the credentials (ExpiredToken)"),
                Arguments.of(
                        SdkClientException.create("Unable to load credentials from any of the providers in the chain"),
                        ConfigurationError.class,
                        "s3://work/chunks/1 cannot be %s: there are no AWS credentials"),
                Arguments.of(
                        answer(503, "SlowDown"),
                        StorageUnavailable.class,
                        "s3://work/chunks/1 cannot be %s: S3 answers 503 (SlowDown)"),
                Arguments.of(
                        answer(500, "InternalError"),
                        StorageUnavailable.class,
                        "s3://work/chunks/1 cannot be %s: S3 answers 500 (InternalError)"),
                Arguments.of(
                        SdkClientException.create(
                                "Unable to execute HTTP request", new SocketTimeoutException("Read timed out")),
                        StorageUnavailable.class,
                        "s3://work/chunks/1 cannot be %s: SocketTimeoutException (Read timed out)"),
                Arguments.of(
                        SdkClientException.create("Data read has a different checksum than expected."),
                        StorageUnavailable.class,
                        "s3://work/chunks/1 cannot be %s: Data read has a different checksum than expected."),
                Arguments.of(
                        NonRetryableException.create(
                                "the disk cannot be written", new IOException("No space left on device")),
                        OutOfSpace.class,
                        "s3://work/chunks/1 cannot be %s: there is no room left on the disk"),
                Arguments.of(
                        ApiCallTimeoutException.create(1_000),
                        DeadlineExceeded.class,
                        "s3://work/chunks/1 cannot be %s in the time that is left"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureBecomesTheErrorThatSaysWhatToDo(
            SdkException failure, Class<? extends RenderError> type, String message) throws IOException {
        // given
        when(s3.headObject(any(HeadObjectRequest.class))).thenThrow(failure);
        when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class))).thenThrow(failure);
        when(s3.getObject(any(GetObjectRequest.class), Mockito.<ResponseTransformer<GetObjectResponse, Object>>any()))
                .thenThrow(failure);
        Path file = Files.write(folder.resolve("file"), CONTENT);
        String read = message.formatted("read", "s3:GetObject");
        String written = message.formatted("written", "s3:PutObject");
        // then
        assertEquals(read, assertThrows(type, () -> store.read("chunks/1")).getMessage());
        assertEquals(
                read, assertThrows(type, () -> store.read("chunks/1", 0, 1)).getMessage());
        assertEquals(
                read, assertThrows(type, () -> store.file("chunks/1", folder)).getMessage());
        assertEquals(read, assertThrows(type, () -> store.has("chunks/1")).getMessage());
        assertEquals(
                read,
                assertThrows(type, () -> store.having(List.of("chunks/1", "chunks/1")))
                        .getMessage());
        assertEquals(
                read,
                assertThrows(type, () -> store.writeOnce("chunks/1", file)).getMessage());
        assertEquals(
                written,
                assertThrows(type, () -> store.write("chunks/1", CONTENT)).getMessage());
    }

    @Test
    void whenTheThreadIsInterrupted_thenItStaysSo() {
        when(s3.headObject(any(HeadObjectRequest.class))).thenThrow(AbortedException.create("Thread was interrupted"));
        assertThrows(DeadlineExceeded.class, () -> store.has("chunks/1"));
        assertTrue(Thread.interrupted());
    }

    @Test
    void givenSomebodyWasFaster_thenWhatHeWroteIsLookedAt() throws IOException {
        // given: nothing, then an object that is whole
        Path file = Files.write(folder.resolve("file"), CONTENT);
        String checksum = Crc32Checksum.of(file);
        when(s3.headObject(any(HeadObjectRequest.class)))
                .thenThrow(missing())
                .thenReturn(object("\"his\"", checksum, checksum));
        when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class)))
                .thenThrow(answer(412, "PreconditionFailed"));
        // when
        store.writeOnce("chunks/1", file);
        // then
        ArgumentCaptor<PutObjectRequest> put = ArgumentCaptor.forClass(PutObjectRequest.class);
        verify(s3, times(1)).putObject(put.capture(), any(RequestBody.class));
        assertEquals("*", put.getValue().ifNoneMatch());
        assertEquals(checksum, put.getValue().checksumCRC32());
    }

    @Test
    void aDamagedProductIsReplacedOnlyWhileItIsTheOneThatWasSeen() throws IOException {
        // given: a damaged object, which somebody else damages in another way before it is replaced
        Path file = Files.write(folder.resolve("file"), CONTENT);
        String checksum = Crc32Checksum.of(file);
        when(s3.headObject(any(HeadObjectRequest.class)))
                .thenReturn(object("\"bad\"", checksum, "AAAAAA=="))
                .thenReturn(object("\"worse\"", checksum, "AAAAAB=="));
        when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class)))
                .thenThrow(answer(412, "PreconditionFailed"))
                .thenReturn(PutObjectResponse.builder().build());
        // when
        store.writeOnce("chunks/1", file);
        // then
        ArgumentCaptor<PutObjectRequest> put = ArgumentCaptor.forClass(PutObjectRequest.class);
        verify(s3, times(2)).putObject(put.capture(), any(RequestBody.class));
        assertEquals(
                List.of("\"bad\"", "\"worse\""),
                put.getAllValues().stream().map(PutObjectRequest::ifMatch).toList());
    }

    @Test
    void givenAlwaysSomebodyElseIsFaster_thenItEnds() throws IOException {
        Path file = Files.write(folder.resolve("file"), CONTENT);
        when(s3.headObject(any(HeadObjectRequest.class))).thenThrow(missing());
        when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class)))
                .thenThrow(answer(409, "ConditionalRequestConflict"));
        assertThrows(StorageUnavailable.class, () -> store.writeOnce("chunks/1", file));
    }

    @Test
    void givenTheLastTryMeetsSomebodyWhoSucceeds_thenThatIsEnough() throws IOException {
        // given
        Path file = Files.write(folder.resolve("file"), CONTENT);
        String checksum = Crc32Checksum.of(file);
        when(s3.headObject(any(HeadObjectRequest.class)))
                .thenThrow(missing(), missing(), missing(), missing())
                .thenReturn(object("\"his\"", checksum, checksum));
        when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class)))
                .thenThrow(answer(409, "ConditionalRequestConflict"));
        long start = System.nanoTime();
        // when
        store.writeOnce("chunks/1", file);
        // then: it was not asked again at once
        verify(s3, times(4)).putObject(any(PutObjectRequest.class), any(RequestBody.class));
        assertTrue(System.nanoTime() - start >= 750_000_000L);
    }

    @Test
    void whenItIsInterruptedBetweenTwoTries_thenItEnds() throws IOException {
        // given
        Path file = Files.write(folder.resolve("file"), CONTENT);
        when(s3.headObject(any(HeadObjectRequest.class))).thenThrow(missing());
        when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class))).thenAnswer(_ -> {
            Thread.currentThread().interrupt();
            throw answer(409, "ConditionalRequestConflict");
        });
        // then
        assertThrows(DeadlineExceeded.class, () -> store.writeOnce("chunks/1", file));
        assertTrue(Thread.interrupted());
        verify(s3, times(1)).putObject(any(PutObjectRequest.class), any(RequestBody.class));
    }

    @Test
    void givenAPartThatCannotBeSent_thenTheUploadIsAborted() throws IOException {
        // given
        when(s3.uploadPart(any(UploadPartRequest.class), any(RequestBody.class)))
                .thenReturn(UploadPartResponse.builder().eTag("\"1\"").build())
                .thenThrow(answer(503, "SlowDown"));
        // then
        assertInstanceOf(StorageUnavailable.class, failedUpload());
    }

    @Test
    void givenAnUploadThatCannotBeCompleted_thenItIsAborted() throws IOException {
        // given
        when(s3.uploadPart(any(UploadPartRequest.class), any(RequestBody.class)))
                .thenReturn(UploadPartResponse.builder().eTag("\"1\"").build());
        when(s3.completeMultipartUpload(any(CompleteMultipartUploadRequest.class)))
                .thenThrow(answer(403, "AccessDenied"));
        // then
        assertInstanceOf(ConfigurationError.class, failedUpload());
    }

    /// Sends a file of two parts; aborting fails too, which must not hide why.
    private RenderError failedUpload() throws IOException {
        when(s3.headObject(any(HeadObjectRequest.class))).thenThrow(missing());
        when(s3.createMultipartUpload(any(CreateMultipartUploadRequest.class)))
                .thenReturn(CreateMultipartUploadResponse.builder()
                        .uploadId("upload")
                        .build());
        when(s3.abortMultipartUpload(any(AbortMultipartUploadRequest.class))).thenThrow(answer(500, "InternalError"));
        Path file = Files.write(folder.resolve("file"), new byte[(5 << 20) + 1]);
        RenderError error = assertThrows(RenderError.class, () -> store.writeOnce("chunks/1", file));
        verify(s3)
                .abortMultipartUpload(AbortMultipartUploadRequest.builder()
                        .bucket("work")
                        .key("chunks/1")
                        .uploadId("upload")
                        .build());
        return error;
    }

    private static HeadObjectResponse object(String etag, String meant, String checksum) {
        return HeadObjectResponse.builder()
                .eTag(etag)
                .metadata(Map.of("crc32", meant, "key", "chunks/1"))
                .checksumCRC32(checksum)
                .contentLength(3L)
                .build();
    }

    /// A HEAD's answer has no body, and so no code.
    private static SdkException missing() {
        return NoSuchKeyException.builder().statusCode(404).build();
    }

    private static SdkException answer(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
