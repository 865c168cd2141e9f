package aive.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/// `docs/reference/callback.md` shows what is sent; here it is held against it.
class CallbackDocumentTest {

    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);
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
        byte[] body =
                CallbackMessage.complete("https://videos.example.com/film.mp4").body(Optional.of("task-7"));
        List<String> signatures =
                SIGNATURE.matcher(document()).results().map(MatchResult::group).toList();
        assertEquals(List.of(Signature.of("the stage's secret".getBytes(UTF_8), body)), signatures);
    }

    @Test
    void everyHeaderThatIsSentIsListed() throws IOException {
        assertTrue(document().contains("| `X-Aive-Signature` |"));
        assertTrue(document().contains("| `Idempotency-Key` |"));
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("../docs/reference/callback.md"));
    }
}
