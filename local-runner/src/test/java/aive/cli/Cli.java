package aive.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import aive.json.Json;
import aive.local.LocalSettings;
import aive.local.LocalSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The command line as its user has it, in this process: arguments in, an exit code and two streams out.
///
/// @param store the folder that every command is given as `--store`
record Cli(Path store, Function<LocalSettings, LocalSystem> systems) {

    /// What a command left behind.
    record Ran(int exit, String out, String err) {

        JsonNode json() {
            return Json.MAPPER.readTree(out);
        }

        /// The lines on standard error that report errors.
        List<String> errors() {
            return err.lines().filter(line -> line.startsWith("error: ")).toList();
        }

        Ran done() {
            assertEquals(0, exit, err);
            return this;
        }

        /// Holds what holds of every failure: no stack trace, no video on stdout.
        Ran failed(int code) {
            assertEquals(code, exit, err);
            assertFalse(err.contains("\tat ") || err.contains("Exception"), err);
            return this;
        }
    }

    static Cli in(Path folder) {
        return new Cli(folder.resolve("store"), LocalSystem::new);
    }

    /// `aive render PROJECT --store … OPTIONS`
    Ran render(Path project, String... options) {
        return run("render", project, options);
    }

    Ran run(String command, Path project, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command, project.toString(), "--store", store.toString()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    /// Any arguments.
    Ran run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        try {
            System.setOut(new PrintStream(out, true, UTF_8));
            System.setErr(new PrintStream(err, true, UTF_8));
            int exit = Main.run(systems, arguments);
            return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }

    /// The keys of all objects in the store whose key begins so, in order; files that are no objects too.
    List<String> keys(String prefix) {
        if (!Files.isDirectory(store)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> store.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                // A render at work has moved or deleted something since its folder was listed.
                return keys(prefix);
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Holds what holds after every command, however it ended: no half object, no workspace.
    void assertTidy() throws IOException {
        assertEquals(List.of(), keys("").stream().filter(key -> key.endsWith(".part")).toList());
        Path work = store.resolve("work");
        if (Files.isDirectory(work)) {
            try (Stream<Path> left = Files.list(work)) {
                assertEquals(List.of(), left.toList());
            }
        }
    }
}
