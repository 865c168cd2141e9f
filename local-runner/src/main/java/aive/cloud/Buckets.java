package aive.cloud;

import aive.error.ConfigurationError;
import aive.error.StorageUnavailable;
import aive.execution.AwsErrors;
import aive.url.S3Uri;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Reads and writes a deployment's buckets for the command line.
///
/// All methods throw [ConfigurationError] if S3 refuses the request or cannot be called, and [StorageUnavailable] if
/// it does not answer.
public final class Buckets implements AutoCloseable {

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;

    private final S3Client s3;
    private final Region region;

    private Buckets(S3Client s3, Region region) {
        this.s3 = s3;
        this.region = region;
    }

    /// Connects to S3 with the credentials of the environment.
    public static Buckets in(String region) {
        Region there = Region.of(region);
        return AwsErrors.asking(
                "use S3",
                () -> new Buckets(
                        S3Client.builder()
                                .region(there)
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                // A source bucket may be in another region than the stack.
                                .crossRegionAccessEnabled(true)
                                .build(),
                        there));
    }

    /// The object's length in bytes, or empty if it does not exist.
    public Optional<Long> size(S3Uri object) {
        return head(object).map(HeadObjectResponse::contentLength);
    }

    /// The object's ETag, or empty if it does not exist.
    public Optional<String> version(S3Uri object) {
        return head(object).map(HeadObjectResponse::eTag);
    }

    private Optional<HeadObjectResponse> head(S3Uri object) {
        return AwsErrors.asking("look at " + object, () -> {
            try {
                return Optional.of(
                        s3.headObject(request -> request.bucket(object.bucket()).key(object.key())));
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /// Uploads an object unless it exists. The key determines the content; an object of another length is replaced.
    ///
    /// @param bytes the length of the file
    /// @throws StorageUnavailable if S3 does not answer, or another program replaces the object at the same time
    void putOnce(S3Uri object, Path file, long bytes) {
        putOnce(object, RequestBody.fromFile(file), bytes);
    }

    /// Uploads JSON text by the same rules as a file.
    void putOnce(S3Uri object, byte[] json) {
        putOnce(object, RequestBody.fromBytes(json), json.length);
    }

    private void putOnce(S3Uri object, RequestBody content, long bytes) {
        if (put(object, content, request -> request.ifNoneMatch("*"))) {
            return;
        }
        Optional<HeadObjectResponse> there = head(object);
        // If it does not exist yet, another program is uploading the same content.
        if (there.isEmpty() || there.get().contentLength() == bytes) {
            return;
        }
        if (!put(object, content, request -> request.ifMatch(there.get().eTag()))) {
            throw new StorageUnavailable(
                    "", "%s is being written by another program; submit again in a moment".formatted(object));
        }
    }

    /// Writes an object if `condition` holds. Returns false if it does not hold, or if another program is writing the
    /// object.
    private boolean put(S3Uri object, RequestBody content, Consumer<PutObjectRequest.Builder> condition) {
        return AwsErrors.asking("write " + object, () -> {
            try {
                var _ = s3.putObject(
                        request ->
                                condition.accept(request.bucket(object.bucket()).key(object.key())),
                        content);
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
                    return false;
                }
                throw e;
            }
        });
    }

    /// The content of a small object, or empty if it does not exist.
    public Optional<byte[]> read(S3Uri object) {
        return AwsErrors.asking("read " + object, () -> {
            try {
                return Optional.of(s3.getObjectAsBytes(
                                request -> request.bucket(object.bucket()).key(object.key()))
                        .asByteArray());
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /// Downloads an object to a file that must not exist.
    ///
    /// @throws ConfigurationError if the object does not exist, or AWS refuses the request permanently
    public void download(S3Uri object, Path file) {
        AwsErrors.asking(
                "read " + object,
                () -> s3.getObject(request -> request.bucket(object.bucket()).key(object.key()), file));
    }

    /// A signed URL of an object. It is valid for `life`, or until the credentials expire.
    public String presign(S3Uri object, Duration life) {
        return AwsErrors.asking("sign the address of " + object, () -> {
            try (S3Presigner presigner =
                    S3Presigner.builder().region(region).s3Client(s3).build()) {
                return presigner
                        .presignGetObject(request -> request.signatureDuration(life)
                                .getObjectRequest(
                                        get -> get.bucket(object.bucket()).key(object.key())))
                        .url()
                        .toString();
            }
        });
    }

    /// Deletes everything in a bucket: objects, older versions, and incomplete uploads.
    ///
    /// @return how many objects and versions were deleted
    public long empty(String bucket) {
        return AwsErrors.asking("empty the bucket " + bucket, () -> {
            long deleted = 0;
            for (ListObjectVersionsResponse page : s3.listObjectVersionsPaginator(request -> request.bucket(bucket))) {
                List<ObjectIdentifier> objects = new ArrayList<>();
                page.versions().forEach(version -> objects.add(identifier(version.key(), version.versionId())));
                page.deleteMarkers().forEach(marker -> objects.add(identifier(marker.key(), marker.versionId())));
                delete(bucket, objects);
                deleted += objects.size();
            }
            for (MultipartUpload upload : s3.listMultipartUploadsPaginator(request -> request.bucket(bucket))
                    .uploads()) {
                s3.abortMultipartUpload(
                        request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
            }
            return deleted;
        });
    }

    private void delete(String bucket, List<ObjectIdentifier> objects) {
        if (objects.isEmpty()) {
            return;
        }
        List<S3Error> errors = s3.deleteObjects(request -> request.bucket(bucket)
                        .delete(delete -> delete.objects(objects).quiet(true)))
                .errors();
        if (!errors.isEmpty()) {
            S3Error first = errors.getFirst();
            throw new ConfigurationError(
                    "",
                    "%d objects of the bucket %s cannot be deleted; the first, %s: %s"
                            .formatted(errors.size(), bucket, first.key(), first.message()));
        }
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    @Override
    public void close() {
        s3.close();
    }
}
