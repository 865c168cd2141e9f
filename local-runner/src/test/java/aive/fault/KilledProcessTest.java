package aive.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import aive.cli.Main;
import aive.engine.Outcome;
import aive.ffmpeg.TestFfmpeg;
import aive.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// `kill -9` of the program at a random moment: the next run gives the right video and reuses every finished chunk.
///
/// `mvn -Pfull verify` kills 50 times.
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks for processes and open files in /proc")
class KilledProcessTest {

    /// More files than a finished run has in its store; a run that is not killed ends by itself.
    private static final int MOST_FILES = 60;

    @TempDir
    private Path folder = Path.of("");

    static LongStream seeds() {
        return LongStream.range(0, Boolean.getBoolean("aive.full") ? 50 : 2);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void givenAKilledProcess_thenTheNextRunGivesTheRightVideoAndReusesEveryFinishedChunk(long seed) throws Exception {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        Path store = folder.resolve("store");
        Process process = start(store);
        // when
        int files = random.nextInt(MOST_FILES);
        while (process.isAlive() && files(store) < files) {
            Thread.sleep(1);
        }
        Thread.sleep(random.nextInt(20));
        process.destroyForcibly().waitFor();
        long finished = FaultyExecutionTest.finishedChunks(store);
        Outcome again = FaultyExecutionTest.run(
                store, TinyProject.project(), Reference.NONE, UnaryOperator.identity(), TestFfmpeg.FFMPEG);
        // then
        JsonNode result =
                assertInstanceOf(Outcome.Succeeded.class, again, again::toString).output();
        assertEquals(Reference.SHA256, result.get("sha256").asString());
        assertEquals(finished, result.get("chunks").get("reused").asLong());
        Leftovers.assertNoProcess(folder);
    }

    private Process start(Path store) throws IOException {
        Path project = Files.write(folder.resolve("project.json"), Json.bytes(TinyProject.project()));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "render",
                        project.toString(),
                        "--store",
                        store.toString(),
                        "--chunk-seconds",
                        "0.1",
                        "--workers",
                        "2")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    private static int files(Path store) {
        if (!Files.isDirectory(store)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(store)) {
            return files.toList().size();
        } catch (UncheckedIOException _) {
            // The process has moved or deleted something since its folder was listed.
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
