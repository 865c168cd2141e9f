package aive.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    /// RFC 4231, test case 2.
    @Test
    void itIsTheRfcs() {
        assertEquals(
                "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                Signature.of("Jefe".getBytes(UTF_8), "what do ya want for nothing?".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 63, 64, 65, 200})
    void itIsWhatTheDefinitionSaysForEveryLengthOfSecret(int length) throws Exception {
        byte[] secret = "Geheimnis".repeat(30).substring(0, length).getBytes(UTF_8);
        byte[] message = "{\"status\":\"complete\"}".getBytes(UTF_8);
        assertEquals(computed(secret, message), Signature.of(secret, message));
    }

    /// RFC 2104, written out: H(K ⊕ opad, H(K ⊕ ipad, text)).
    static String computed(byte[] secret, byte[] message) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] key = Arrays.copyOf(secret.length > 64 ? sha256.digest(secret) : secret, 64);
        byte[] inner = new byte[64];
        byte[] outer = new byte[64];
        for (int i = 0; i < 64; i++) {
            inner[i] = (byte) (key[i] ^ 0x36);
            outer[i] = (byte) (key[i] ^ 0x5C);
        }
        sha256.update(inner);
        byte[] digest = sha256.digest(message);
        sha256.update(outer);
        return "sha256=" + HexFormat.of().formatHex(sha256.digest(digest));
    }
}
