package aive.file;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of temporary files that tell which process made them, so that another process can delete them after that one
/// was killed: `4711-1764300000-` and any text. Earlier versions left out the time.
///
/// The time of its start distinguishes a process from a later one with the same number.
public final class ProcessName {

    private static final Pattern NAME = Pattern.compile("([0-9]{1,18})-(?:([0-9]{1,18})-)?.*");

    private ProcessName() {}

    /// The start of the names of this process.
    public static String prefix() {
        ProcessHandle own = ProcessHandle.current();
        return "%d-%d-".formatted(own.pid(), start(own).orElse(0L));
    }

    /// Whether a name is one of ours, and the process that made it has ended.
    public static boolean isAbandoned(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return false;
        }
        Optional<Long> started = Optional.ofNullable(parts.group(2)).map(Long::parseLong);
        return ProcessHandle.of(Long.parseLong(parts.group(1)))
                .filter(process -> started.flatMap(then -> start(process).map(then::equals)).orElse(true))
                .isEmpty();
    }

    private static Optional<Long> start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::getEpochSecond);
    }
}
