package aive.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.engine.Engine;
import aive.engine.Outcome;
import aive.local.LocalSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Many projects in one JVM, several at once and one of them hostile: all others give their videos, and memory,
/// threads, open files, and the disk return to where they were.
///
/// `mvn -Pfull verify` renders 100 projects, eight at once.
@EnabledOnOs(value = OS.LINUX, disabledReason = "counts open files in /proc")
class ManyProjectsTest {

    private static final boolean FULL = Boolean.getBoolean("aive.full");
    private static final int PROJECTS = FULL ? 100 : 5;
    private static final int AT_ONCE = FULL ? 8 : 3;
    private static final int HOSTILE = PROJECTS / 2;

    /// What may remain, once for the process: pools of threads, and classes that are loaded late.
    private static final int MORE_THREADS = 8;

    private static final int MORE_FILES = 16;
    private static final long MORE_HEAP = 24L << 20;

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void givenManyProjectsAtOnceAndOneHostile_thenTheOthersAreRenderedAndNothingGrows() throws Exception {
        // given: everything is loaded
        assertEquals(64, Reference.SHA256.length());
        int threads = Leftovers.threads();
        int files = Leftovers.openFiles();
        long heap = heap();
        Set<String> videos = new HashSet<>();
        // when
        try (LocalSystem system = new LocalSystem(TinyProject.settings(folder), Reference.NONE)) {
            Engine engine = system.engine((_, _) -> {});
            List<Outcome> outcomes = new ArrayList<>();
            try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
                List<Future<Outcome>> running = new ArrayList<>();
                for (int i = 0; i < PROJECTS; i++) {
                    ObjectNode project = TinyProject.project("project-" + i, Path::toString);
                    if (i == HOSTILE) {
                        project.put("audio_url", TinyProject.image().toString());
                    }
                    String name = "many-" + i;
                    running.add(pool.submit(() -> engine.run(name, project).outcome()));
                }
                for (Future<Outcome> outcome : running) {
                    outcomes.add(outcome.get());
                }
            }
            // then
            for (int i = 0; i < PROJECTS; i++) {
                Outcome outcome = outcomes.get(i);
                if (i == HOSTILE) {
                    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, outcome);
                    assertEquals("aive.error.MediaUnusable", failed.errorOutput().root().error());
                } else {
                    videos.add(assertInstanceOf(Outcome.Succeeded.class, outcome, outcome::toString)
                            .output()
                            .get("s3_key")
                            .asString());
                }
            }
        }
        assertEquals(PROJECTS - 1, videos.size());
        Leftovers.assertNone(folder);
        Leftovers.assertEventually("threads", () -> Leftovers.threads() <= threads + MORE_THREADS);
        assertTrue(Leftovers.openFiles() <= files + MORE_FILES, "%d open files after %d".formatted(
                Leftovers.openFiles(), files));
        long grown = heap() - heap;
        assertTrue(grown <= MORE_HEAP, "the heap has grown by %d bytes".formatted(grown));
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
