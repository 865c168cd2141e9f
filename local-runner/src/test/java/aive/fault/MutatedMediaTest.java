package aive.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.engine.Outcome;
import aive.error.Problem;
import aive.error.RenderError;
import aive.ffmpeg.TestMedia;
import aive.local.LocalSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Damaged media as footage, image, narration, and music: fetched and planned, or refused by field. Some of what is
/// accepted is rendered.
///
/// `mvn -Pfull verify` tries 2,000 seeds.
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks for processes and open files in /proc")
class MutatedMediaTest {

    private static final int SEEDS = Boolean.getBoolean("aive.full") ? 2_000 : 24;

    /// One in so many accepted files is rendered.
    private static final int RENDERED = 4;

    /// Errors that damaged media may cause.
    private static final Set<String> DOCUMENTED =
            Set.of("MediaUnusable", "MediaTooLarge", "MediaUnavailable", "InvalidProject");

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long MORE_HEAP = 24L << 20;

    private static final List<MediaMutation> MUTATIONS = List.of(MediaMutation.values());
    private static final List<Use> USES = List.of(Use.values());

    @TempDir
    private Path folder = Path.of("");

    /// The use of a file in a project.
    private enum Use {
        FOOTAGE,
        IMAGE,
        NARRATION,
        MUSIC
    }

    @Test
    void givenDamagedMedia_thenItIsAcceptedOrRefusedByItsField_soonAndWithoutATrace() throws Exception {
        // given
        assertEquals(64, Reference.SHA256.length());
        List<Path> originals = List.of(
                TinyProject.clip(),
                TestMedia.made("tiny.webm", "-i", TinyProject.clip(), "-c:v", "libvpx", "-b:v", "50k"),
                TestMedia.made("tiny.mkv", "-i", TinyProject.clip(), "-c", "copy"),
                TinyProject.image(),
                TestMedia.made("tiny.jpg", "-i", TinyProject.image()),
                TinyProject.narration(),
                TestMedia.made("tiny.mp3", "-i", TinyProject.narration()),
                TestMedia.made("tiny.wav", "-i", TinyProject.narration()),
                TestMedia.made("tiny.m4a", "-i", TinyProject.narration()));
        long heap = heap();
        try (LocalSystem system = new LocalSystem(TinyProject.settings(folder.resolve("store")), Reference.NONE)) {
            for (int seed = 0; seed < SEEDS; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                Path original = originals.get(random.nextInt(originals.size()));
                MediaMutation mutation = MUTATIONS.get(seed % MUTATIONS.size());
                Use use = USES.get(random.nextInt(USES.size()));
                Path damaged = Files.write(
                        folder.resolve("damaged-" + original.getFileName()),
                        mutation.of(Files.readAllBytes(original), random));
                String what = "seed %d: %s, %s, as %s".formatted(seed, original.getFileName(), mutation, use);
                // when
                long begin = System.nanoTime();
                String error = take(system, project(damaged, use), seed, what);
                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                // then
                assertTrue(error.isEmpty() || DOCUMENTED.contains(error), () -> what + ": " + error);
                assertTrue(took.compareTo(LONGEST) < 0, () -> "%s took %s".formatted(what, took));
            }
        }
        Leftovers.assertNone(folder);
        long grown = heap() - heap;
        assertTrue(grown <= MORE_HEAP, "the heap has grown by %d bytes".formatted(grown));
    }

    /// Plans, and perhaps renders, a project.
    ///
    /// @return the simple name of the error; empty if there is none
    private static String take(LocalSystem system, JsonNode project, int seed, String what) {
        try {
            var _ = system.preview(project);
        } catch (RenderError error) {
            assertPointers(error.problems(), what);
            return error.getClass().getSimpleName();
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
        if (seed % RENDERED != 0) {
            return "";
        }
        return switch (system.engine((_, _) -> {}).run("mutated", project).outcome()) {
            case Outcome.Failed(var output) -> {
                assertPointers(Problem.parse(output.root().message()), what);
                yield output.root().error().replace("aive.error.", "");
            }
            case Outcome.Succeeded _, Outcome.Aborted _ -> "";
        };
    }

    private static void assertPointers(List<Problem> problems, String what) {
        for (Problem problem : problems) {
            assertTrue(problem.pointer().startsWith("/"), () -> what + ": " + problem);
        }
    }

    private static ObjectNode project(Path damaged, Use use) {
        ObjectNode body = TinyProject.project("mutated", Path::toString);
        switch (use) {
            case NARRATION -> body.put("audio_url", damaged.toString());
            case MUSIC -> body.put("music_url", damaged.toString());
            case FOOTAGE, IMAGE ->
                ((ObjectNode) body.at("/project_data/sentences/%d/selected_footage".formatted(use == Use.FOOTAGE ? 0 : 1)))
                        .put("url", damaged.toString());
        }
        return body;
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
