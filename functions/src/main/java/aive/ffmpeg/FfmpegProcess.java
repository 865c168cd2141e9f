package aive.ffmpeg;

import aive.error.DeadlineExceeded;
import aive.time.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs one process of FFmpeg or ffprobe: drains both of its streams, and kills it at the deadline.
///
/// Jaffree's own process is not used: it checks every 100 ms whether a process has ended, and most of ours take 20 ms
/// (ADR 7).
final class FfmpegProcess {

    /// All running processes, which are killed when the JVM shuts down.
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    private static final long WATCH_MILLISECONDS = 1_000;

    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(
                () -> {
                    ending = true;
                    ALIVE.forEach(process -> {
                        process.descendants().forEach(ProcessHandle::destroyForcibly);
                        process.destroyForcibly();
                    });
                },
                "kill FFmpeg"));
    }

    private FfmpegProcess() {}

    /// The output of a finished process.
    ///
    /// @param output its whole standard output
    /// @param log its standard error
    record ProcessResult(String output, FfmpegLog log) {}

    /// Thrown for a process that ended with an error.
    static final class ProcessFailedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient FfmpegLog log;

        ProcessFailedException(String message, FfmpegLog log, @Nullable Throwable cause) {
            super(message, cause);
            this.log = log;
        }

        FfmpegLog log() {
            return log;
        }
    }

    /// Thrown for a process that was killed because it stalled.
    static final class ProcessStalledException extends Exception {

        private static final long serialVersionUID = 1L;

        private final long frames;
        private final transient FfmpegLog log;

        private ProcessStalledException(long frames, FfmpegLog log) {
            super("killed after frame " + frames);
            this.frames = frames;
            this.log = log;
        }

        /// The number of frames that the process had written.
        long frames() {
            return frames;
        }

        FfmpegLog log() {
            return log;
        }
    }

    /// Runs a program to its end.
    ///
    /// @param purpose the task, for messages
    /// @throws ProcessFailedException if it could not be started or ended with another code than 0
    /// @throws DeadlineExceeded if it was killed at the deadline
    /// @throws CancellationException if it was killed because this thread was interrupted; the interrupt flag is set
    ///     again
    static ProcessResult run(Path program, List<String> arguments, String purpose, Deadline deadline)
            throws ProcessFailedException {
        try {
            return run(program, arguments, purpose, deadline, FfmpegProcess::text, (_, _) -> OptionalLong.empty());
        } catch (ProcessStalledException e) {
            throw new IllegalStateException("a process without a watchdog cannot stall", e);
        }
    }

    /// Runs a program that reports its progress on standard output, to its end or until it stalls.
    ///
    /// @return a result without output
    /// @throws ProcessStalledException if it was killed because it stalled, or because an input is too damaged to
    ///     continue
    static ProcessResult runWatched(Path program, List<String> arguments, String purpose, Deadline deadline,
            StallDetector watch) throws ProcessFailedException, ProcessStalledException {
        return run(
                program, arguments, purpose, deadline,
                reports -> {
                    watch.read(reports);
                    return "";
                },
                (process, log) -> watch.hasStalled(process) || DamagedInputException.isTooMuch(log.soFar())
                        ? OptionalLong.of(watch.frames())
                        : OptionalLong.empty());
    }

    /// Checks a running process once a second.
    @FunctionalInterface
    private interface Watchdog {

        /// @return the number of frames written, if the process must be killed; empty if it may continue
        OptionalLong check(Process process, LogReader log);
    }

    private static ProcessResult run(
            Path program, List<String> arguments, String purpose, Deadline deadline, Function<InputStream,
                    String> reader, Watchdog watch)
            throws ProcessFailedException, ProcessStalledException {
        LogReader log = new LogReader();
        Process process = start(program, arguments, log);
        try {
            CompletableFuture<String> output = reading(process.getInputStream(), reader);
            CompletableFuture<Void> logged = reading(process.getErrorStream(), log::read);
            CompletableFuture<Process> ended = CompletableFuture.allOf(output, logged)
                    .thenCombine(process.onExit(), (_, exited) -> exited);
            int code = await(ended, process, log, deadline, watch).exitValue();
            if (code != 0) {
                throw new ProcessFailedException("it ended with code " + code, log.soFar(), null);
            }
            return new ProcessResult(output.join(), log.soFar());
        } catch (ExecutionException e) {
            throw new ProcessFailedException(String.valueOf(e.getCause()), log.soFar(), e);
        } catch (TimeoutException e) {
            throw new DeadlineExceeded("", "%s did not finish before the deadline".formatted(purpose), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException(purpose + " was interrupted");
            cancelled.initCause(e);
            throw cancelled;
        } finally {
            kill(process);
        }
    }

    private static Process await(
            CompletableFuture<Process> ended, Process process, LogReader log, Deadline deadline, Watchdog watch)
            throws ExecutionException, InterruptedException, TimeoutException, ProcessStalledException {
        while (true) {
            long left = deadline.remaining().toMillis();
            try {
                return ended.get(Math.min(left, WATCH_MILLISECONDS), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (left <= WATCH_MILLISECONDS) {
                    throw e;
                }
            }
            OptionalLong stalledAfter = watch.check(process, log);
            if (stalledAfter.isPresent()) {
                throw new ProcessStalledException(stalledAfter.getAsLong(), log.soFar());
            }
        }
    }

    private static Process start(Path program, List<String> arguments, LogReader log) throws ProcessFailedException {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(Stream.concat(Stream.of(program.toString()), arguments.stream()).toList());
            LibraryPath.prepend(builder.environment(), program);
            Process process = builder.start();
            ALIVE.add(process);
            if (ending) {
                // The JVM began to shut down while this process was starting.
                process.destroyForcibly();
            }
            return process;
        } catch (IOException e) {
            throw new ProcessFailedException(String.valueOf(e.getMessage()), log.soFar(), e);
        }
    }

    private static void kill(Process process) {
        // The program may be a script, whose FFmpeg must be killed too.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        // Wait until the process has released its files. A killed process ends within milliseconds.
        var _ = process.onExit().completeOnTimeout(process, 2, TimeUnit.SECONDS).join();
        ALIVE.remove(process);
    }

    private static <T> CompletableFuture<T> reading(InputStream stream, Function<InputStream, T> reader) {
        CompletableFuture<T> read = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                read.complete(reader.apply(stream));
            } catch (RuntimeException e) {
                read.completeExceptionally(e);
            }
        });
        return read;
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads all lines of a stream, and keeps only the last ones to limit memory.
    private static final class LogReader {

        private static final int LINES_KEPT = 200;
        private static final int LONGEST = 2_000;

        private final Deque<String> last = new ArrayDeque<>();
        private final Map<Integer, Long> damagedFrames = new TreeMap<>();
        private long audioErrors;
        private long audioFormatChanges;

        @Nullable Void read(InputStream stream) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = readLine(reader); !line.isEmpty(); line = readLine(reader)) {
                    add(line.stripTrailing());
                }
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// The next line with its end, truncated to a limit; empty at the end of the stream.
        private static String readLine(BufferedReader reader) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (line.length() < LONGEST || c == '\n') {
                    line.append((char) c);
                }
                if (c == '\n') {
                    break;
                }
            }
            return line.toString();
        }

        private synchronized void add(String line) {
            // The loader's warning about the stub libraries that EmbeddedFfmpeg puts beside FFmpeg.
            if (line.contains("no version information available")) {
                return;
            }
            FfmpegLog.inputOfDamagedFrame(line).ifPresent(input -> damagedFrames.merge(input, 1L, Long::sum));
            if (FfmpegLog.isAudioError(line)) {
                audioErrors++;
            }
            if (FfmpegLog.isAudioFormatChange(line)) {
                audioFormatChanges++;
            }
            if (last.size() == LINES_KEPT) {
                last.removeFirst();
            }
            last.add(line);
        }

        synchronized FfmpegLog soFar() {
            return new FfmpegLog(
                    List.copyOf(last), Map.copyOf(damagedFrames), audioErrors, audioFormatChanges, Optional.empty());
        }
    }
}
