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
        Optional<String> defectOfName = defectOfName(file);
        if (defectOfName.isPresent()) {
            return defectOfName;
        }
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            return Optional.of("does not exist");
        } else if (!Files.isRegularFile(path)) {
            return Optional.of("is not a file");
        }
        return Files.isReadable(path) ? Optional.empty() : Optional.of("may not be read by this user");
    }

    /// Why no file can have this name, the predicate of a sentence; empty if one can, whether it exists or not.
    ///
    /// @param file `file:///…`
    public static Optional<String> defectOfName(URI file) {
        try {
            var _ = Path.of(file);
            return Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.of("has characters that this machine's locale cannot represent");
        }
    }
}
