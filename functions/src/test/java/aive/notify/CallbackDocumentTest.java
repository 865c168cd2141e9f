package aive.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aive.execution.ExecutionFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/reference/callback.md` shows what is sent; here it is held against it.
class CallbackDocumentTest {

    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern PROGRAM = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);
    private static final String SECRET = "the stage's secret";
    private static final String TIMESTAMP = "1795780800";
    private static final String KEY = "0f3a5b7c9d1e2f405162738495a6b7c8";
    private static final byte[] BODY =
            CallbackMessage.complete("https://videos.example.com/film.mp4").body(Optional.of("task-7"));
    private static final Pattern SIGNATURE = Pattern.compile("sha256=[0-9a-f]{64}");

    @Test
    void theExamplesAreWhatIsSent() throws IOException {
        // given
        ExecutionFailure failure = new ExecutionFailure(
                "MediaUnusable",
                "the footage is encrypted",
                "Render chunk, chunk 3 of 9, sentences 4–5",
                "Replace the media, and submit again.",
                "",
                Optional.empty());
        // then
        List<String> sent = Stream.of(
                        CallbackMessage.processing(50),
                        CallbackMessage.complete("https://videos.example.com/film.mp4"),
                        CallbackMessage.failed(50, Notify.sentence(failure)))
                .map(message -> new String(message.body(Optional.of("task-7")), UTF_8))
                .toList();
        assertEquals(
                sent,
                EXAMPLE.matcher(document())
                        .results()
                        .map(example -> example.group(1))
                        .toList());
    }

    @Test
    void theExamplesSignatureIsTheirs() throws IOException {
        List<String> signatures =
                SIGNATURE.matcher(document()).results().map(MatchResult::group).toList();
        assertEquals(List.of(Signature.of(SECRET.getBytes(UTF_8), TIMESTAMP, KEY, BODY)), signatures);
        assertTrue(document().contains("`" + TIMESTAMP + "`"));
        assertTrue(document().contains("`" + KEY + "`"));
    }

    /// Runs the document's program on what this program signs.
    @Test
    void theProgramAcceptsASignedMessageForFiveMinutes(@TempDir Path folder) throws Exception {
        // given
        assumeTrue(isPythonHere(), "there is no python3");
        String program = PROGRAM.matcher(document()).results().findFirst().orElseThrow().group(1)
                + """

                import sys
                secret, body, timestamp, key, signature = sys.argv[1:]
                headers = {"X-Aive-Timestamp": timestamp, "Idempotency-Key": key, "X-Aive-Signature-V2": signature}
                at = int(timestamp)
                def check(changed={}, body=body, now=at):
                    return is_from_aive(secret, body.encode(), headers | changed, now)
                print(check(), check(now=at + 300), check(now=at - 300))
                print(check(now=at + 301), check(now=at - 301), check(body=body + " "), check({"Idempotency-Key": "x"}),
                    check({"X-Aive-Timestamp": str(at + 1)}), check({"X-Aive-Signature-V2": "é"}),
                    is_from_aive(secret, body.encode(), {}))
                """;
        Path file = Files.writeString(folder.resolve("check.py"), program);
        // when
        Process process = new ProcessBuilder(
                        "python3",
                        file.toString(),
                        SECRET,
                        new String(BODY, UTF_8),
                        TIMESTAMP,
                        KEY,
                        Signature.of(SECRET.getBytes(UTF_8), TIMESTAMP, KEY, BODY))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        // then
        assertEquals("True True True\nFalse False False False False False False\n", output);
    }

    private static boolean isPythonHere() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void everyHeaderThatIsSentIsListed() throws IOException {
        assertTrue(document().contains("| `X-Aive-Signature` |"));
        assertTrue(document().contains("| `X-Aive-Signature-V2` |"));
        assertTrue(document().contains("| `X-Aive-Timestamp` |"));
        assertTrue(document().contains("| `Idempotency-Key` |"));
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("../docs/reference/callback.md"));
    }
}
