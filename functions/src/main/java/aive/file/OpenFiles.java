package aive.file;

import aive.error.ConfigurationError;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;

/// Recognizes that a process may open no more files, by the text of the system's error.
public final class OpenFiles {

    private static final String TEXT = "too many open files";

    private OpenFiles() {}

    /// Whether `thrown` or one of its causes is an I/O error about too many open files.
    public static boolean isLimitCauseOf(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(IOException.class::isInstance)
                .anyMatch(cause -> says(String.valueOf(cause.getMessage())));
    }

    /// Whether the text of an error reports too many open files.
    public static boolean says(String message) {
        return message.toLowerCase(Locale.ROOT).contains(TEXT);
    }

    /// @param otherwise what cannot be done, a sentence
    public static ConfigurationError tooFew(String otherwise, Throwable cause) {
        return new ConfigurationError(
                "", otherwise + ": this process has too many open files; raise the limit: ulimit -n 1024", cause);
    }
}
