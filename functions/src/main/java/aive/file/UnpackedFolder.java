package aive.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// Folders of unpacked files in a cache. A folder is complete or does not exist.
public final class UnpackedFolder {

    private static final String UNFINISHED = ".unpacking-";

    private UnpackedFolder() {}

    /// Writes the files of a folder.
    @FunctionalInterface
    public interface Content {

        /// @param folder exists and is empty
        void writeTo(Path folder) throws IOException;
    }

    /// Makes the folder unless it exists. Safe to call from several processes at once.
    ///
    /// @param folder named by its content, so that an existing one has the same
    /// @throws IOException if it cannot be written
    public static void make(Path folder, Content content) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path unfinished = unfinished(Files.createDirectories(folder.getParent()));
        try {
            content.writeTo(unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another process has made the same folder first. Java has no exception of its own for a target that is not
            // empty in an atomic move.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        } finally {
            if (Files.exists(unfinished)) {
                FolderTree.delete(unfinished);
            }
        }
    }

    /// Makes an empty folder for unfinished work, and deletes those of processes that were killed.
    ///
    /// @param parent is made if it does not exist
    public static Path unfinished(Path parent) throws IOException {
        Files.createDirectories(parent);
        deleteAbandoned(parent);
        return Files.createTempDirectory(parent, UNFINISHED + ProcessName.prefix());
    }

    /// Deletes the unfinished folders of processes that were killed.
    private static void deleteAbandoned(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            List<Path> abandoned = files.filter(file -> isAbandoned(file.getFileName().toString())).toList();
            for (Path folder : abandoned) {
                FolderTree.delete(folder);
            }
        }
    }

    private static boolean isAbandoned(String name) {
        return name.startsWith(UNFINISHED) && ProcessName.isAbandoned(name.substring(UNFINISHED.length()));
    }
}
