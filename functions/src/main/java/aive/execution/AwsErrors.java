package aive.execution;

import aive.error.ConfigurationError;
import aive.error.RenderError;
import aive.error.StorageUnavailable;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Turns exceptions of the AWS SDK into our errors, with the remedy.
public final class AwsErrors {

    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /// Error codes for credentials that AWS does not accept.
    private static final Set<String> CREDENTIALS_REFUSED = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidAccessKeyId",
            "InvalidToken",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "AuthFailure",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "IncompleteSignature",
            "IncompleteSignatureException");

    /// The suffix that some services append to their error codes.
    private static final Pattern EXCEPTION = Pattern.compile("Exception$");

    private static final Pattern PROFILE = Pattern.compile(
            "ProfileCredentialsProvider\\(profileName=(?<name>[^,]+), .*\\): (?<reason>.*?)(?:: ProfileFile\\(.*)?,"
                    + " ContainerCredentialsProvider\\(\\): ");

    private AwsErrors() {}

    /// Returns the response to a request.
    ///
    /// @param doing what the request does; the error message puts it after "cannot": `describe the execution arn:…`
    /// @throws ConfigurationError if AWS refuses the request permanently
    /// @throws StorageUnavailable if the same request may succeed later
    public static <T> T asking(String doing, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw of(e, doing);
        }
    }

    /// @param doing what the request does; the error message puts it after "cannot": `describe the execution arn:…`
    /// @return [ConfigurationError], or [StorageUnavailable] if the same request may succeed later
    public static RenderError of(SdkException failure, String doing) {
        return failure instanceof AwsServiceException service ? refused(service, doing) : notAsked(failure, doing);
    }

    private static RenderError refused(AwsServiceException failure, String doing) {
        String code =
                failure.awsErrorDetails() == null || failure.awsErrorDetails().errorCode() == null
                        ? "HTTP status " + failure.statusCode()
                        : failure.awsErrorDetails().errorCode();
        String name = EXCEPTION.matcher(code).replaceFirst("");
        String said =
                failure.awsErrorDetails() == null || failure.awsErrorDetails().errorMessage() == null
                        ? name
                        : name + ": " + oneLine(failure.awsErrorDetails().errorMessage());
        if (CREDENTIALS_REFUSED.contains(code)) {
            return new ConfigurationError(
                    "",
                    "cannot %s: AWS refuses the credentials (%s); sign in again, or set AWS_PROFILE"
                            .formatted(doing, said),
                    failure);
        }
        // S3's response to a HEAD has no body and so no code
        if (failure.statusCode() == FORBIDDEN || code.startsWith("AccessDenied")) {
            return new ConfigurationError(
                    "",
                    "cannot %s: access denied (%s); grant the permission to the owner of these credentials"
                            .formatted(doing, said),
                    failure);
        }
        if (failure.isThrottlingException()
                || failure.statusCode() == TOO_MANY_REQUESTS
                || failure.statusCode() >= SERVER_ERROR) {
            return new StorageUnavailable(
                    "", "cannot %s: AWS is too busy (%s); try again in a minute".formatted(doing, said), failure);
        }
        return new ConfigurationError("", "cannot %s: %s".formatted(doing, said), failure);
    }

    /// The error for a request that AWS did not answer. The SDK has one exception for all client-side failures, and
    /// only its message distinguishes them.
    private static RenderError notAsked(SdkException failure, String doing) {
        String said = oneLine(String.valueOf(failure.getMessage()));
        String words = said.toLowerCase(Locale.ROOT);
        if (words.contains("unable to load region")) {
            return new ConfigurationError(
                    "",
                    "cannot %s: no AWS region is set; set AWS_REGION, or a region in ~/.aws/config".formatted(doing),
                    failure);
        }
        if (words.contains("unable to load credentials")) {
            return new ConfigurationError(
                    "",
                    "cannot %s: there are no AWS credentials%s; sign in (aws configure, aws sso login) or set AWS_PROFILE"
                            .formatted(doing, profile(said)),
                    failure);
        }
        if (words.contains("credential") || words.contains("profile") || words.contains("sso")) {
            return new ConfigurationError(
                    "",
                    "cannot %s: the AWS credentials cannot be loaded (%s); sign in again, or set AWS_PROFILE"
                            .formatted(doing, said),
                    failure);
        }
        return new StorageUnavailable(
                "",
                "cannot %s: AWS could not be reached (%s); check the network and the region".formatted(doing, said),
                failure);
    }

    /// The name of the configured profile, and the reason why the SDK cannot use it. Empty for the default profile.
    ///
    /// @param said the SDK's message, which lists a reason for each credentials provider
    private static String profile(String said) {
        Matcher matcher = PROFILE.matcher(said);
        return matcher.find() && !matcher.group("name").equals("default")
                ? " (profile %s: %s)".formatted(matcher.group("name"), matcher.group("reason"))
                : "";
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ").strip();
    }
}
