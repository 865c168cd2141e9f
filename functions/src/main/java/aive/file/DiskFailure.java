package aive.file;

import aive.error.ConfigurationError;
import aive.error.OutOfSpace;
import aive.error.RenderError;
import aive.error.StorageUnavailable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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

    /// @param otherwise what cannot be unpacked into a cache, with its path
    public static RenderError ofCache(String otherwise, IOException cause) {
        return FullDisk.isCauseOf(cause)
                ? of(otherwise, cause)
                : new ConfigurationError(
                        "", "%s: %s; let this user write there, or let XDG_CACHE_HOME name another folder"
                                .formatted(otherwise, reason(cause)), cause);
    }

    /// The system's reason, with the path if the failure has another one than the caller knows. The messages of some
    /// exceptions are only a path.
    public static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case FileAlreadyExistsException existing -> "%s is in the way".formatted(existing.getFile());
            case NoSuchFileException missing -> "%s does not exist".formatted(missing.getFile());
            case FileSystemException system
            when system.getReason() != null -> "%s: %s".formatted(system.getFile(), system.getReason());
            default -> String.valueOf(cause.getMessage());
        };
    }
}
