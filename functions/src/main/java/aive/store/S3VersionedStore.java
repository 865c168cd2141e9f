package aive.store;

import aive.error.ConfigurationError;
import aive.error.StorageUnavailable;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Versioned documents in a bucket, with S3's conditional writes.
public final class S3VersionedStore implements VersionedStore {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;
    private final String bucket;

    public S3VersionedStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public Optional<Version> read(String key) {
        try {
            ResponseBytes<GetObjectResponse> object =
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
            return Optional.of(
                    new Version(object.asUtf8String(), object.response().eTag()));
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failure("read", key, e);
        }
    }

    @Override
    public boolean write(String key, Optional<Version> previous, String text) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(bucket).key(key).contentType("application/json");
        previous.ifPresentOrElse(version -> request.ifMatch(version.tag()), () -> request.ifNoneMatch("*"));
        try {
            s3.putObject(request.build(), RequestBody.fromString(text));
            return true;
        } catch (S3Exception e) {
            if (isOvertaken(e)) {
                return false;
            }
            throw failure("write", key, e);
        } catch (SdkException e) {
            throw failure("write", key, e);
        }
    }

    /// Whether the document changed, is being changed, or was deleted since it was read.
    private static boolean isOvertaken(S3Exception e) {
        return e.statusCode() == PRECONDITION_FAILED
                || e.statusCode() == CONFLICT
                || (e.awsErrorDetails() != null
                        && "NoSuchKey".equals(e.awsErrorDetails().errorCode()));
    }

    private RuntimeException failure(String verb, String key, SdkException cause) {
        String message = "cannot %s s3://%s/%s: %s".formatted(verb, bucket, key, cause.getMessage());
        boolean ours = cause instanceof S3Exception s3Exception
                && (s3Exception.statusCode() == FORBIDDEN || s3Exception.statusCode() == NOT_FOUND);
        return ours ? new ConfigurationError("", message, cause) : new StorageUnavailable("", message, cause);
    }
}
