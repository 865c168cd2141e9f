package aive.cli;

import aive.file.ShutdownHook;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Handles Ctrl-C: prints one line, stops the command cleanly, and exits with the JVM's code for Ctrl-C (130).
///
/// Ctrl-C interrupts the command's thread: the execution ends as aborted, and the functions stop FFmpeg, delete their
/// workspaces, and leave no incomplete object. Then the program ends. Errors that result from the interruption are not
/// reported.
final class Interruption {

    /// How long to wait for a Ctrl-C before an error is reported. FFmpeg also receives Ctrl-C, and may end before this
    /// program notices the signal.
    private static final long FFMPEG_MAY_BE_FASTER_MILLIS = 200;

    /// Commands stop within milliseconds; this limits the wait for one that does not.
    private static final long LONGEST_STOP_MILLIS = 2_000;

    private static final CountDownLatch STOPPED = new CountDownLatch(1);

    private static volatile Supplier<String> alsoSaid = () -> "";

    private static volatile boolean interrupted;
    private static volatile boolean finished;

    private Interruption() {}

    /// Makes Ctrl-C stop the command of the calling thread, without a stack trace of any thread.
    static void watch() {
        Thread command = Thread.currentThread();
        var _ = ShutdownHook.add("stop the command", () -> stop(command));
        Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> {
            if (!interrupted) {
                FailurePrinter.report(thrown, false);
            }
        });
    }

    /// Sets what Ctrl-C prints from now on, in one line; an empty text is not printed.
    static void wouldMean(Supplier<String> sentence) {
        alsoSaid = sentence;
    }

    private static String message() {
        String sentence = alsoSaid.get();
        return sentence.isEmpty() ? "interrupted" : "interrupted: " + sentence;
    }

    private static void stop(Thread command) {
        if (finished) {
            return;
        }
        interrupted = true;
        Terminal.clearProgress();
        Terminal.report(message());
        command.interrupt();
        try {
            var _ = STOPPED.await(LONGEST_STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Must be called before an error is reported. Does not return if the program was interrupted.
    static void silenceIfInterrupted() {
        try {
            if (!interrupted && !finished) {
                Thread.sleep(FFMPEG_MAY_BE_FASTER_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (interrupted) {
            STOPPED.countDown();
            waitForTheEnd();
        }
    }

    /// Blocks forever. The JVM is shutting down and does not wait for this thread.
    private static void waitForTheEnd() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                // the interruption itself
            }
        }
    }

    /// Records that the command has ended by itself, so that the shutdown hook does nothing.
    static void finished() {
        finished = true;
        STOPPED.countDown();
    }
}
