package aive.lambda;

import aive.file.FolderTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Lambda's temporary folder, which outlives invocations and even killed processes.
///
/// Lambda runs one invocation at a time in an environment, so files that exist when an invocation starts are
/// left-overs. Unpacked fonts stay for the life of a process, also when the process continues from a snapshot.
final class TemporaryFolder {

    /// Prefix of the folders into which [aive.caption.CaptionFonts] unpacks fonts for the life of a process.
    private static final String FONTS = "aive-fonts-";

    private final Path root;

    /// Whether this process has deleted the files of earlier processes.
    private boolean ours;

    /// @param root Lambda's folder, `/tmp`
    TemporaryFolder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /// The folder for workspaces.
    Path work() {
        return root.resolve("aive");
    }

    /// Deletes the files of earlier invocations and, the first time, those of earlier processes.
    synchronized void clear() {
        delete(work());
        if (!ours) {
            deleteFonts();
            ours = true;
        }
    }

    private void deleteFonts() {
        try (Stream<Path> files = Files.list(root)) {
            List<Path> fonts = files.filter(file -> file.getFileName().toString().startsWith(FONTS)).toList();
            fonts.forEach(TemporaryFolder::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            FolderTree.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
