package aive.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.MediaForbidden;
import aive.error.MediaTooLarge;
import aive.error.MediaUnavailable;
import aive.http.Certificates;
import aive.http.MediaServer;
import aive.http.SourceUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Responses in valid HTTP, and where redirects and names may lead.
@Timeout(20)
class HttpsDownloaderTest {

    private static final byte[] CLIP = bytes(50_000);

    @TempDir
    static Path keys;

    private static Certificates certificates;

    @TempDir
    Path temporary;

    private Downloads downloads;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.forHosts(keys, "media", List.of("media.test", "cdn.test"));
    }

    @BeforeEach
    void start() throws IOException {
        downloads = new Downloads(certificates, temporary.resolve("made if need be"));
    }

    @AfterEach
    void stop() throws IOException {
        downloads.close();
    }

    @Test
    void aSourceBecomesAFileWithItsLengthHashAndValidators() throws Exception {
        // given
        String date = "Thu, 01 Jan 2026 00:00:00 GMT";
        downloads.server.on(
                "/clip.mp4",
                MediaServer.ok(CLIP, "ETag: \"v1\"", "Last-Modified: " + date, "Content-Type: Video/MP4; x=y"));
        // when
        Download.Fetched fetched =
                assertInstanceOf(Download.Fetched.class, downloads.fetch(downloads.url("/clip.mp4?a=1&b=%2F#t=1")));
        // then
        assertEquals(List.of(fetched.file()), downloads.files());
        assertArrayEquals(CLIP, Files.readAllBytes(fetched.file()));
        assertEquals(CLIP.length, fetched.bytes());
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CLIP)), fetched.sha256());
        assertEquals(new Validators(Optional.of("\"v1\""), Optional.of(date)), fetched.validators());
        assertEquals(Optional.of("video/mp4"), fetched.contentType());
        MediaServer.Request request = downloads.server.requests().getFirst();
        assertEquals("GET /clip.mp4?a=1&b=%2F HTTP/1.1", request.line());
        assertEquals("media.test:" + downloads.server.port(), request.headers().get("host"));
        assertEquals("identity", request.headers().get("accept-encoding"));
        assertEquals(
                Set.of("host", "accept", "accept-encoding", "connection", "user-agent"),
                request.headers().keySet());
    }

    @Test
    void aPathIsSentAsItIsWritten() {
        downloads.server.on("//a/../b//c", MediaServer.ok(CLIP));
        downloads.fetch(downloads.url("//a/../b//c"));
        assertEquals("//a/../b//c", downloads.server.requests().getFirst().target());
    }

    @Test
    void aBodyInChunksIsTakenToo() throws Exception {
        // given
        downloads.server.on("/clip.mp4", (_, output, _) -> {
            output.write(MediaServer.head("200 OK", "Transfer-Encoding: chunked"));
            output.write("4\r\nabcd\r\n3;ext=1\r\nefg\r\n0\r\nTrailer: x\r\n\r\n".getBytes(UTF_8));
        });
        // when
        Download.Fetched fetched =
                assertInstanceOf(Download.Fetched.class, downloads.fetch(downloads.url("/clip.mp4")));
        // then
        assertEquals("abcdefg", Files.readString(fetched.file()));
    }

    @Test
    void interimAnswersArePassedOver() {
        downloads.server.on("/clip.mp4", (request, output, socket) -> {
            output.write(MediaServer.head("103 Early Hints", "Link: </style.css>"));
            MediaServer.ok(CLIP).write(request, output, socket);
        });
        assertInstanceOf(Download.Fetched.class, downloads.fetch(downloads.url("/clip.mp4")));
    }

    @Test
    void aConnectionIsUsedOnceSoThatNoDeadOneIsMetAfterwards() {
        downloads.server.on("/clip.mp4", MediaServer.ok(CLIP));
        try (HttpsDownloader downloader = downloads.downloader(Downloads.LIMITS)) {
            SourceUrl source = downloads.internet.url(downloads.url("/clip.mp4"));
            downloader.fetch("", source, Optional.empty(), downloads.folder, Duration.ofSeconds(20));
            downloader.fetch("", source, Optional.empty(), downloads.folder, Duration.ofSeconds(20));
        }
        assertEquals(List.of("media.test", "media.test"), downloads.internet.lookups());
    }

    @Test
    void severalDownloadsRunAtOnce() throws Exception {
        // given
        downloads.server.on("/clip.mp4", MediaServer.ok(CLIP));
        Set<Path> files = new HashSet<>();
        // when
        try (HttpsDownloader downloader = downloads.downloader(Downloads.LIMITS);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            SourceUrl source = downloads.internet.url(downloads.url("/clip.mp4"));
            List<Future<Download>> running = IntStream.range(0, 20)
                    .mapToObj(_ -> threads.submit(() ->
                            downloader.fetch("", source, Optional.empty(), downloads.folder, Duration.ofSeconds(20))))
                    .toList();
            for (Future<Download> download : running) {
                files.add(
                        assertInstanceOf(Download.Fetched.class, download.get()).file());
            }
        }
        // then
        assertEquals(20, files.size());
    }

    @Test
    void givenAnETag_whenNothingHasChanged_thenNothingIsSent() throws Exception {
        // given
        downloads.server.on("/clip.mp4", (request, output, _) -> {
            assertEquals("\"v1\"", request.headers().get("if-none-match"));
            output.write(MediaServer.head("304 Not Modified"));
        });
        Validators previous = new Validators(Optional.of("\"v1\""), Optional.of("Thu, 01 Jan 2026 00:00:00 GMT"));
        // when
        Download download = downloads.fetch(downloads.url("/clip.mp4"), Optional.of(previous), Downloads.LIMITS);
        // then
        assertInstanceOf(Download.NotModified.class, download);
        assertEquals(List.of(), downloads.files());
    }

    @Test
    void givenADateAlone_whenTheSourceHasChanged_thenItIsFetched() {
        // given
        downloads.server.on("/clip.mp4", MediaServer.ok(CLIP));
        Validators previous = new Validators(Optional.empty(), Optional.of("Thu, 01 Jan 2026 00:00:00 GMT"));
        // when
        Download download = downloads.fetch(downloads.url("/clip.mp4"), Optional.of(previous), Downloads.LIMITS);
        // then
        assertInstanceOf(Download.Fetched.class, download);
        assertEquals(
                "Thu, 01 Jan 2026 00:00:00 GMT",
                downloads.server.requests().getFirst().headers().get("if-modified-since"));
    }

    @Test
    void fiveRedirectsAreFollowedAndEveryHopIsLookedUpAndCheckedOnce() {
        // given: absolute, relative to the host, to the folder, to the scheme, and to the path
        int port = downloads.server.port();
        downloads
                .server
                .on("/a/1", MediaServer.redirect(301, "https://cdn.test:" + port + "/b/2"))
                .on("/b/2", MediaServer.redirect(302, "/b/3"))
                .on("/b/3", MediaServer.redirect(303, "4"))
                .on("/b/4", MediaServer.redirect(307, "//media.test:" + port + "/c/5"));
        downloads.server.on("/c/5", (request, output, socket) -> {
            if (request.target().contains("?")) {
                MediaServer.ok(CLIP).write(request, output, socket);
            } else {
                output.write(MediaServer.head("308 Moved", "Location: ?x=1", "Content-Length: 0", "Set-Cookie: a=b"));
            }
        });
        // when
        Download download = downloads.fetch(downloads.url("/a/1"));
        // then
        assertInstanceOf(Download.Fetched.class, download);
        assertEquals(
                List.of("/a/1", "/b/2", "/b/3", "/b/4", "/c/5", "/c/5?x=1"),
                downloads.server.requests().stream()
                        .map(MediaServer.Request::target)
                        .toList());
        assertEquals(
                List.of("media.test", "cdn.test", "cdn.test", "cdn.test", "media.test", "media.test"),
                downloads.internet.lookups());
        assertEquals(6, downloads.internet.judged().size());
        for (MediaServer.Request request : downloads.server.requests()) {
            assertFalse(
                    request.headers().containsKey("cookie") || request.headers().containsKey("referer"),
                    request.toString());
        }
    }

    @Test
    void theSixthRedirectIsOneTooMany() throws Exception {
        IntStream.range(0, 50).forEach(i -> downloads.server.on("/" + i, MediaServer.redirect(302, "/" + (i + 1))));
        MediaUnavailable failure = downloads.fail(MediaUnavailable.class, downloads.url("/0"));
        assertMessage(failure, "is one redirect too many: at most 5 are followed.");
        assertEquals(6, downloads.requests());
    }

    @Test
    void aCircleOfRedirectsIsNotFollowed() throws Exception {
        downloads.server.on("/a", MediaServer.redirect(302, "/b")).on("/b", MediaServer.redirect(302, "/b"));
        assertMessage(downloads.fail(MediaUnavailable.class, downloads.url("/a")), "redirects in a circle.");
        assertEquals(2, downloads.requests());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:CANARY/x",
                "https://2130706433:CANARY/",
                "https://[::1]:CANARY/",
                "http://media.test:CANARY/",
                "http://127.0.0.1:9001/",
                "https://localhost.test:CANARY/x",
                "//localhost.test:CANARY/x",
                "https://metadata.test/latest/",
                "https://mixed.test:CANARY/",
                "file:///etc/passwd",
                "https://user:SECRET@media.test/",
                "https://media.test:22/",
                "ftp://media.test/",
                "https://good.test\\@localhost.test/",
            })
    void aRedirectToWhereNobodyMayMakeUsReadIsForbidden(String location) throws Exception {
        // given: mapped addresses, so that a missing check would be seen by the canary
        downloads
                .internet
                .host("localhost.test", "127.0.0.2")
                .host("metadata.test", "169.254.169.254")
                .host("mixed.test", "127.0.0.1", "127.0.0.2");
        downloads.server.on(
                "/a", MediaServer.redirect(302, location.replace("CANARY", Integer.toString(downloads.canary.port()))));
        // when, then
        downloads.fail(MediaForbidden.class, downloads.url("/a"));
        assertEquals(1, downloads.requests());
    }

    @Test
    void aHostThatResolvesToAnAddressThatIsNotPublicIsNamedAndItsAddressIsNot() throws Exception {
        downloads.internet.host("inside.test", "10.1.2.3");
        MediaForbidden failure =
                downloads.fail(MediaForbidden.class, "https://inside.test:" + downloads.canary.port() + "/x");
        assertMessage(failure, "must not be read: inside.test resolves to an address that is not public.");
        assertFalse(String.valueOf(failure.getMessage()).contains("10.1.2.3"));
    }

    @Test
    void aNameThatPointsElsewhereAfterItsCheckGainsNothing() {
        // given
        downloads.internet.laterHost("media.test", "127.0.0.2");
        downloads.server.on("/clip.mp4", MediaServer.ok(CLIP));
        // when
        Download download = downloads.fetch(downloads.url("/clip.mp4"));
        // then: checked once, and the server, which listens on that address alone, was reached
        assertInstanceOf(Download.Fetched.class, download);
        assertEquals(List.of("media.test"), downloads.internet.lookups());
        assertEquals(List.of(MediaServer.ADDRESS), downloads.internet.judged());
    }

    @Test
    void aNameThatPointsElsewhereAtTheSecondTryIsCheckedAgain() throws Exception {
        downloads.internet.laterHost("media.test", "127.0.0.2");
        downloads.server.on("/clip.mp4", MediaServer.with("503 Busy", new byte[0]));
        downloads.fail(MediaForbidden.class, downloads.url("/clip.mp4"));
        assertEquals(1, downloads.requests());
    }

    @Test
    void anUnknownHostIsNamed() throws Exception {
        assertMessage(
                downloads.fail(MediaUnavailable.class, "https://nowhere.test/x"), "there is no host nowhere.test.");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410, 416, 451, 300, 501})
    void aStatusThatWillNotChangeIsToldAtOnce(int status) throws Exception {
        downloads.server.on("/clip.mp4", MediaServer.with(status + " No", "a page with SECRET".getBytes(UTF_8)));
        assertMessage(
                downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4")),
                "answers with status " + status + ".");
        assertEquals(1, downloads.requests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403|<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>Request has"
                        + " expired</Message><Expires>SECRET</Expires></Error>|status 403 (AccessDenied: the signed URL"
                        + " has expired).",
                "400|<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>"
                        + "|status 400 (ExpiredToken: the signed URL has expired).",
                "404|<Error><Code>NoSuchKey</Code><Message>SECRET</Message></Error>|status 404 (NoSuchKey).",
                "403|<Error><Code>SECRET SECRET</Code></Error>|status 403; hosts may refuse programs"
                        + " or ask for a login: use a public or signed URL, or set a user agent or headers for this"
                        + " host (docs/reference/inputs.md, Downloads).",
            })
    void s3sErrorCodeIsKeptAndNothingElseOfItsAnswer(int status, String body, String end) throws Exception {
        downloads.server.on("/clip.mp4", MediaServer.with(status + " No", body.getBytes(UTF_8)));
        assertMessage(downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4")), end);
        assertEquals(1, downloads.requests());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aHostThatRefusesProgramsIsExplained(int status) throws Exception {
        downloads.server.on("/clip.mp4", MediaServer.with(status + " No", "a page with SECRET".getBytes(UTF_8)));
        assertMessage(
                downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4")),
                "answers with status " + status + "; hosts may refuse programs or ask for a login: use a public or"
                        + " signed URL, or set a user agent or headers for this host (docs/reference/inputs.md,"
                        + " Downloads).");
        downloads.headers("{\"media.test\": {\"Authorization\": \"Bearer SECRET\"}}");
        assertMessage(
                downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4")),
                "answers with status " + status + "; check the headers that are set for this host.");
        assertEquals(2, downloads.requests());
    }

    @Test
    void headersGoToTheirOwnHostOnlyAlsoAfterARedirect() {
        // given
        downloads.headers(
                """
                {"media.test": {"Authorization": "Bearer SECRET", "User-Agent": "Example/2 (+https://example.com)"},
                 "CDN.test": {"X-Key": "OTHER SECRET"}, "*": {"User-Agent": "Everywhere/1"}}""");
        downloads.server.on(
                "/clip.mp4", MediaServer.redirect(302, "https://cdn.test:" + downloads.server.port() + "/real.mp4"));
        downloads.server.on("/real.mp4", MediaServer.ok(CLIP));
        // when
        downloads.fetch(downloads.url("/clip.mp4"));
        // then
        Map<String, String> first = downloads.server.requests().getFirst().headers();
        assertEquals("Bearer SECRET", first.get("authorization"));
        assertEquals("Example/2 (+https://example.com)", first.get("user-agent"));
        assertFalse(first.containsKey("x-key"));
        Map<String, String> second = downloads.server.requests().getLast().headers();
        assertEquals("OTHER SECRET", second.get("x-key"));
        assertEquals("Everywhere/1", second.get("user-agent"));
        assertFalse(second.containsKey("authorization"));
    }

    /// The pauses of production, without waiting: the test's Internet only records them.
    @Test
    void aServerThatIsAwayIsGivenAboutAMinute() throws Exception {
        downloads.server.on("/clip.mp4", MediaServer.with("503 Busy", new byte[0]));
        assertMessage(
                downloads.fail(
                        MediaUnavailable.class,
                        downloads.url("/clip.mp4"),
                        DownloadLimits.DEFAULT,
                        Duration.ofMinutes(10)),
                "answers with status 503, after 5 tries; render again later.");
        assertEquals(5, downloads.requests());
        long seconds = downloads.internet.pauses().stream().mapToLong(Duration::toSeconds).sum();
        assertTrue(seconds >= 30 && seconds <= 65, downloads.internet.pauses().toString());
        assertTrue(downloads.internet.pauses().getFirst().toMillis() >= 2_500);
    }

    @ParameterizedTest
    @CsvSource({"100,2", "60,3", "121,1"})
    void allPausesTogetherAreAtMostTwoMinutes(int retryAfter, int requests) throws Exception {
        downloads.server.on("/clip.mp4", MediaServer.with("429 Slow", new byte[0], "Retry-After: " + retryAfter));
        assertMessage(
                downloads.fail(
                        MediaUnavailable.class,
                        downloads.url("/clip.mp4"),
                        DownloadLimits.DEFAULT,
                        Duration.ofMinutes(10)),
                "render again later.");
        assertEquals(requests, downloads.requests());
    }

    @Test
    void aServerThatIsBusyTwiceIsAskedThreeTimes() {
        // given
        downloads.server.on(
                "/clip.mp4",
                (request, output, socket) -> (downloads.requests() < 3
                                ? MediaServer.with("503 Busy", new byte[0])
                                : MediaServer.ok(CLIP))
                        .write(request, output, socket));
        // when
        Download download = downloads.fetch(downloads.url("/clip.mp4"));
        // then
        assertInstanceOf(Download.Fetched.class, download);
        assertEquals(3, downloads.requests());
        assertEquals(2, downloads.internet.pauses().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 522})
    void aServerThatStaysBusyIsGivenUpAfterThreeTries(int status) throws Exception {
        downloads.server.on("/clip.mp4", MediaServer.with(status + " Busy", new byte[0]));
        assertMessage(
                downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4")),
                "answers with status " + status + ", after 3 tries; render again later.");
        assertEquals(3, downloads.requests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2|2", "'Thu, 01 Jan 2026 00:00:07 GMT'|7", "10|10"})
    void aServerIsLeftAloneAsLongAsItAsks(String retryAfter, long seconds) {
        downloads.server.on(
                "/clip.mp4",
                (request, output, socket) -> (downloads.requests() < 2
                                ? MediaServer.with("429 Slow", new byte[0], "Retry-After: " + retryAfter)
                                : MediaServer.ok(CLIP))
                        .write(request, output, socket));
        downloads.fetch(downloads.url("/clip.mp4"));
        assertEquals(List.of(Duration.ofSeconds(seconds)), downloads.internet.pauses());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999", "11", "Fri, 02 Jan 2026 00:00:00 GMT"})
    void aServerThatAsksForTooLongIsGivenUp(String retryAfter) throws Exception {
        downloads.server.on("/clip.mp4", MediaServer.with("429 Slow", new byte[0], "Retry-After: " + retryAfter));
        assertMessage(
                downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4")),
                " (Retry-After), more than 10 s; render again later.");
        assertEquals(1, downloads.requests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "99999999999", "Thu, 01 Jan 2020 00:00:00 GMT"})
    void aRetryAfterThatMeansNothingCountsAsNone(String retryAfter) throws Exception {
        downloads.server.on("/clip.mp4", MediaServer.with("503 Busy", new byte[0], "Retry-After: " + retryAfter));
        downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4"));
        assertEquals(3, downloads.requests());
        assertTrue(downloads.internet.pauses().stream().allMatch(pause -> pause.toMillis() < 1_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "204 No Content|status 204, no content.",
                "206 Partial Content|status 206, a part, to a request for the whole.",
                "304 Not Modified|status 304, not modified, to a request without a condition.",
                "302 Found|redirects without a Location header.",
                "202 Accepted|answers with status 202.",
            })
    void anAnswerThatIsNotTheSourceIsNotTakenForIt(String status, String end) throws Exception {
        downloads.server.on("/clip.mp4", (_, output, _) -> output.write(MediaServer.head(status)));
        assertMessage(downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4")), end);
        assertEquals(1, downloads.requests());
    }

    @Test
    void anEmptyBodyIsNoSource() throws Exception {
        downloads.server.on("/clip.mp4", MediaServer.ok(new byte[0]));
        assertMessage(
                downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4")), "answers with an empty body.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "gzip, gzip", "deflate", "x"})
    void aBodyThatIsEncodedAfterAllIsRefused(String encoding) throws Exception {
        downloads.server.on("/clip.mp4", MediaServer.ok(CLIP, "Content-Encoding: " + encoding));
        assertMessage(
                downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4")),
                "though the request asked for none.");
    }

    @Test
    void aBodyThatDeclaresTooManyBytesIsNotRead() throws Exception {
        downloads.server.on(
                "/clip.mp4",
                (_, output, _) -> output.write(MediaServer.head("200 OK", "Content-Length: 10000000000000")));
        assertMessage(
                downloads.fail(MediaTooLarge.class, downloads.url("/clip.mp4")),
                "has 10000000000000 bytes, over the limit of 100000 bytes.");
    }

    @Test
    void aBodyOfExactlyTheLimitIsTaken() {
        downloads.server.on("/clip.mp4", MediaServer.ok(CLIP));
        downloads.fetch(
                downloads.url("/clip.mp4"), Optional.empty(), Downloads.withBytes(Downloads.LIMITS, CLIP.length));
    }

    private static void assertMessage(Throwable failure, String end) {
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.endsWith(end), message);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(1).nextBytes(bytes);
        return bytes;
    }
}
