package aive.fetch;

import aive.fetch.Download.Fetched;
import aive.fetch.Download.NotModified;
import aive.http.ConnectionFailure;
import aive.http.GuardedClient;
import aive.http.GuardedRequest;
import aive.http.GuardedResponse;
import aive.http.RequestedUrl;
import aive.http.RetryableFailure;
import aive.http.SourceUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One attempt to download a source: requests it, follows redirects, and writes the body to a file.
///
/// It blocks; [DownloadWatchdog] limits how long.
final class DownloadAttempt {

    private static final Pattern MEDIA_TYPE = Pattern.compile("[A-Za-z0-9.+_-]{1,40}/[A-Za-z0-9.+_-]{1,80}");

    private final GuardedClient client;
    private final DownloadLimits limits;
    private final SourceHeaders headers;
    private final Optional<Validators> previous;
    private final Path folder;
    private final DownloadProgress progress;

    DownloadAttempt(
            GuardedClient client,
            DownloadLimits limits,
            SourceHeaders headers,
            Optional<Validators> previous,
            Path folder,
            DownloadProgress progress) {
        this.client = client;
        this.limits = limits;
        this.headers = headers;
        this.previous = previous;
        this.folder = folder;
        this.progress = progress;
    }

    private sealed interface ResponseOutcome {

        record Redirect(SourceUrl to) implements ResponseOutcome {}

        record Done(Download download) implements ResponseOutcome {}
    }

    /// @throws RetryableFailure if a retry may succeed
    Download run() throws RetryableFailure {
        RequestedUrl url = progress.url();
        Set<SourceUrl> seen = new HashSet<>();
        while (true) {
            if (!seen.add(url.current())) {
                throw url.unavailable("redirects in a circle");
            } else if (seen.size() > limits.redirects() + 1) {
                throw url.unavailable(
                        "is one redirect too many: at most %d are followed".formatted(limits.redirects()));
            }
            switch (request(url)) {
                case ResponseOutcome.Redirect(SourceUrl to) -> url = url.redirectedTo(to);
                case ResponseOutcome.Done(Download download) -> {
                    return download;
                }
            }
        }
    }

    private ResponseOutcome request(RequestedUrl url) throws RetryableFailure {
        GuardedRequest request = client.request("GET", url.current());
        // Those of the current host: a redirect to another host must not receive the first one's.
        headers.of(url.current().host()).forEach(request::setHeader);
        request.setHeader("Accept-Encoding", "identity");
        // The ETag is more precise, and a server must ignore the date beside it (RFC 9110, 13.1.3).
        previous.flatMap(Validators::etag)
                .ifPresentOrElse(
                        etag -> request.setHeader("If-None-Match", etag),
                        () -> previous.flatMap(Validators::lastModified)
                                .ifPresent(date -> request.setHeader("If-Modified-Since", date)));
        progress.requests(url, request);
        try {
            return request.send(response -> {
                progress.isAnswered();
                return read(response, url);
            });
        } catch (IOException e) {
            throw ConnectionFailure.of(e, url);
        }
    }

    private ResponseOutcome read(GuardedResponse response, RequestedUrl url) throws IOException, RetryableFailure {
        int status = response.status();
        return switch (status) {
            case 200 -> new ResponseOutcome.Done(fetched(response, url));
            case 301, 302, 303, 307, 308 -> new ResponseOutcome.Redirect(target(response, url));
            case 304 -> {
                if (previous.isEmpty() || previous.get().equals(new Validators(Optional.empty(), Optional.empty()))) {
                    throw url.unavailable("answers with status 304, not modified, to a request without a condition");
                }
                yield new ResponseOutcome.Done(new NotModified());
            }
            // 520 to 524: Cloudflare cannot reach the server behind it.
            case 408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524 ->
                throw new RetryableFailure(url, "answers with status " + status, client.retryAfter(response));
            case 204 -> throw url.unavailable("answers with status 204, no content");
            case 206 -> throw url.unavailable("answers with status 206, a part, to a request for the whole");
            case 401, 403 -> throw url.unavailable("answers with status " + status + reasonOfRefusal(response, url));
            default -> throw url.unavailable("answers with status " + status + explanation(response));
        };
    }

    private Download fetched(GuardedResponse response, RequestedUrl url) throws IOException {
        Optional<String> encoding = response.header("Content-Encoding")
                .filter(value -> !value.isBlank() && !value.equalsIgnoreCase("identity"));
        if (encoding.isPresent()) {
            throw url.unavailable("answers with a Content-Encoding, though the request asked for none");
        }
        InputStream body = response.body().orElseThrow(() -> url.unavailable("answers without a body"));
        BodyFile.Written written =
                new BodyFile(folder, limits.bytes(), url).write(body, response.contentLength(), progress);
        return new Fetched(
                written.file(),
                written.bytes(),
                written.sha256(),
                new Validators(response.header("ETag"), response.header("Last-Modified")),
                response.header("Content-Type")
                        .map(MEDIA_TYPE::matcher)
                        .filter(Matcher::lookingAt)
                        .map(type -> type.group().toLowerCase(Locale.ROOT)));
    }

    private SourceUrl target(GuardedResponse response, RequestedUrl url) {
        String location =
                response.header("Location").orElseThrow(() -> url.unavailable("redirects without a Location header"));
        // Headers arrive as Latin-1; servers that put other letters into a Location write UTF-8.
        String text = new String(location.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        try {
            return client.redirect(url.current(), text);
        } catch (IllegalArgumentException e) {
            throw url.forbidden("redirects to a URL that must not be read: " + e.getMessage());
        }
    }

    /// Why a host may refuse a request, and what to do. A storage service says it itself.
    private String reasonOfRefusal(GuardedResponse response, RequestedUrl url) throws IOException {
        String explanation = explanation(response);
        if (!explanation.isEmpty()) {
            return explanation;
        }
        return headers.of(url.current().host()).isEmpty()
                ? "; hosts may refuse programs or ask for a login: use a public or signed URL, or set a user agent or"
                        + " headers for this host (docs/reference/inputs.md, Downloads)"
                : "; check the headers that are set for this host";
    }

    private static String explanation(GuardedResponse response) throws IOException {
        return response.body()
                .flatMap(S3ErrorBody::explanation)
                .map(code -> " (" + code + ")")
                .orElse("");
    }
}
