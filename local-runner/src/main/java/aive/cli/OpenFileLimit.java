package aive.cli;

import aive.error.ConfigurationError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The operating system's limit for open files of one process.
final class OpenFileLimit {

    /// The files of the JVM and its libraries, and those of many functions at once: pipes of FFmpeg, downloads.
    private static final long NEEDED = 256;

    /// The kernel's list of this process's limits. Other systems than Linux have no such file, and higher limits.
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files +([0-9]{1,18}) ");

    private OpenFileLimit() {}

    /// Checks the limit. If it is too low, the JVM fails in strange ways: it does not find classes.
    ///
    /// @throws ConfigurationError if the limit is too low
    static void check() {
        try {
            check(Files.readString(LIMITS));
        } catch (IOException _) {
            // unknown limit
        }
    }

    /// @param limits the content of the kernel's list
    static void check(String limits) {
        Matcher found = OPEN_FILES.matcher(limits);
        if (found.find() && Long.parseLong(found.group(1)) < NEEDED) {
            throw new ConfigurationError(
                    "",
                    "this process may open only %s files at once, and needs %d; raise the limit: ulimit -n %d"
                            .formatted(found.group(1), NEEDED, NEEDED));
        }
    }
}
