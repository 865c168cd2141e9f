package aive.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import aive.error.ConfigurationError;
import aive.error.StorageUnavailable;
import aive.store.VersionedStore.Version;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3VersionedStoreFailuresTest {

    private final S3Client s3 = mock(S3Client.class);
    private final S3VersionedStore notes = new S3VersionedStore(s3, "work");

    @Test
    void aNoteIsReadWithItsTag() {
        GetObjectResponse response = GetObjectResponse.builder().eTag("\"tag\"").build();
        when(s3.getObjectAsBytes(anyGet()))
                .thenReturn(ResponseBytes.fromByteArray(response, "{}".getBytes(StandardCharsets.UTF_8)));
        assertEquals(Optional.of(new Version("{}", "\"tag\"")), notes.read("a"));
    }

    @Test
    void thereMayBeNone() {
        when(s3.getObjectAsBytes(anyGet()))
                .thenThrow(NoSuchKeyException.builder().statusCode(404).build());
        assertEquals(Optional.empty(), notes.read("a"));
    }

    @Test
    void aNewNoteIsWrittenOnlyWhereThereIsNone() {
        when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class)))
                .thenReturn(PutObjectResponse.builder().build());
        assertTrue(notes.write("a", Optional.empty(), "{}"));
        assertEquals("*", put().ifNoneMatch());
    }

    @Test
    void aChangedNoteIsWrittenOnlyWhereNobodyElseHas() {
        when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class)))
                .thenReturn(PutObjectResponse.builder().build());
        assertTrue(notes.write("a", Optional.of(new Version("{}", "\"tag\"")), "{}"));
        assertEquals("\"tag\"", put().ifMatch());
    }

    @ParameterizedTest
    @CsvSource({"412, PreconditionFailed", "409, ConditionalRequestConflict", "404, NoSuchKey"})
    void whoWasFasterWins(int status, String code) {
        when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class))).thenThrow(refused(status, code));
        assertFalse(notes.write("a", Optional.of(new Version("{}", "\"tag\"")), "{}"));
    }

    @ParameterizedTest
    @CsvSource({"403, AccessDenied", "404, NoSuchBucket"})
    void whatTheDeploymentHasWrongIsSaid(int status, String code) {
        when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class))).thenThrow(refused(status, code));
        ConfigurationError error =
                assertThrows(ConfigurationError.class, () -> notes.write("a", Optional.empty(), "{}"));
        assertTrue(String.valueOf(error.getMessage()).startsWith("cannot write s3://work/a: "), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void whatMayPassIsWorthAnotherTry(int status) {
        when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class))).thenThrow(refused(status, "SlowDown"));
        assertThrows(StorageUnavailable.class, () -> notes.write("a", Optional.empty(), "{}"));
    }

    @Test
    void aBucketThatCannotBeReachedIsWorthAnotherTry() {
        when(s3.getObjectAsBytes(anyGet())).thenThrow(SdkClientException.create("no route"));
        assertThrows(StorageUnavailable.class, () -> notes.read("a"));
    }

    private PutObjectRequest put() {
        ArgumentCaptor<PutObjectRequest> request = ArgumentCaptor.forClass(PutObjectRequest.class);
        verify(s3).putObject(request.capture(), any(RequestBody.class));
        return request.getValue();
    }

    private static Consumer<GetObjectRequest.Builder> anyGet() {
        return any();
    }

    private static S3Exception refused(int status, String code) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("recorded")
                        .build())
                .build();
    }
}
