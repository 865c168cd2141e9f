package aive.ffmpeg;

import aive.error.ConfigurationError;
import aive.error.DeadlineExceeded;
import aive.file.OpenFiles;
import aive.file.ShutdownHook;
import aive.media.SilentStretch;
import aive.time.Deadline;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs one process of FFmpeg or ffprobe: drains both of its streams, and kills it at the deadline.
///
/// Jaffree's own process is not used: it checks every 100 ms whether a process has ended, and most of ours take 20 ms
/// (ADR 7).
final class FfmpegProcess {

    /// All running processes, which are killed when the JVM shuts down.
    private static final Set<ProcessTree> ALIVE = ConcurrentHashMap.newKeySet();

    private static final long WATCH_MILLISECONDS = 1_000;

    /// How often a program that has ended is checked before its output is closed. On a busy machine, its last output
    /// is read seconds later.
    private static final int MOST_CHECKS_AFTER_THE_END = 60;

    /// The limit for a program's whole output as one text, in bytes: a program that prints without end must not use up
    /// the memory. Twice as much is needed while the text is built.
    private static final int MOST_OUTPUT = (int) Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

    private static final int LONGEST_LINE = 64 << 10;

    private static volatile boolean ending;

    static {
        var _ = ShutdownHook.add("kill FFmpeg", () -> {
            ending = true;
            ALIVE.forEach(ProcessTree::kill);
        });
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
    /// @throws ProcessFailedException if it ended with another code than 0, or printed more than the limit
    /// @throws ConfigurationError if it could not be started for lack of open files, or did nothing for a long time
    /// @throws DeadlineExceeded if it was killed at the deadline
    /// @throws CancellationException if it was killed because this thread was interrupted; the interrupt flag is set
    ///     again
    static ProcessResult run(Path program, List<String> arguments, String purpose, Deadline deadline)
            throws ProcessFailedException {
        return run(program, arguments, purpose, deadline, IdleDetector.DEFAULT_IDLE_TIMEOUT);
    }

    /// @param idleTimeout limit for the time in which the program does nothing
    static ProcessResult run(
            Path program, List<String> arguments, String purpose, Deadline deadline, Duration idleTimeout)
            throws ProcessFailedException {
        AtomicLong written = new AtomicLong();
        return runUnlessIdle(program, arguments, purpose, deadline, idleTimeout, written,
                output -> text(output, written));
    }

    /// Runs a program to its end and passes on each line of its output, without holding the output in memory.
    ///
    /// @param line receives each line, without its end, in order; called in another thread
    /// @return a result without output
    /// @throws ProcessFailedException like [#run]
    static ProcessResult runByLine(
            Path program, List<String> arguments, String purpose, Deadline deadline, Consumer<String> line)
            throws ProcessFailedException {
        AtomicLong written = new AtomicLong();
        return runUnlessIdle(
                program, arguments, purpose, deadline, IdleDetector.DEFAULT_IDLE_TIMEOUT, written,
                output -> {
                    eachLine(output, LONGEST_LINE, read -> {
                        written.incrementAndGet();
                        line.accept(read);
                    });
                    return "";
                });
    }

    private static ProcessResult runUnlessIdle(
            Path program, List<String> arguments, String purpose, Deadline deadline, Duration idleTimeout,
            AtomicLong written, Function<InputStream, String> reader) throws ProcessFailedException {
        IdleDetector idle = new IdleDetector(idleTimeout);
        try {
            return run(program, arguments, purpose, deadline, reader,
                    (tree, log) -> idle.isIdle(tree, written.get() + log.count())
                            ? OptionalLong.of(0)
                            : OptionalLong.empty());
        } catch (ProcessStalledException e) {
            throw new ConfigurationError(
                    "",
                    "%s did nothing for %d s and was killed; its task was to %s; check this program"
                            .formatted(program, idleTimeout.toSeconds(), purpose),
                    e);
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
                    eachLine(reports, LONGEST_LINE, line -> {
                        watch.line(line);
                        if (watch.isGarbage()) {
                            throw new ConfigurationError(
                                    "", "%s does not print what FFmpeg prints; check this program".formatted(program));
                        }
                    });
                    return "";
                },
                (tree, log) -> watch.hasStalled(tree) || DamagedInputException.isTooMuch(log.soFar())
                        ? OptionalLong.of(watch.frames())
                        : OptionalLong.empty());
    }

    /// Checks a running process once a second.
    @FunctionalInterface
    private interface Watchdog {

        /// @return the number of frames written, if the process must be killed; empty if it may continue
        OptionalLong check(ProcessTree tree, LogReader log);
    }

    private static ProcessResult run(
            Path program, List<String> arguments, String purpose, Deadline deadline, Function<InputStream,
                    String> reader, Watchdog watch)
            throws ProcessFailedException, ProcessStalledException {
        LogReader log = new LogReader();
        Process process = start(program, arguments, log);
        ProcessTree tree = new ProcessTree(process, program);
        ALIVE.add(tree);
        try {
            if (ending) {
                throw new CancellationException(purpose + " was interrupted: this program is ending");
            }
            CompletableFuture<String> output = reading(process.getInputStream(), reader, tree);
            CompletableFuture<Void> logged = reading(process.getErrorStream(), log::read, tree);
            CompletableFuture<Process> ended = CompletableFuture.allOf(output, logged)
                    .thenCombine(process.onExit(), (_, exited) -> exited);
            int code = await(ended, tree, log, deadline, watch).exitValue();
            if (code != 0) {
                throw new ProcessFailedException("it ended with code " + code, log.soFar(), null);
            }
            return new ProcessResult(output.join(), log.soFar());
        } catch (ExecutionException e) {
            throw failure(e.getCause(), log);
        } catch (TimeoutException e) {
            throw new DeadlineExceeded("", "%s did not finish before the deadline".formatted(purpose), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException(purpose + " was interrupted");
            cancelled.initCause(e);
            throw cancelled;
        } finally {
            tree.kill();
            ALIVE.remove(tree);
        }
    }

    private static ProcessFailedException failure(@Nullable Throwable cause, LogReader log) {
        return switch (cause) {
            case TooMuchOutputException tooMuch ->
                new ProcessFailedException(String.valueOf(tooMuch.getMessage()), log.soFar(), tooMuch);
            case ConfigurationError error -> throw error;
            case Error error -> throw error;
            case null, default -> new ProcessFailedException(String.valueOf(cause), log.soFar(), cause);
        };
    }

    private static Process await(
            CompletableFuture<Process> ended, ProcessTree tree, LogReader log, Deadline deadline, Watchdog watch)
            throws ExecutionException, InterruptedException, TimeoutException, ProcessStalledException {
        int checksAfterItsEnd = 0;
        while (true) {
            long left = deadline.remaining().toMillis();
            try {
                return ended.get(Math.min(left, WATCH_MILLISECONDS), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (left <= WATCH_MILLISECONDS) {
                    throw e;
                }
            }
            if (tree.hasEnded()) {
                // Only its output has not: it is still being read, or a process that a script left behind writes to it.
                tree.killLeftovers();
                if (++checksAfterItsEnd == MOST_CHECKS_AFTER_THE_END) {
                    tree.kill();
                }
                continue;
            }
            tree.look();
            OptionalLong stalledAfter = watch.check(tree, log);
            if (stalledAfter.isPresent()) {
                throw new ProcessStalledException(stalledAfter.getAsLong(), log.soFar());
            }
        }
    }

    private static Process start(Path program, List<String> arguments, LogReader log) throws ProcessFailedException {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(Stream.concat(Stream.of(program.toString()), arguments.stream()).toList());
            // FFmpeg reads files of strangers, and needs neither credentials nor any setting of ours. A script that
            // AIVE_FFMPEG names may need PATH.
            builder.environment().keySet().retainAll(Set.of(LibraryPath.VARIABLE));
            builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
            LibraryPath.prepend(builder.environment(), program);
            return builder.start();
        } catch (IOException e) {
            if (OpenFiles.isLimitCauseOf(e)) {
                throw OpenFiles.tooFew("%s cannot be started".formatted(program), e);
            }
            throw new ProcessFailedException(String.valueOf(e.getMessage()), log.soFar(), e);
        }
    }

    /// Reads a stream in another thread. If that fails, the processes are killed: nobody reads their output any more.
    @SuppressWarnings("CatchingUnchecked") // the waiting thread must learn of every error
    private static <T> CompletableFuture<T> reading(
            InputStream stream, Function<InputStream, T> reader, ProcessTree tree) {
        CompletableFuture<T> read = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                read.complete(reader.apply(stream));
            } catch (Throwable thrown) {
                read.completeExceptionally(thrown);
                tree.kill();
            }
        });
        return read;
    }

    /// Thrown in the thread that reads the output of a program, if it is longer than the limit.
    private static final class TooMuchOutputException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooMuchOutputException() {
            super("it printed more than %d MiB".formatted(MOST_OUTPUT >> 20));
        }
    }

    private static String text(InputStream stream, AtomicLong written) {
        try (stream) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] buffer = new byte[16 << 10];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                if (written.addAndGet(read) > MOST_OUTPUT) {
                    throw new TooMuchOutputException();
                }
                text.write(buffer, 0, read);
            }
            return text.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads all lines of a stream.
    ///
    /// @param longest the limit for a line; the rest of a longer one is skipped
    private static void eachLine(InputStream stream, int longest, Consumer<String> each) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n') {
                    each.accept(line.toString().stripTrailing());
                    line.setLength(0);
                } else if (line.length() < longest) {
                    line.append((char) c);
                }
            }
            if (!line.isEmpty()) {
                each.accept(line.toString().stripTrailing());
            }
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
        private final List<SilentStretch> silences = new ArrayList<>();
        private long count;
        private long audioErrors;
        private long audioFormatChanges;

        @Nullable Void read(InputStream stream) {
            eachLine(stream, LONGEST, this::add);
            return null;
        }

        /// How many lines there were so far.
        synchronized long count() {
            return count;
        }

        private synchronized void add(String line) {
            count++;
            // The loader's warning about the stub libraries that EmbeddedFfmpeg puts beside FFmpeg.
            if (line.contains("no version information available")) {
                return;
            }
            FfmpegLog.inputOfDamagedFrame(line).ifPresent(input -> damagedFrames.merge(input, 1L, Long::sum));
            if (FfmpegLog.isAudioError(line)) {
                audioErrors++;
            }
            if (silences.size() < FfmpegLog.MOST_SILENCES) {
                FfmpegLog.silence(line).ifPresent(silences::add);
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
                    List.copyOf(last), Map.copyOf(damagedFrames), audioErrors, audioFormatChanges,
                    List.copyOf(silences), Optional.empty());
        }
    }
}
