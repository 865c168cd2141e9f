package aive.fetch;

import aive.fetch.Download.Fetched;
import aive.fetch.Download.NotModified;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.net.URIAuthority;

/// One try of one download: asks, follows redirects, and takes the body. Blocks; [Watch] sees to it that not for long.
final class Exchange {

    private static final Pattern MEDIA_TYPE = Pattern.compile("[A-Za-z0-9.+_-]{1,40}/[A-Za-z0-9.+_-]{1,80}");

    private final CloseableHttpClient client;
    private final Network network;
    private final FetchLimits limits;
    private final Optional<Validators> previous;
    private final Path folder;
    private final Progress progress;

    Exchange(CloseableHttpClient client, Network network, FetchLimits limits, Optional<Validators> previous, Path folder, Progress progress) {
        this.client = client;
        this.network = network;
        this.limits = limits;
        this.previous = previous;
        this.folder = folder;
        this.progress = progress;
    }

    private sealed interface Answer {

        record Moved(SourceUrl to) implements Answer {}

        record Settled(Download download) implements Answer {}
    }

    /// @throws TryAgain if another try may succeed
    Download run() throws TryAgain {
        Trail trail = progress.trail();
        Set<SourceUrl> seen = new HashSet<>();
        while (true) {
            if (!seen.add(trail.current())) {
                throw trail.unavailable("redirects in a circle");
            } else if (seen.size() > limits.redirects() + 1) {
                throw trail.unavailable("is one redirect too many: at most %d are followed".formatted(limits.redirects()));
            }
            switch (ask(trail)) {
                case Answer.Moved(SourceUrl to) -> trail = new Trail(trail.pointer(), trail.first(), to);
                case Answer.Settled(Download download) -> {
                    return download;
                }
            }
        }
    }

    private Answer ask(Trail trail) throws TryAgain {
        SourceUrl url = trail.current();
        HttpUriRequestBase request = request(url);
        progress.asks(trail, request);
        try {
            ClassicHttpResponse response =
                    client.executeOpen(new HttpHost("https", url.host(), url.port()), request, HttpClientContext.create());
            progress.isAnswered();
            try {
                return judge(response, trail);
            } finally {
                // Closing alone would first read the rest of the body, which may have no end; and what closing says no longer matters.
                request.cancel();
                Closer.closeQuietly(response);
            }
        } catch (IOException e) {
            throw Failure.of(e, trail);
        }
    }

    /// In parts: HttpClient is never given a text to read for itself.
    private HttpUriRequestBase request(SourceUrl url) {
        HttpUriRequestBase request = new HttpUriRequestBase("GET", URI.create("/"));
        request.setScheme("https");
        request.setAuthority(new URIAuthority(url.host(), url.port() == SourceUrl.HTTPS_PORT ? -1 : url.port()));
        request.setPath(url.target());
        request.setHeader("Accept", "*/*");
        request.setHeader("Accept-Encoding", "identity");
        // An ETag is the better witness, and a server must ignore the date beside it (RFC 9110, 13.1.3).
        previous.flatMap(Validators::etag).ifPresentOrElse(
                etag -> request.setHeader("If-None-Match", etag),
                () -> previous.flatMap(Validators::lastModified).ifPresent(date -> request.setHeader("If-Modified-Since", date)));
        return request;
    }

    private Answer judge(ClassicHttpResponse response, Trail trail) throws IOException, TryAgain {
        int status = response.getCode();
        return switch (status) {
            case 200 -> new Answer.Settled(take(response, trail));
            case 301, 302, 303, 307, 308 -> new Answer.Moved(next(response, trail));
            case 304 -> {
                if (previous.isEmpty() || previous.get().equals(new Validators(Optional.empty(), Optional.empty()))) {
                    throw trail.unavailable("answers 304, not modified, though it was not asked whether it was");
                }
                yield new Answer.Settled(new NotModified());
            }
            case 429, 500, 502, 503, 504 -> throw new TryAgain(trail, "answers with status " + status, retryAfter(response));
            case 204 -> throw trail.unavailable("answers with status 204, no content");
            case 206 -> throw trail.unavailable("answers with status 206, a part, though the whole was asked for");
            default -> throw trail.unavailable("answers with status " + status + explanation(response));
        };
    }

    private Download take(ClassicHttpResponse response, Trail trail) throws IOException {
        Optional<String> encoding = header(response, "Content-Encoding").filter(value -> !value.isBlank() && !value.equalsIgnoreCase("identity"));
        if (encoding.isPresent()) {
            throw trail.unavailable("answers with a Content-Encoding, though it was asked for none");
        }
        HttpEntity body = response.getEntity();
        if (body == null) {
            throw trail.unavailable("answers without a body");
        }
        BodyFile.Written written = new BodyFile(folder, limits.bytes(), trail).write(body.getContent(), body.getContentLength(), progress);
        return new Fetched(
                written.file(),
                written.bytes(),
                written.sha256(),
                new Validators(header(response, "ETag"), header(response, "Last-Modified")),
                header(response, "Content-Type")
                        .map(MEDIA_TYPE::matcher)
                        .filter(Matcher::lookingAt)
                        .map(type -> type.group().toLowerCase(Locale.ROOT)));
    }

    private SourceUrl next(ClassicHttpResponse response, Trail trail) {
        String location = header(response, "Location")
                .orElseThrow(() -> trail.unavailable("redirects without saying where to"));
        // HttpClient reads headers as Latin-1; who writes other letters into a Location writes UTF-8.
        String text = new String(location.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        try {
            return trail.current().redirectedTo(text, network.ports());
        } catch (IllegalArgumentException e) {
            throw trail.forbidden("redirects to a URL that must not be read: " + e.getMessage());
        }
    }

    private Duration retryAfter(ClassicHttpResponse response) {
        return RetryAfter.of(header(response, "Retry-After").orElse(""), network.clock());
    }

    private static String explanation(ClassicHttpResponse response) throws IOException {
        HttpEntity body = response.getEntity();
        return body == null ? "" : ErrorBody.explanation(body.getContent()).map(code -> " (" + code + ")").orElse("");
    }

    private static Optional<String> header(ClassicHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }
}
