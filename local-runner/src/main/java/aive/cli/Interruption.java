package aive.cli;

import java.util.concurrent.CountDownLatch;

/// What happens when somebody presses Ctrl-C: one line, silence, and the exit code that the JVM gives for it (130).
///
/// Killing FFmpeg and deleting workspaces is up to those who own them; this keeps what fails in consequence from being reported as an error.
final class Interruption {

    /// Ctrl-C reaches FFmpeg as well, and may do so before it reaches us.
    private static final long FFMPEG_MAY_BE_FASTER_MILLIS = 200;

    private static volatile boolean interrupted;
    private static volatile boolean finished;

    private Interruption() {}

    static void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!finished) {
                interrupted = true;
                System.err.println("interrupted");
            }
        }, "note interruption"));
    }

    /// Before an error is reported: never returns if the error is but a consequence.
    static void silenceIfInterrupted() {
        try {
            if (!interrupted && !finished) {
                Thread.sleep(FFMPEG_MAY_BE_FASTER_MILLIS);
            }
            if (interrupted) {
                // The JVM is on its way out; it does not wait for this thread.
                new CountDownLatch(1).await();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// From here on the end of the program is its own doing.
    static void finished() {
        finished = true;
    }
}
