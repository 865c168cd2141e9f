package aive.caption;

import aive.error.ConfigurationError;
import aive.error.DeadlineExceeded;
import aive.error.OutOfSpace;
import aive.error.RenderError;
import aive.file.FolderTree;
import aive.file.OpenFiles;
import aive.file.ShutdownHook;
import aive.file.UnpackedFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Downloads a font's package with npm into a temporary folder. The end of the program, too, stops npm and deletes the
/// folder.
final class NpmDownload implements AutoCloseable {

    private static final String LOG = "npm.log";
    private static final int MOST_LOG = 64 << 10;
    private static final int MOST_REASON = 400;
    private static final long LONGEST_END_MILLIS = 1_000;

    private final Path folder;
    private @Nullable Process process;
    private boolean closed;

    private NpmDownload(Path folder) {
        this.folder = folder;
    }

    /// @param parent gets the temporary folder, so that the font can be moved from there atomically
    static NpmDownload in(Path parent) throws IOException {
        NpmDownload download = new NpmDownload(UnpackedFolder.unfinished(parent));
        if (!ShutdownHook.add("stop the download of a font", download::closeAtTheEnd)) {
            download.close();
            throw interrupted();
        }
        return download;
    }

    /// Downloads the package.
    ///
    /// @return the folder with the package's files
    /// @throws ConfigurationError if npm is missing or fails
    /// @throws DeadlineExceeded if it takes too long, or the thread is interrupted
    Path packageFolder(LargeFont font, String npm, Duration limit) throws IOException {
        Process running = start(List.of(
                npm,
                "install",
                "--ignore-scripts",
                "--no-save",
                "--no-audit",
                "--no-fund",
                "--no-update-notifier",
                "--no-global",
                "--loglevel=error",
                // A version's content never changes, so npm need not ask whether its own cache is current.
                "--prefer-offline",
                "--prefix",
                folder.toString(),
                font.npmPackage()));
        try {
            if (!running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DeadlineExceeded(
                        "",
                        "npm did not download %s within %d s; check the network and start again"
                                .formatted(font.npmPackage(), limit.toSeconds()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
        if (running.exitValue() != 0) {
            throw failure(font, running.exitValue());
        }
        return folder.resolve("node_modules").resolve(font.packageName());
    }

    private synchronized Process start(List<String> command) throws IOException {
        if (closed) {
            throw interrupted();
        }
        Process started;
        try {
            started = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(LOG).toFile())
                    .start();
        } catch (IOException e) {
            if (OpenFiles.isLimitCauseOf(e)) {
                throw OpenFiles.tooFew("npm cannot be started", e);
            }
            throw new ConfigurationError(
                    "",
                    "npm cannot be started, and large fonts come from npm; install Node.js 20 or newer, which has npm,"
                            + " and start again (%s)".formatted(e.getMessage()),
                    e);
        }
        process = started;
        started.getOutputStream().close();
        return started;
    }

    /// Converts npm's error output to one sentence.
    private RenderError failure(LargeFont font, int exitCode) throws IOException {
        String output;
        try (InputStream log = Files.newInputStream(folder.resolve(LOG))) {
            output = new String(log.readNBytes(MOST_LOG), StandardCharsets.UTF_8);
        }
        String reason = output.lines()
                .map(line -> line.replaceFirst("^npm (error|ERR!)", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("at ") && !line.startsWith("A complete log"))
                .limit(4)
                .collect(Collectors.joining("; "));
        String message = "npm did not download %s: %s"
                .formatted(
                        font.npmPackage(),
                        reason.isEmpty()
                                ? "it ended with exit code " + exitCode
                                : reason.substring(0, Math.min(reason.length(), MOST_REASON)));
        return output.contains("ENOSPC")
                ? new OutOfSpace("", message + "; free some room and start again")
                : new ConfigurationError(
                        "", message + "; check the network and npm's settings ('npm ping'), and start again");
    }

    private static DeadlineExceeded interrupted() {
        return new DeadlineExceeded("", "the installation of a font was interrupted");
    }

    private void closeAtTheEnd() {
        try {
            close();
        } catch (IOException _) {
            // Nobody is left to hear of it. The next installation deletes the folder, because its process has ended.
        }
    }

    /// Stops npm if it runs, waits for its end, and deletes the folder.
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (process != null && process.isAlive()) {
            List<ProcessHandle> running = new ArrayList<>();
            try (Stream<ProcessHandle> children = process.descendants()) {
                children.forEach(running::add);
            }
            running.add(process.toHandle());
            running.forEach(ProcessHandle::destroyForcibly);
            // A process whose parent has ended, in a container that nobody tidies up, seems to run permanently.
            running.forEach(each -> each.onExit()
                    .completeOnTimeout(each, LONGEST_END_MILLIS, TimeUnit.MILLISECONDS)
                    .join());
        }
        FolderTree.delete(folder);
    }
}
