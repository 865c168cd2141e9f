package aive.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import aive.engine.Outcome;
import aive.fetch.Downloader;
import aive.ffmpeg.TestFfmpeg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// The right result of a [TinyProject], rendered once without faults.
final class Reference {

    /// A downloader where nothing is to be downloaded.
    static final Downloader NONE = (_, source, _, _, _) -> {
        throw new AssertionError(source);
    };

    static final String SHA256 = render();

    private Reference() {}

    private static String render() {
        try {
            Path store = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "reference");
            Outcome outcome = FaultyExecutionTest.run(
                    store, TinyProject.project(), NONE, UnaryOperator.identity(), TestFfmpeg.FFMPEG);
            JsonNode result = assertInstanceOf(Outcome.Succeeded.class, outcome, outcome::toString).output();
            assertEquals(TinyProject.CHUNKS, result.get("chunks").get("total").asInt());
            return result.get("sha256").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
