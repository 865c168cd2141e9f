package aive.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What an execution leaves behind, as the kernel sees it: nothing.
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Leftovers() {}

    /// Holds that no process, no open file, and no temporary file of a folder is left.
    static void assertNone(Path folder) {
        assertNoProcess(folder);
        assertEventuallyEmpty("open files", () -> openFiles(folder));
        assertEquals(List.of(), temporaryFiles(folder), "temporary files");
    }

    /// Holds that no process that names the folder is left.
    static void assertNoProcess(Path folder) {
        assertEventuallyEmpty("processes", () -> processes(folder));
    }

    /// Holds that a condition is soon true.
    static void assertEventually(String what, BooleanSupplier condition) {
        assertEventuallyEmpty(what, () -> condition.getAsBoolean() ? List.of() : List.of("too many"));
    }

    /// The command lines of all processes that name the folder, except of this one.
    static List<String> processes(Path folder) {
        return list(Path.of("/proc")).stream()
                .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                .map(process -> commandLine(process.resolve("cmdline")))
                .filter(command -> command.contains(folder.toString()))
                .toList();
    }

    /// The number of platform threads.
    static int threads() {
        return Thread.getAllStackTraces().size();
    }

    /// The number of open file descriptors of this process.
    static int openFiles() {
        return list(Path.of("/proc/self/fd")).size();
    }

    private static List<String> openFiles(Path folder) {
        return list(Path.of("/proc/self/fd")).stream()
                .map(Leftovers::target)
                .filter(file -> file.startsWith(folder.toString()))
                .toList();
    }

    /// Unfinished objects and work folders of a store.
    private static List<Path> temporaryFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".part")
                            || (file.getParent() != null && file.getParent().endsWith("work")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertEventuallyEmpty(String what, Supplier<List<String>> left) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> found = left.get();
        while (!found.isEmpty()) {
            if (System.nanoTime() > end) {
                fail("%s are left: %s".formatted(what, found));
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            found = left.get();
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commandLine(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ');
        } catch (IOException _) {
            // It has ended meanwhile.
            return "";
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException _) {
            // It was closed meanwhile.
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
