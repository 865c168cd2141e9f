package aive.aws;

import aive.error.ConfigurationError;
import aive.error.DeadlineExceeded;
import aive.error.OutOfSpace;
import aive.error.RenderError;
import aive.error.StorageUnavailable;
import aive.file.FullDisk;
import aive.url.S3Uri;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/// Turns a failed request to S3 into one of our errors, which says whether a retry may help.
///
/// The SDK has already retried the request if a retry could help.
public final class S3Failure {

    private static final int MOVED = 301;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /// Error codes with status 400 that concern the credentials.
    private static final Set<String> BAD_CREDENTIALS =
            Set.of("ExpiredToken", "InvalidToken", "TokenRefreshRequired", "AuthorizationHeaderMalformed");

    private S3Failure() {}

    /// @param pointer the field that names the object; empty for our own objects
    /// @param verb past participle of the operation: `read`, `written`
    /// @param permission that the operation needs: `s3:GetObject`
    public static RenderError of(SdkException thrown, String pointer, String verb, S3Uri object, String permission) {
        String failed = "%s cannot be %s".formatted(object, verb);
        return switch (thrown) {
            case AbortedException _ -> {
                Thread.currentThread().interrupt();
                yield new DeadlineExceeded(pointer, failed + ": the request was interrupted", thrown);
            }
            case ApiCallTimeoutException _ ->
                new DeadlineExceeded(pointer, failed + " in the time that is left", thrown);
            case AwsServiceException answer -> answered(answer, pointer, failed, object, permission);
            default -> unanswered(thrown, pointer, failed);
        };
    }

    /// Whether the object does not exist. A missing bucket does not count.
    public static boolean isMissing(AwsServiceException answer) {
        return answer.statusCode() == NOT_FOUND && !isNoBucket(answer);
    }

    private static boolean isNoBucket(AwsServiceException answer) {
        return answer instanceof NoSuchBucketException || code(answer).equals("NoSuchBucket");
    }

    private static RenderError answered(
            AwsServiceException answer, String pointer, String failed, S3Uri object, String permission) {
        if (isNoBucket(answer)) {
            return new ConfigurationError(
                    pointer, "%s: there is no bucket %s".formatted(failed, object.bucket()), answer);
        }
        if (BAD_CREDENTIALS.contains(code(answer))) {
            return new ConfigurationError(
                    pointer, "%s: S3 does not accept the credentials (%s)".formatted(failed, code(answer)), answer);
        }
        return switch (answer.statusCode()) {
            case FORBIDDEN ->
                new ConfigurationError(
                        pointer,
                        "%s: access denied%s; the role needs %s on the bucket %s"
                                .formatted(failed, inBrackets(code(answer)), permission, object.bucket()),
                        answer);
            case MOVED ->
                new ConfigurationError(
                        pointer, "%s: the bucket %s is in another region".formatted(failed, object.bucket()), answer);
            default ->
                new StorageUnavailable(
                        pointer,
                        "%s: S3 answers %d%s".formatted(failed, answer.statusCode(), inBrackets(code(answer))),
                        answer);
        };
    }

    private static RenderError unanswered(SdkException thrown, String pointer, String failed) {
        String reason = reason(thrown);
        if (FullDisk.says(reason)) {
            return new OutOfSpace(pointer, failed + ": there is no room left on the disk", thrown);
        }
        if (reason.toLowerCase(Locale.ROOT).contains("unable to load credentials")) {
            return new ConfigurationError(pointer, failed + ": there are no AWS credentials", thrown);
        }
        return new StorageUnavailable(pointer, "%s: %s".formatted(failed, reason), thrown);
    }

    /// The message of the innermost I/O error, or the SDK's own.
    private static String reason(SdkException thrown) {
        return Stream.<Throwable>iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(IOException.class::isInstance)
                .reduce((_, innermost) -> innermost)
                .map(S3Failure::inWords)
                .orElseGet(() ->
                        String.valueOf(thrown.getMessage()).lines().findFirst().orElse("the SDK gives no reason"));
    }

    private static String inWords(Throwable cause) {
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")");
    }

    private static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String inBrackets(String code) {
        return code.isEmpty() ? "" : " (" + code + ")";
    }
}
