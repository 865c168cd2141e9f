package aive.step;

import aive.file.FolderTree;
import aive.file.ShutdownHook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A temporary folder for one invocation, deleted when it is closed or when the JVM shuts down.
public final class Workspace implements AutoCloseable {

    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    static {
        ShutdownHook.add("delete workspaces", () -> OPEN.forEach(Workspace::deleteAsFarAsPossible));
    }

    private final Path folder;

    private Workspace(Path folder) {
        this.folder = folder;
    }

    /// Makes a new folder in `parent`, and `parent` itself if it is missing.
    public static Workspace in(Path parent) {
        try {
            Files.createDirectories(parent);
            Path folder = Files.createTempDirectory(parent, ProcessHandle.current().pid() + "-");
            OPEN.add(folder);
            return new Workspace(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    /// Deletes the folders in `parent` whose process has ended: a killed process deletes nothing itself.
    public static void deleteAbandoned(Path parent) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> folders = Files.list(parent)) {
            folders.filter(Workspace::isAbandoned).forEach(Workspace::deleteAsFarAsPossible);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAbandoned(Path folder) {
        String owner = folder.getFileName().toString().split("-", 2)[0];
        return owner.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(owner)).isEmpty();
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
