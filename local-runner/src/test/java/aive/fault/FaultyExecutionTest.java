package aive.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import aive.engine.Outcome;
import aive.error.Problem;
import aive.fetch.Downloader;
import aive.fetch.MediaSite;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.TestFfmpeg;
import aive.local.LocalPorts;
import aive.local.LocalSystem;
import aive.store.FolderStore;
import aive.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Whole executions while one port fails: each gives the right video or one typed error, leaves nothing behind, and is
/// followed by one without faults that gives the right video and reuses every finished chunk.
///
/// `mvn -Pfull verify` runs 200 seeds. A seed is all that is needed to see a failure again.
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks for processes and open files in /proc")
class FaultyExecutionTest {

    /// About how often a [TinyProject] calls its store.
    private static final int STORE_CALLS = 60;

    /// Errors that a field of the project causes.
    private static final Set<String> OF_A_FIELD =
            Set.of("InvalidProject", "MediaForbidden", "MediaTooLarge", "MediaUnavailable", "MediaUnusable");

    @SuppressWarnings("NullAway.Init")
    private static MediaSite site;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void open(@TempDir Path certificates) throws Exception {
        site = new MediaSite(certificates);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /// The port that fails.
    private enum Port {
        STORE,
        NETWORK,
        FFMPEG
    }

    static LongStream seeds() {
        return LongStream.range(0, Boolean.getBoolean("aive.full") ? 200 : 6);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void givenAPortThatFails_thenTheVideoIsRightOrOneTypedErrorSaysWhy_andTheNextRunReusesEveryFinishedChunk(long seed)
            throws IOException {
        Port[] ports = Port.values();
        SplittableRandom random = new SplittableRandom(seed);
        switch (ports[(int) (seed % ports.length)]) {
            case STORE -> {
                Faults faults = Faults.of(random, STORE_CALLS);
                check(TinyProject.project(), Reference.NONE, new FaultyRun(
                        real -> new FaultyStore(real, faults), TestFfmpeg.FFMPEG, "the store " + faults), faults);
            }
            case NETWORK -> {
                Faults faults = Faults.of(random, TinyProject.media().size());
                FaultyServer server = new FaultyServer(faults);
                check(
                        TinyProject.project("tiny", file -> site.serve(file, server.serving(file))),
                        site.downloader(),
                        new FaultyRun(UnaryOperator.identity(), TestFfmpeg.FFMPEG, "the network " + faults),
                        faults);
            }
            case FFMPEG -> {
                FaultyFfmpeg faulty = FaultyFfmpeg.in(folder.resolve("ffmpeg"), random);
                check(TinyProject.project(), Reference.NONE,
                        new FaultyRun(UnaryOperator.identity(), faulty.ffmpeg(), faulty.toString()),
                        Faults.of(random, 1));
            }
        }
    }

    /// What is faulty in the first run.
    private record FaultyRun(UnaryOperator<Store> stores, Ffmpeg ffmpeg, String description) {}

    private void check(JsonNode project, Downloader downloader, FaultyRun faulty, Faults faults) throws IOException {
        // given
        String expected = Reference.SHA256;
        Path store = folder.resolve("store");
        // when
        Outcome outcome = run(store, project, downloader, faulty.stores(), faulty.ffmpeg());
        // then
        assertRight(outcome, expected, faulty.description());
        Leftovers.assertNone(folder);
        long finished = finishedChunks(store);

        // when: again, without faults
        faults.end();
        Outcome again = run(store, project, downloader, UnaryOperator.identity(), TestFfmpeg.FFMPEG);
        // then
        JsonNode result = assertInstanceOf(Outcome.Succeeded.class, again, () -> faulty.description() + ": " + again)
                .output();
        assertEquals(expected, result.get("sha256").asString(), faulty.description());
        assertEquals(finished, result.get("chunks").get("reused").asLong(), faulty.description());
        Leftovers.assertNone(folder);
    }

    private static void assertRight(Outcome outcome, String expected, String fault) {
        switch (outcome) {
            case Outcome.Succeeded(var result) -> assertEquals(expected, result.get("sha256").asString(), fault);
            case Outcome.Failed(var output) -> {
                String error = output.root().error();
                String message = output.root().message();
                assertTrue(error.startsWith("aive.error."), () -> fault + ": " + error + ": " + message);
                if (OF_A_FIELD.contains(error.substring("aive.error.".length()))) {
                    for (Problem problem : Problem.parse(message)) {
                        assertTrue(
                                problem.pointer().startsWith("/"),
                                () -> fault + ": " + error + " without a pointer: " + message);
                    }
                }
            }
            case Outcome.Aborted _ -> fail("nobody aborted it");
        }
    }

    static Outcome run(
            Path store, JsonNode project, Downloader downloader, UnaryOperator<Store> stores, Ffmpeg ffmpeg) {
        try (LocalSystem system = new LocalSystem(
                TinyProject.settings(store), new LocalPorts(downloader, stores, ffmpeg, new HastyClock()))) {
            return system.engine((_, _) -> {}).run("faults", project).outcome();
        }
    }

    /// The number of chunks in the store whose content matches their checksums.
    static long finishedChunks(Path root) throws IOException {
        Path chunks = root.resolve("chunks");
        if (!Files.isDirectory(chunks)) {
            return 0;
        }
        FolderStore store = new FolderStore(root);
        try (Stream<Path> files = Files.list(chunks)) {
            return files.filter(file -> store.has("chunks/" + file.getFileName())).count();
        }
    }
}
