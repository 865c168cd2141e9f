package aive.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads from the XML with which S3, and who imitates it, refuses a request the one word that helps, and nothing else of it.
final class ErrorBody {

    private static final int MAX_BYTES = 2_048;
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z]{1,64})</Code>");
    private static final Pattern EXPIRED = Pattern.compile("<Message>[^<]{0,200}\\bexpired\\b", Pattern.CASE_INSENSITIVE);

    private ErrorBody() {}

    /// `AccessDenied: the signed URL has expired`, `NoSuchKey`, or nothing.
    static Optional<String> explanation(InputStream body) {
        String text;
        try {
            text = new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return Optional.empty(); // the status says enough
        }
        Matcher code = CODE.matcher(text);
        if (!code.find()) {
            return Optional.empty();
        }
        return Optional.of(EXPIRED.matcher(text).find() ? code.group(1) + ": the signed URL has expired" : code.group(1));
    }
}
