package aive.http;

import aive.error.RenderError;
import aive.http.Delivery.Accepted;
import aive.http.Delivery.Postponed;
import aive.http.Delivery.Refused;
import aive.parallel.ParallelTasks;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends JSON with PUT over HTTPS to public addresses, with a bounded number of retries.
///
/// It follows no redirect, because the message is meant for the named server, and it reads only the status of a
/// response.
public final class HttpsSender implements Sender, AutoCloseable {

    /// Ten seconds for an answer; pauses of about 1, 2, 4 … seconds.
    public static final HttpLimits LIMITS = new HttpLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(20));

    private final HttpLimits limits;
    private final GuardedClient client;

    public HttpsSender(HttpLimits limits) {
        this(limits, GuardedClient.create(limits));
    }

    /// @param client is closed together with this sender
    HttpsSender(HttpLimits limits, GuardedClient client) {
        this.limits = limits;
        this.client = client;
    }

    /// The outcome of one attempt.
    ///
    /// @param retryAfter how long the server asks clients to wait before the next attempt
    private record Attempt(Delivery delivery, Duration retryAfter) {

        static Attempt of(Delivery delivery) {
            return new Attempt(delivery, Duration.ZERO);
        }
    }

    @Override
    public Delivery put(SourceUrl target, byte[] body, Map<String, String> headers, int tries, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        RequestedUrl url = new RequestedUrl("", target);
        for (int attempts = 1; ; attempts++) {
            Attempt attempt = attempt(url, body, headers, Duration.ofNanos(deadline - System.nanoTime()));
            boolean retries = attempt.delivery() instanceof Postponed && attempts < tries;
            if (!retries || !pause(attempts, attempt.retryAfter(), deadline)) {
                return attempt.delivery();
            }
        }
    }

    /// Waits before a retry if there is time for one.
    ///
    /// @return whether to retry: false if there is not enough time or the thread was interrupted
    private boolean pause(int attempts, Duration retryAfter, long deadline) {
        Duration pause = Backoff.pause(attempts, retryAfter, limits);
        if (pause.compareTo(limits.longestPause()) > 0 || pause.toNanos() >= deadline - System.nanoTime()) {
            return false;
        }
        try {
            client.pause(pause);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Sends one request on another thread and stops that thread at the time limit. The timeout of the socket is not
    /// enough, because it restarts with every byte.
    private Attempt attempt(RequestedUrl url, byte[] body, Map<String, String> headers, Duration left) {
        Duration limit = left.compareTo(limits.answer()) < 0 ? left : limits.answer();
        GuardedRequest request = client.request("PUT", url.current());
        headers.forEach(request::setHeader);
        request.setJson(body);
        FutureTask<Attempt> task = new FutureTask<>(() -> send(request, url));
        Thread worker = Thread.ofVirtual().name("send").start(task);
        try {
            return task.get(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return cancel(worker, request, task, postponed(url, "does not answer within " + Durations.inWords(limit)));
        } catch (InterruptedException _) {
            Attempt attempt =
                    cancel(worker, request, task, postponed(url, "was not called: the caller was interrupted"));
            Thread.currentThread().interrupt();
            return attempt;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /// Cancels a request.
    ///
    /// @return the outcome of the request if it arrives in the meantime and is final, else `otherwise`
    private static Attempt cancel(Thread worker, GuardedRequest request, FutureTask<Attempt> task, Attempt otherwise) {
        request.cancel();
        ParallelTasks.interruptAndJoin(worker);
        boolean answered =
                task.state() == FutureTask.State.SUCCESS && !(task.resultNow().delivery() instanceof Postponed);
        return answered ? task.resultNow() : otherwise;
    }

    private Attempt send(GuardedRequest request, RequestedUrl url) {
        try {
            return request.send(response -> outcome(response, url));
        } catch (AddressRefused _) {
            return Attempt.of(refused(
                    url,
                    0,
                    "must not be called: %s resolves to an address that is not public"
                            .formatted(url.current().host())));
        } catch (IOException e) {
            return postponed(e, url);
        } catch (RetryableFailure e) {
            return postponed(url, e.predicate());
        }
    }

    /// Every connection failure is worth a retry: a name or a certificate may be corrected in the meantime.
    private static Attempt postponed(IOException failure, RequestedUrl url) {
        try {
            RenderError error = ConnectionFailure.of(failure, url);
            return Attempt.of(new Postponed(Objects.requireNonNull(error.getMessage())));
        } catch (RetryableFailure e) {
            return postponed(url, e.predicate());
        }
    }

    private Attempt outcome(GuardedResponse response, RequestedUrl url) {
        int status = response.status();
        String answers = "answers with status " + status;
        if (status >= 200 && status < 300) {
            return Attempt.of(new Accepted(status));
        } else if (status == 408 || status == 429 || status >= 500) {
            return new Attempt(new Postponed(url.sentence(answers)), client.retryAfter(response));
        } else if (status >= 300 && status < 400) {
            return Attempt.of(refused(url, status, answers + ", and redirects are not followed"));
        }
        return Attempt.of(refused(url, status, answers));
    }

    private static Attempt postponed(RequestedUrl url, String predicate) {
        return Attempt.of(new Postponed(url.sentence(predicate)));
    }

    private static Refused refused(RequestedUrl url, int status, String predicate) {
        return new Refused(status, url.sentence(predicate));
    }

    @Override
    public void close() {
        client.close();
    }
}
