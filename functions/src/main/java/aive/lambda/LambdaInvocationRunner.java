package aive.lambda;

import aive.error.DeadlineExceeded;
import aive.error.RenderError;
import aive.forecast.CallMeter;
import aive.forecast.Prices;
import com.amazonaws.services.lambda.runtime.Context;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Runs an invocation on Lambda: empties the temporary folder, logs, measures, and stops the work before Lambda does.
///
/// The work runs on a virtual thread, where even a blocking network read can be interrupted: a step that hangs fails
/// with [DeadlineExceeded] before Lambda kills the function without an error.
final class LambdaInvocationRunner implements InvocationRunner {

    /// How long before Lambda's timeout the work is interrupted. FFmpeg stops earlier, by its own deadline.
    private static final Duration INTERRUPTED = Duration.ofSeconds(3);

    /// How long interrupted work may take to end.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final LambdaSystem system;
    private final String step;
    private boolean called;

    LambdaInvocationRunner(LambdaSystem system, String step) {
        this.system = system;
        this.step = step;
    }

    @Override
    public synchronized CallMeter meter(Context context) {
        return CallMeter.of(
                called ? Duration.ZERO : system.start(),
                context.getMemoryLimitInMB(),
                (int) (system.temporary().root().toFile().getTotalSpace() >> 20),
                Prices.gigabyteSecond());
    }

    @Override
    public synchronized <O> O run(Invocation invocation, Context context, Supplier<O> work) {
        CallMeter meter = meter(context);
        boolean coldStart = !called;
        called = true;
        long start = System.nanoTime();
        InvocationLog log =
                new InvocationLog(system.stage(), step, invocation, context, system.clock(), system.lines());
        log.begin(coldStart);
        system.temporary().clear();
        long read = system.bytesRead();
        long written = system.bytesWritten();
        UsageSampler usage = UsageSampler.start(system.temporary().root());
        Supplier<InvocationLog.Metrics> metrics = () -> metrics(invocation, context, usage.most())
                .put("BytesRead", "Bytes", system.bytesRead() - read)
                .put("BytesWritten", "Bytes", system.bytesWritten() - written);
        try (usage) {
            O result = before(context, work);
            log.done(result, since(start), meter.soFar().dollars(), metrics.get());
            return result;
        } catch (Throwable thrown) {
            Throwable error = ReportedError.of(thrown);
            log.failed(error, since(start), meter.soFar().dollars(), metrics.get());
            throw ReportedError.thrown(error);
        } finally {
            clear(log);
        }
    }

    /// Deletes the temporary files. A failure to delete them is only logged and does not change the outcome: the next
    /// invocation deletes them.
    private void clear(InvocationLog log) {
        try {
            system.temporary().clear();
        } catch (UncheckedIOException e) {
            log.left(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static InvocationLog.Metrics metrics(Invocation invocation, Context context, Usage usage) {
        return new InvocationLog.Metrics()
                .put("Retries", "Count", invocation.retry() > 0 ? 1 : 0)
                .putShare("PeakMemory", usage.memoryBytes(), (long) context.getMemoryLimitInMB() << 20)
                .putShare("PeakStorage", usage.storageBytes(), usage.storageLimit());
    }

    /// Runs the work and returns before Lambda's timeout.
    private <O> O before(Context context, Supplier<O> work) throws Throwable {
        FutureTask<O> task = new FutureTask<>(work::get);
        Thread worker = Thread.ofVirtual().name(step).start(task);
        try {
            return task.get(
                    Math.max(0, context.getRemainingTimeInMillis() - INTERRUPTED.toMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw cause(e);
        } catch (TimeoutException e) {
            worker.interrupt();
            return lastWord(worker, task);
        }
    }

    /// The outcome of interrupted work: its result if it finished nevertheless, or the error with which it failed.
    ///
    /// @throws DeadlineExceeded if the work does not stop, or failed with an error that is not a [RenderError]
    private <O> O lastWord(Thread worker, FutureTask<O> task) throws InterruptedException {
        String late = "the step %s did not finish within its time limit".formatted(step);
        if (!worker.join(GRACE)) {
            throw new DeadlineExceeded("", late);
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            Throwable error = ReportedError.of(cause(e));
            if (error instanceof RenderError ours) {
                throw ours;
            }
            throw new DeadlineExceeded("", late, error);
        }
    }

    private static Throwable cause(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null ? e : cause;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
