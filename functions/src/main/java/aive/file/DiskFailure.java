package aive.file;

import aive.error.ConfigurationError;
import aive.error.OutOfSpace;
import aive.error.RenderError;
import aive.error.StorageUnavailable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;

/// Converts failures of a disk to our errors, by what helps: permissions, room, or another attempt.
public final class DiskFailure {

    /// Reasons of the operating system that another attempt does not change.
    private static final List<String> LASTING =
            List.of("read-only file system", "permission denied", "operation not permitted", "not a directory");

    private DiskFailure() {}

    /// @param otherwise what cannot be done, with its path: "cannot write a in b"
    public static RenderError of(String otherwise, IOException cause) {
        String reason = reason(cause);
        String message = "%s: %s".formatted(otherwise, reason);
        if (OpenFiles.isLimitCauseOf(cause)) {
            return OpenFiles.tooFew(otherwise, cause);
        }
        if (FullDisk.isCauseOf(cause)) {
            return new OutOfSpace("", message + "; free some room, or use another folder", cause);
        }
        if (cause instanceof AccessDeniedException
                || LASTING.stream().anyMatch(reason.toLowerCase(Locale.ROOT)::contains)) {
            return new ConfigurationError("", message + "; let this user write there, or use another folder", cause);
        }
        return new StorageUnavailable("", message, cause);
    }

    /// The system's reason, with the path if the failure has another one than the caller knows.
    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        return cause instanceof FileSystemException system && system.getReason() != null
                ? "%s: %s".formatted(system.getFile(), system.getReason())
                : String.valueOf(cause.getMessage());
    }
}
