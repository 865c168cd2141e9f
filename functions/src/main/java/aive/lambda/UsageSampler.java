package aive.lambda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Samples how much memory and temporary storage an invocation uses.
///
/// For child processes it reads the high-water mark (`VmHWM`), so one sample sees all of a process's past peaks. For
/// the JVM, whose high-water mark covers earlier invocations, it reads the current value (`VmRSS`). It misses
/// processes that start and end between two samples, and peaks after the last sample. Lambda's own number (`Max
/// Memory Used`) is that of the whole environment.
final class UsageSampler implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Pattern NOW = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Path processes;
    private final Path temporary;
    private final Thread thread;
    private Usage most = Usage.NONE;

    private UsageSampler(Path processes, Path temporary) {
        this.processes = processes;
        this.temporary = temporary;
        this.thread = Thread.ofPlatform().daemon().name("usage").unstarted(this::watch);
    }

    /// Starts sampling.
    ///
    /// @param temporary the folder whose file system is measured
    static UsageSampler start(Path temporary) {
        UsageSampler sampler = new UsageSampler(Path.of("/proc"), temporary);
        sampler.look();
        sampler.thread.start();
        return sampler;
    }

    /// The peak so far, including now.
    Usage most() {
        look();
        synchronized (this) {
            return most;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                look();
            }
        } catch (InterruptedException _) {
            // The invocation has ended.
        }
    }

    private void look() {
        Usage now = new Usage(memory(), storage(), storageLimit());
        synchronized (this) {
            most = most.most(now);
        }
    }

    private long memory() {
        ProcessHandle self = ProcessHandle.current();
        return bytes(self, NOW) + self.descendants().mapToLong(child -> bytes(child, PEAK)).sum();
    }

    /// The bytes in the matching line of the process's `/proc/<pid>/status`.
    ///
    /// The result is 0 if the process has ended or the system has no `/proc`.
    private long bytes(ProcessHandle process, Pattern line) {
        try {
            Path status = processes.resolve(Long.toString(process.pid())).resolve("status");
            Matcher kibibytes = line.matcher(new String(Files.readAllBytes(status), StandardCharsets.UTF_8));
            return kibibytes.find() ? Long.parseLong(kibibytes.group(1)) << 10 : 0;
        } catch (IOException _) {
            return 0;
        }
    }

    private long storage() {
        try {
            FileStore files = Files.getFileStore(temporary);
            return files.getTotalSpace() - files.getUnallocatedSpace();
        } catch (IOException _) {
            return 0;
        }
    }

    private long storageLimit() {
        try {
            return Math.max(1, Files.getFileStore(temporary).getTotalSpace());
        } catch (IOException _) {
            return 1;
        }
    }
}
