package aive.file;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Checks the media files of a local run before any work.
public final class LocalFiles {

    private LocalFiles() {}

    /// Why a file cannot be read, the predicate of a sentence: `does not exist`; empty if it can be read.
    ///
    /// @param file `file:///…`
    public static Optional<String> defect(URI file) {
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException _) {
            return Optional.of("has characters that this machine's locale cannot represent");
        }
        if (!Files.exists(path)) {
            return Optional.of("does not exist");
        } else if (!Files.isRegularFile(path)) {
            return Optional.of("is not a file");
        }
        return Files.isReadable(path) ? Optional.empty() : Optional.of("may not be read by this user");
    }
}
