package aive.lambda;

import aive.file.FolderTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a function writes to Lambda's temporary folder, which outlives a call and even a process that was killed.
///
/// A function has an environment to itself and one call at a time, so that whatever lies here when a call begins is somebody's who is gone.
final class TemporaryFolder {

    /// What [aive.caption.CaptionFonts] unpacks for the life of a process.
    private static final String FONTS = "aive-fonts-";

    private final Path root;

    /// @param root Lambda's folder, `/tmp`
    TemporaryFolder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /// Where workspaces are made.
    Path work() {
        return root.resolve("aive");
    }

    /// Deletes what earlier calls have left.
    void clear() {
        delete(work());
    }

    /// Deletes what earlier processes have left as well.
    void clearForNewProcess() {
        clear();
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
