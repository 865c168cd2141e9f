package aive.ffmpeg;

import aive.error.DeadlineExceeded;
import aive.time.Deadline;
import com.github.kokorin.jaffree.JaffreeException;
import com.github.kokorin.jaffree.log.LogMessage;
import com.github.kokorin.jaffree.process.JaffreeAbnormalExitException;
import com.github.kokorin.jaffree.process.ProcessHandler;
import com.github.kokorin.jaffree.process.StdReader;
import com.github.kokorin.jaffree.process.Stopper;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One process of FFmpeg or ffprobe: run through Jaffree under a deadline, both of its streams drained, killed when it is not wanted any more.
final class FfmpegProcess {

    /// Every process that is alive, so that the end of this program is the end of them.
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly), "kill FFmpeg"));
    }

    private FfmpegProcess() {}

    /// What a finished process said.
    ///
    /// @param output the whole of its standard output
    /// @param log of its standard error
    record Result(String output, FfmpegLog log) {}

    /// A process that ended with an error.
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient FfmpegLog log;

        Failed(String message, FfmpegLog log, Throwable cause) {
            super(message, cause);
            this.log = log;
        }

        FfmpegLog log() {
            return log;
        }
    }

    /// Runs a program to its end.
    ///
    /// @param purpose for messages
    /// @throws Failed if it could not be started or ended with another code than 0
    /// @throws DeadlineExceeded if it was killed because its time was up
    /// @throws CancellationException if it was killed because this thread was interrupted; the interrupt flag is set again
    static Result run(Path program, List<String> arguments, String purpose, Deadline deadline) throws Failed {
        Killer killer = new Killer();
        LogReader log = new LogReader();
        ProcessHandler<String> handler = new ProcessHandler<String>(program, purpose)
                .setStdOutReader(new Text())
                .setStdErrReader(log)
                .setStopper(killer)
                .setArguments(arguments);
        CompletableFuture<String> running = new CompletableFuture<>();
        Thread.ofVirtual().name(purpose).start(() -> {
            try {
                running.complete(handler.execute());
            } catch (RuntimeException e) {
                running.completeExceptionally(e);
            } finally {
                killer.forceStop();
            }
        });
        try {
            return new Result(running.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS), log.soFar());
        } catch (ExecutionException e) {
            throw new Failed(reason(e.getCause()), log.soFar(), e);
        } catch (TimeoutException e) {
            killer.forceStop();
            throw new DeadlineExceeded("", "%s had not finished when its time was up".formatted(purpose), e);
        } catch (InterruptedException e) {
            killer.forceStop();
            // It may be starting this very moment: it is killed as soon as it has, which must not be after the end of this program.
            var _ = running.handle((_, _) -> "").completeOnTimeout("", 2, TimeUnit.SECONDS).join();
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException(purpose + " was interrupted");
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return switch (cause) {
            // Jaffree's sentence ends with the exit code and advice to look into a log that nobody has.
            case JaffreeAbnormalExitException e -> String.valueOf(e.getMessage()).replaceFirst("\\. Check logs.*", "");
            case JaffreeException e when e.getCause() instanceof IOException io -> String.valueOf(io.getMessage());
            case null -> "no reason given";
            default -> String.valueOf(cause.getMessage());
        };
    }

    /// Jaffree's handle on the process. Kills at once, also one that is only about to start.
    private static final class Killer implements Stopper {

        private @Nullable Process process;
        private boolean stopped;

        @Override
        public synchronized void setProcess(Process started) {
            process = started;
            ALIVE.add(started);
            var _ = started.onExit().thenAccept(ALIVE::remove);
            if (stopped) {
                kill(started);
            }
        }

        @Override
        public void graceStop() {
            forceStop();
        }

        @Override
        public synchronized void forceStop() {
            stopped = true;
            if (process != null) {
                kill(process);
            }
        }

        private static void kill(Process process) {
            process.destroyForcibly();
            // What it held open is free only once it is gone; a killed process is, within milliseconds.
            var _ = process.onExit().completeOnTimeout(process, 2, TimeUnit.SECONDS).join();
        }
    }

    /// Reads all text of a stream.
    private static final class Text implements StdReader<String> {

        @Override
        public String read(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<LogMessage> getErrorLogMessages() {
            return List.of();
        }
    }

    /// Reads all lines of a stream, and keeps the last ones, so that a chatty program costs no memory.
    private static final class LogReader implements StdReader<String> {

        private static final int LINES_KEPT = 60;
        private static final int LONGEST = 2_000;

        private final Deque<String> last = new ArrayDeque<>();
        private final Map<Integer, Long> damagedFrames = new TreeMap<>();
        private long damagedSounds;

        @Override
        public @Nullable String read(InputStream stream) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = readLine(reader); !line.isEmpty(); line = readLine(reader)) {
                    add(line.stripTrailing());
                }
                // The result comes from the other stream.
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// The next line with its end, cut where it is longer than anybody reads; empty at the end of the stream.
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
            // The loader's remark on the empty libraries that EmbeddedFfmpeg puts beside FFmpeg.
            if (line.contains("no version information available")) {
                return;
            }
            FfmpegLog.inputOfDamagedFrame(line).ifPresent(input -> damagedFrames.merge(input, 1L, Long::sum));
            if (FfmpegLog.isDamagedSound(line)) {
                damagedSounds++;
            }
            if (last.size() == LINES_KEPT) {
                last.removeFirst();
            }
            last.add(line);
        }

        synchronized FfmpegLog soFar() {
            return new FfmpegLog(List.copyOf(last), Map.copyOf(damagedFrames), damagedSounds);
        }

        @Override
        public List<LogMessage> getErrorLogMessages() {
            return List.of();
        }
    }
}
