package aive.project;

import aive.json.Json;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A project's id as keys and paths may hold it: what is harmless in the raw id, so that people recognise it, and a hash, so that two ids never meet.
///
/// Its letters, digits, and `-`, cut at 40, then `-` and 8 hexadecimal digits of the SHA-256 of the raw id: `my-film-1f0a93b2`, or the digits alone
/// where nothing of the id is harmless. Ids that differ only in case or in Unicode form stay apart, on file systems that fold either too.
public record SafeId(String value) {

    private static final int READABLE_LENGTH = 40;
    private static final int HASH_LENGTH = 8;
    private static final Pattern HARMFUL = Pattern.compile("[^A-Za-z0-9-]");
    private static final Pattern SAFE = Pattern.compile("(?:[A-Za-z0-9-]{1,40}-)?[0-9a-f]{8}");

    /// @throws IllegalArgumentException if `value` is not of the form that [#of] gives
    @JsonCreator
    public SafeId {
        if (!SAFE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a safe id");
        }
    }

    /// @param id as the author gave it, anything at all
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
