package aive.file;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Recognizes that a disk is full, by the text of the system's error, since Java has no exception for a full disk.
public final class FullDisk {

    private static final List<String> TEXTS = List.of("no space left", "quota exceeded");

    private FullDisk() {}

    /// Whether `thrown` or one of its causes is an I/O error about a full disk or an exceeded quota.
    public static boolean isCauseOf(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(IOException.class::isInstance)
                .anyMatch(cause -> says(String.valueOf(cause.getMessage())));
    }

    /// Whether the text of an error reports a full disk or an exceeded quota.
    public static boolean says(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return TEXTS.stream().anyMatch(text::contains);
    }

    /// Whether a folder's file system has less room than `bytes`.
    public static boolean hasNoRoomFor(long bytes, Path folder) throws IOException {
        return bytes > Files.getFileStore(folder).getUsableSpace();
    }
}
