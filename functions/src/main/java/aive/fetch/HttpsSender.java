package aive.fetch;

import aive.error.RenderError;
import aive.fetch.Delivery.Accepted;
import aive.fetch.Delivery.Postponed;
import aive.fetch.Delivery.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.net.URIAuthority;

/// Sends JSON over HTTPS to public addresses only, in a bounded number of tries.
///
/// Follows no redirect, since the message was for the server that was named, and reads nothing of an answer but its status.
public final class HttpsSender implements Sender, AutoCloseable {

    /// Ten seconds for an answer, pauses of 1, 2, 4 … seconds; what concerns the bodies of answers does not apply.
    public static final FetchLimits LIMITS = new FetchLimits(
            1,
            0,
            1,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(20));

    private final FetchLimits limits;
    private final Network network;
    private final CloseableHttpClient client;

    public HttpsSender(FetchLimits limits) {
        this(limits, Network.internet());
    }

    HttpsSender(FetchLimits limits, Network network) {
        this.limits = limits;
        this.network = network;
        this.client = GuardedClient.create(limits, network);
    }

    /// What one try led to.
    ///
    /// @param atLeast how long the server wants to be left alone before another
    private record Attempt(Delivery delivery, Duration atLeast) {

        static Attempt of(Delivery delivery) {
            return new Attempt(delivery, Duration.ZERO);
        }
    }

    @Override
    public Delivery put(SourceUrl target, byte[] body, Map<String, String> headers, int tries, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        Trail trail = new Trail("", target, target);
        for (int tried = 1; ; tried++) {
            Attempt attempt = attempt(trail, body, headers, Duration.ofNanos(deadline - System.nanoTime()));
            if (!(attempt.delivery() instanceof Postponed) || tried >= tries || !pause(tried, attempt.atLeast(), deadline)) {
                return attempt.delivery();
            }
        }
    }

    /// @return whether there is time for another try
    private boolean pause(int tried, Duration atLeast, long deadline) {
        Duration backoff = Backoff.after(tried, limits);
        Duration pause = backoff.compareTo(atLeast) > 0 ? backoff : atLeast;
        if (pause.compareTo(limits.longestPause()) > 0 || pause.toNanos() >= deadline - System.nanoTime()) {
            return false;
        }
        try {
            network.pause().of(pause);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// A socket's time limit starts anew with every byte, so the work is done on another thread and called off when its time is up.
    private Attempt attempt(Trail trail, byte[] body, Map<String, String> headers, Duration left) {
        Duration limit = left.compareTo(limits.answer()) < 0 ? left : limits.answer();
        HttpUriRequestBase request = request(trail.current(), body, headers);
        FutureTask<Attempt> task = new FutureTask<>(() -> exchange(request, trail));
        Thread worker = Thread.ofVirtual().name("send").start(task);
        try {
            return task.get(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return callOff(worker, request, task, postponed(trail, "does not answer within " + Watch.inWords(limit)));
        } catch (InterruptedException _) {
            Attempt attempt = callOff(worker, request, task, postponed(trail, "was not told because the work was called off"));
            Thread.currentThread().interrupt();
            return attempt;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /// An answer that came while the work was being called off counts.
    private static Attempt callOff(Thread worker, HttpUriRequestBase request, FutureTask<Attempt> task, Attempt otherwise) {
        request.cancel();
        worker.interrupt();
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException _) {
                interrupted = true; // nothing may be on its way any more when this returns
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        boolean answered = task.state() == FutureTask.State.SUCCESS && !(task.resultNow().delivery() instanceof Postponed);
        return answered ? task.resultNow() : otherwise;
    }

    private Attempt exchange(HttpUriRequestBase request, Trail trail) {
        SourceUrl url = trail.current();
        try {
            ClassicHttpResponse response =
                    client.executeOpen(new HttpHost("https", url.host(), url.port()), request, HttpClientContext.create());
            try {
                return judge(response, trail);
            } finally {
                // Closing alone would first read the rest of the answer, which may have no end.
                request.cancel();
                Closer.closeQuietly(response);
            }
        } catch (AddressRefused _) {
            return Attempt.of(refused(trail, 0, "must not be told anything: %s resolves to an address that is not public".formatted(url.host())));
        } catch (IOException e) {
            // A name or a certificate may be put right before the next try; only an address of ours stays one.
            return postponed(e, trail);
        }
    }

    private static Attempt postponed(IOException failure, Trail trail) {
        try {
            RenderError error = Failure.of(failure, trail);
            return Attempt.of(new Postponed(Objects.requireNonNull(error.getMessage())));
        } catch (TryAgain again) {
            return postponed(trail, again.predicate());
        }
    }

    private Attempt judge(ClassicHttpResponse response, Trail trail) {
        int status = response.getCode();
        String answers = "answers with status " + status;
        if (status >= 200 && status < 300) {
            return Attempt.of(new Accepted(status));
        } else if (status == 408 || status == 429 || status >= 500) {
            return new Attempt(new Postponed(trail.sentence(answers)), RetryAfter.of(header(response), network.clock()));
        } else if (status >= 300 && status < 400) {
            return Attempt.of(refused(trail, status, answers + ", and redirects are not followed"));
        }
        return Attempt.of(refused(trail, status, answers));
    }

    private static String header(ClassicHttpResponse response) {
        return Optional.ofNullable(response.getFirstHeader("Retry-After")).map(Header::getValue).orElse("");
    }

    private static Attempt postponed(Trail trail, String predicate) {
        return Attempt.of(new Postponed(trail.sentence(predicate)));
    }

    private static Refused refused(Trail trail, int status, String predicate) {
        return new Refused(status, trail.sentence(predicate));
    }

    /// In parts: HttpClient is never given a text to read for itself.
    private static HttpUriRequestBase request(SourceUrl url, byte[] body, Map<String, String> headers) {
        HttpUriRequestBase request = new HttpUriRequestBase("PUT", URI.create("/"));
        request.setScheme("https");
        request.setAuthority(new URIAuthority(url.host(), url.port() == SourceUrl.HTTPS_PORT ? -1 : url.port()));
        request.setPath(url.target());
        request.setHeader("Accept", "*/*");
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        return request;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
