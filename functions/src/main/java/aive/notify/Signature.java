package aive.notify;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs a message with HMAC-SHA256 (RFC 2104) over its bytes.
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /// The signature of a message with its time and key, so that nobody can send it again later, or as another message.
    ///
    /// @param timestamp seconds since 1970
    static String of(byte[] secret, String timestamp, String idempotencyKey, byte[] body) {
        byte[] head = "%s.%s.".formatted(timestamp, idempotencyKey).getBytes(StandardCharsets.UTF_8);
        byte[] signed = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, signed, head.length, body.length);
        return of(secret, signed);
    }

    /// The HMAC-SHA-256 of a message: `sha256=` followed by 64 hexadecimal digits.
    ///
    /// @param secret the key, at least one byte
    static String of(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(message));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError("every JDK has HMAC with SHA-256, and it takes any key", e);
        }
    }
}
