package aive.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Extracts the error code from the XML body of an S3-compatible error response, and nothing else.
final class S3ErrorBody {

    private static final int MAX_BYTES = 2_048;
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z]{1,64})</Code>");
    private static final Pattern EXPIRED =
            Pattern.compile("<Message>[^<]{0,200}\\bexpired\\b", Pattern.CASE_INSENSITIVE);

    private S3ErrorBody() {}

    /// Returns the error code, and whether the URL has expired: `NoSuchKey`, or
    /// `AccessDenied: the signed URL has expired`. Empty if there is no code.
    static Optional<String> explanation(InputStream body) {
        String text;
        try {
            text = new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return Optional.empty(); // the status is reported anyway
        }
        Matcher code = CODE.matcher(text);
        if (!code.find()) {
            return Optional.empty();
        }
        String expired = EXPIRED.matcher(text).find() ? ": the signed URL has expired" : "";
        return Optional.of(code.group(1) + expired);
    }
}
