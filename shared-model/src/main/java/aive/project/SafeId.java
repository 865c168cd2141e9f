package aive.project;

import aive.json.Json;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A project's id in a form that is safe in keys and paths.
///
/// It consists of the first 40 letters, digits, and hyphens of the id, then `-` and 8 hexadecimal digits of the SHA-256
/// of the whole id: `my-film-1f0a93b2`. If the id has no such character, it is the 8 digits alone. Ids that differ only
/// in case or in Unicode normalization stay distinct, even on file systems that ignore these differences.
public record SafeId(String value) {

    private static final int READABLE_LENGTH = 40;
    private static final int HASH_LENGTH = 8;
    private static final Pattern HARMFUL = Pattern.compile("[^A-Za-z0-9-]");
    private static final Pattern SAFE = Pattern.compile("(?:[A-Za-z0-9-]{1,40}-)?[0-9a-f]{8}");

    /// @throws IllegalArgumentException if `value` does not have the form that [#of] gives
    @JsonCreator
    public SafeId {
        if (!SAFE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a safe id");
        }
    }

    /// Converts an id to its safe form.
    ///
    /// @param id the project's id as the author wrote it, any text
    public static SafeId of(String id) {
        String harmless = HARMFUL.matcher(id).replaceAll("");
        String readable = harmless.substring(0, Math.min(READABLE_LENGTH, harmless.length()));
        String hash = Json.sha256OfText(id).substring(0, HASH_LENGTH);
        return new SafeId(readable.isEmpty() ? hash : readable + "-" + hash);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
