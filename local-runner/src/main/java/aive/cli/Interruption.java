package aive.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What happens when somebody presses Ctrl-C: one line, everything stopped in order, silence, and the exit code that
/// the JVM gives for it (130).
///
/// The command's own thread is interrupted, and with it whatever it runs or waits for: an execution ends as aborted,
/// its functions kill their FFmpeg, delete their workspaces, and leave no half object. Only then does the program
/// end. What fails in consequence is no error to report.
final class Interruption {

    /// Ctrl-C reaches FFmpeg as well, and may do so before it reaches us.
    private static final long FFMPEG_MAY_BE_FASTER_MILLIS = 200;

    /// What is to stop does so within milliseconds; nobody waits longer than this for what does not.
    private static final long LONGEST_STOP_MILLIS = 2_000;

    private static final CountDownLatch STOPPED = new CountDownLatch(1);

    private static volatile String alsoSaid = "";

    private static volatile boolean interrupted;
    private static volatile boolean finished;

    private Interruption() {}

    /// Makes Ctrl-C stop the command that the calling thread runs.
    static void watch() {
        Thread command = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(command), "stop the command"));
    }

    /// What somebody who interrupts from here on should know, in one line.
    static void wouldMean(String sentence) {
        alsoSaid = ": " + sentence;
    }

    private static void stop(Thread command) {
        if (finished) {
            return;
        }
        interrupted = true;
        System.err.println("interrupted" + alsoSaid);
        command.interrupt();
        try {
            var _ = STOPPED.await(LONGEST_STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Before an error is reported: never returns if the error is but a consequence.
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

    /// The JVM is on its way out; it does not wait for this thread.
    private static void waitForTheEnd() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                // that was the interruption itself
            }
        }
    }

    /// From here on the end of the program is its own doing.
    static void finished() {
        finished = true;
        STOPPED.countDown();
    }
}
