package aive.step;

import aive.file.DiskFailure;
import aive.file.FolderTree;
import aive.file.ProcessName;
import aive.file.ShutdownHook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A temporary folder for one invocation, deleted when it is closed or when the JVM shuts down.
public final class Workspace implements AutoCloseable {

    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    /// Whether the JVM is shutting down. A workspace that a thread makes then would stay.
    private static volatile boolean ending = !ShutdownHook.add("delete workspaces", Workspace::deleteAll);

    private static void deleteAll() {
        ending = true;
        OPEN.forEach(Workspace::deleteAsFarAsPossible);
    }

    private final Path folder;

    private Workspace(Path folder) {
        this.folder = folder;
    }

    /// Makes a new folder in `parent`, and `parent` itself if it is missing.
    ///
    /// @throws aive.error.RenderError if that is not possible
    public static Workspace in(Path parent) {
        try {
            Files.createDirectories(parent);
            Path folder = Files.createTempDirectory(parent, ProcessName.prefix());
            OPEN.add(folder);
            if (ending) {
                deleteAsFarAsPossible(folder);
                throw new CancellationException("the program ends");
            }
            return new Workspace(folder);
        } catch (IOException e) {
            throw DiskFailure.of("a temporary folder cannot be made in " + parent, e);
        }
    }

    public Path folder() {
        return folder;
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try {
            FolderTree.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            OPEN.remove(folder);
        }
    }

    /// Deletes the folders in `parent` whose process has ended, and kills the FFmpegs that still write to them: a
    /// killed process does neither itself.
    public static void deleteAbandoned(Path parent) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> folders = Files.list(parent)) {
            List<Path> abandoned = folders.filter(
                            folder -> ProcessName.isAbandoned(folder.getFileName().toString()))
                    .toList();
            if (!abandoned.isEmpty()) {
                killProcessesIn(abandoned);
            }
            abandoned.forEach(Workspace::deleteAsFarAsPossible);
        } catch (IOException e) {
            throw DiskFailure.of("the temporary folders of ended processes cannot be deleted in " + parent, e);
        }
    }

    /// Kills the processes whose command line names one of the folders. On systems without `/proc`, they run to their
    /// end.
    private static void killProcessesIn(List<Path> folders) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.filter(Workspace::isNumbered).toList()) {
                String command = commandLine(process);
                if (folders.stream().anyMatch(folder -> command.contains(folder.toString()))) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(Workspace::killWithDescendants);
                }
            }
        } catch (IOException _) {
            // not Linux
        }
    }

    /// A script that starts FFmpeg leaves processes whose command line names nothing of ours.
    private static void killWithDescendants(ProcessHandle process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean isNumbered(Path process) {
        return process.getFileName().toString().matches("[0-9]{1,9}");
    }

    private static String commandLine(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
        } catch (IOException _) {
            // it has ended, or belongs to another user
            return "";
        }
    }

    /// Tries several times to delete a folder, and prints a warning if it still exists.
    ///
    /// Other threads may still write to the folder while the JVM shuts down. [#deleteAbandoned] deletes what is left at
    /// the next start.
    private static void deleteAsFarAsPossible(Path folder) {
        Optional<IOException> failure = Optional.empty();
        for (int attempt = 0; attempt < 5; attempt++) {
            failure = tryDelete(folder);
            if (failure.isEmpty()) {
                return;
            }
        }
        System.err.println("warning: " + folder + " could not be deleted: " + failure.get().getMessage());
    }

    private static Optional<IOException> tryDelete(Path folder) {
        try {
            FolderTree.delete(folder);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }
}
