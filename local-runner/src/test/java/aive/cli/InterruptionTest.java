package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import aive.execution.RenderStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Ctrl-C in every step: the program ends at once and leaves nothing behind but what was finished, which the next run
/// reuses.
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks for processes in /proc")
class InterruptionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(3);

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(names = {"FETCH", "PLAN", "RENDER", "MIX", "STITCH"})
    void interruptedInAnyStepItStopsAtOnceAndTheNextRunGoesOn(RenderStep step) throws Exception {
        // given
        Cli cli = Cli.in(folder);
        TestProject demanding = TestProject.ofFourSentences().withMusic().quality("high");
        demanding.render().put("width", 960).put("height", 540);
        Path project = demanding.write(folder);
        Path output = folder.resolve("video.mp4");
        Path err = folder.resolve("err.txt");
        Process process = start(cli, project, output, err);
        try {
            await(process, err, () -> isIn(step, cli, err));
            // when
            long begin = System.nanoTime();
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            boolean ended = process.waitFor(TIME_TO_STOP.toMillis(), TimeUnit.MILLISECONDS);
            // then
            assertTrue(
                    ended,
                    "still there after %d ms: %s"
                            .formatted((System.nanoTime() - begin) / 1_000_000, Files.readString(err)));
            String said = Files.readString(err);
            assertEquals(130, process.exitValue(), said);
            assertTrue(said.contains("interrupted"), said);
            if (step.compareTo(RenderStep.RENDER) >= 0) {
                assertTrue(said.matches("(?s).*interrupted: [0-4] of 4 chunks kept; run it again to go on\\R.*"), said);
            }
            assertFalse(said.contains("error: ") || said.contains("\tat ") || said.contains("warning: "), said);
        } finally {
            process.destroyForcibly();
        }
        assertEquals(List.of(), processesOf(folder), "FFmpeg has gone, too");
        assertFalse(Files.exists(output), "there is no video");
        assertEquals(List.of("err.txt", "out.txt", "project.json", "store"), names(folder), "nor half of one");
        cli.assertTidy();

        // when: run again
        List<String> finished = cli.keys("chunks/");
        JsonNode result = cli.render(
                        project, "--json", "--chunk-seconds", "1", "--workers", "2", "-o", output.toString())
                .done()
                .json();
        // then
        assertEquals(240, result.get("frames").asInt());
        assertEquals(finished.size(), result.get("chunks").get("reused").asInt());
        cli.assertTidy();
    }

    @ParameterizedTest
    @CsvSource({"INT, 100", "INT, 250", "INT, 400", "HUP, 300"})
    void interruptedBeforeTheFirstStepItIsQuiet(String signal, int milliseconds) throws Exception {
        // given
        Cli cli = Cli.in(folder);
        Path project = TestProject.ofFourSentences().write(folder);
        Path err = folder.resolve("err.txt");
        Process process = start(cli, project, folder.resolve("video.mp4"), err);
        try {
            Thread.sleep(milliseconds);
            // when
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
            // then
            assertTrue(process.waitFor(TIME_TO_STOP.toMillis(), TimeUnit.MILLISECONDS), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(err);
        // On a fast machine, the first steps may already be done.
        assertTrue(
                said.lines().allMatch(line -> line.startsWith("interrupted") || line.matches("[A-Z][a-z ]+ [0-9.]+ s")),
                said);
        assertEquals(signal.equals("INT") ? 130 : 129, process.exitValue(), said);
        assertFalse(Files.exists(folder.resolve("video.mp4")));
        cli.assertTidy();
    }

    /// Whether it is time: the step before has ended, and this one has something to interrupt.
    private boolean isIn(RenderStep step, Cli cli, Path err) {
        return switch (step) {
            case PREPARE -> true;
            case FETCH ->
                hasEnded(RenderStep.PREPARE, err)
                        && processesOf(folder).stream().anyMatch(command -> command.contains("ffprobe"));
            case PLAN -> hasEnded(RenderStep.FETCH, err);
            case RENDER ->
                hasEnded(RenderStep.PLAN, err) && !cli.keys("chunks/").isEmpty();
            case MIX -> processesOf(folder).stream().anyMatch(command -> command.contains("mixed-"));
            case STITCH ->
                hasEnded(RenderStep.RENDER, err)
                        && processesOf(folder).stream().anyMatch(command -> command.contains("seams.mp4"));
        };
    }

    private static boolean hasEnded(RenderStep step, Path err) {
        try {
            return Files.readString(err).contains(step.state() + " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process, Path err, BooleanSupplier moment) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!moment.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                fail("the moment never came: " + Files.readString(err));
            }
            Thread.sleep(2);
        }
    }

    private Process start(Cli cli, Path project, Path output, Path err) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                // Whoever runs the tests in the background ignores Ctrl-C, and so would every process that they start.
                "env",
                "--default-signal=INT,HUP",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(
                "render",
                project.toString(),
                "--store",
                cli.store().toString(),
                "--chunk-seconds",
                "1",
                "--workers",
                "2"));
        command.addAll(List.of("-o", output.toString()));
        return new ProcessBuilder(command)
                .redirectError(err.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
    }

    /// The command lines of FFmpeg's processes that have to do with a folder, as the kernel tells them; a dead one
    /// has none.
    private static List<String> processesOf(Path folder) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .map(process -> commandLine(process.resolve("cmdline")))
                    .filter(command -> command.contains(folder.toString()) && !command.contains(Main.class.getName()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commandLine(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ');
        } catch (IOException _) {
            // it has ended meanwhile
            return "";
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
