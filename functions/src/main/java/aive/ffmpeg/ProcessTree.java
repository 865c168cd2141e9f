package aive.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A running program with the processes that it started. The program may be a script, and FFmpeg a child of a child.
final class ProcessTree {

    private static final Path PROCESSES = Path.of("/proc");

    private final Process process;

    /// Linux's names of the pipes to which a script writes; empty on other systems, and for FFmpeg itself, which starts
    /// no processes.
    private final Set<Path> pipes;

    /// All processes seen as descendants. A child whose parent has ended is no longer one.
    private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();

    /// @param process has just been started
    /// @param program the file that it runs
    ProcessTree(Process process, Path program) {
        this.process = process;
        this.pipes = isScript(program) ? pipesOf(Long.toString(process.pid())) : Set.of();
    }

    private static boolean isScript(Path program) {
        try (InputStream content = Files.newInputStream(program)) {
            return content.read() == '#' && content.read() == '!';
        } catch (IOException _) {
            return false;
        }
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /// Notes the current descendants. Call it about once a second.
    void look() {
        process.descendants().forEach(seen::add);
    }

    /// The processor time of the program and its current descendants; empty if the system does not tell.
    Optional<Duration> processorTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> handle.info().totalCpuDuration())
                .reduce(Optional.of(Duration.ZERO), (sum, next) -> sum.flatMap(left -> next.map(left::plus)));
    }

    /// Kills all processes, and waits until the program has released its files: milliseconds, at most two seconds.
    void kill() {
        look();
        seen.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        var _ = process.onExit().completeOnTimeout(process, 2, TimeUnit.SECONDS).join();
        if (!pipes.isEmpty()) {
            killWriters();
        }
    }

    /// Kills what is left of a program that has ended, and leaves its output readable: killing the program itself would
    /// close it.
    void killLeftovers() {
        seen.forEach(ProcessHandle::destroyForcibly);
        if (!pipes.isEmpty()) {
            killWriters();
        }
    }

    /// Kills the processes that a script left behind when it ended: they are no descendants any more, but still write
    /// to its pipes.
    private void killWriters() {
        long own = ProcessHandle.current().pid();
        try (Stream<Path> processes = Files.list(PROCESSES)) {
            processes.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,9}") && Long.parseLong(name) != own)
                    .filter(name -> pipesOf(name).stream().anyMatch(pipes::contains))
                    .forEach(name -> ProcessHandle.of(Long.parseLong(name)).ifPresent(ProcessHandle::destroyForcibly));
        } catch (IOException _) {
            // not Linux
        }
    }

    private static Set<Path> pipesOf(String pid) {
        return Stream.of("1", "2")
                .flatMap(number -> target(PROCESSES.resolve(pid).resolve("fd").resolve(number)).stream())
                .filter(target -> target.toString().startsWith("pipe:"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Path> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link));
        } catch (IOException _) {
            // it has ended, belongs to somebody else, or there is no /proc
            return Optional.empty();
        }
    }
}
