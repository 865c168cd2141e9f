package aive.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.ConfigurationError;
import aive.error.DeadlineExceeded;
import aive.error.MediaTooLarge;
import aive.error.MediaUnavailable;
import aive.error.OutOfSpace;
import aive.http.Certificates;
import aive.http.HttpLimits;
import aive.http.MediaServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that are slow, endless, broken, or somebody else. Limits are so small that only the one under test can be
/// hit.
@Timeout(20)
class HttpsDownloaderFaultsTest {

    private static final byte[] CLIP = new byte[5_000];
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final DownloadLimits ONE_TRY = limits(1, LONG, LONG, LONG);

    @TempDir
    static Path keys;

    private static Certificates certificates;

    @TempDir
    Path folder;

    private Downloads downloads;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.forHosts(keys, "media", List.of("media.test", "cdn.test"));
    }

    @BeforeEach
    void start() throws IOException {
        downloads = new Downloads(certificates, folder);
    }

    @AfterEach
    void stop() throws IOException {
        downloads.close();
    }

    @Test
    void aBodyShorterThanDeclaredIsFetchedAgainFromTheStart() throws Exception {
        // given
        downloads.server.on("/clip.mp4", (request, output, socket) -> {
            if (downloads.requests() < 2) {
                output.write(MediaServer.head("200 OK", "Content-Length: 5000"));
                output.write(CLIP, 0, 2_000);
            } else {
                MediaServer.ok(CLIP).write(request, output, socket);
            }
        });
        // when
        Download.Fetched fetched =
                assertInstanceOf(Download.Fetched.class, downloads.fetch(downloads.url("/clip.mp4")));
        // then
        assertArrayEquals(CLIP, Files.readAllBytes(fetched.file()));
        assertEquals(List.of(fetched.file()), downloads.files());
        assertEquals(2, downloads.requests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5000", "Transfer-Encoding: chunked"})
    void aBodyThatIsAlwaysCutShortIsNeverTaken(String framing) throws Exception {
        downloads.server.on("/clip.mp4", (_, output, _) -> {
            output.write(MediaServer.head("200 OK", framing));
            output.write("1000\r\n".getBytes(UTF_8));
            output.write(CLIP, 0, 2_000);
        });
        assertMessage(
                downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4")),
                "closed the connection before the end of the body, after 3 tries; render again later.");
        assertEquals(3, downloads.requests());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatIsResetIsTriedAgain(boolean inTheBody) throws Exception {
        downloads.server.on("/clip.mp4", (_, output, socket) -> {
            if (inTheBody) {
                output.write(MediaServer.head("200 OK", "Content-Length: 5000"));
                output.write(CLIP, 0, 2_000);
                output.flush();
            }
            abort(socket);
        });
        downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4"));
        assertEquals(3, downloads.requests());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -5",
                "Content-Length: x",
                "Content-Length: 5\r\nContent-Length: 6",
                "Transfer-Encoding: gzip"
            })
    void anAnswerWhoseLengthMakesNoSenseIsRefused(String framing) throws Exception {
        downloads.server.on("/clip.mp4", (_, output, _) -> {
            output.write(MediaServer.head("200 OK", framing));
            output.write(CLIP);
        });
        downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2p1 SECRET\r\n",
                "HTTP/1.1 SECRET\r\n\r\n",
                "HTTP/1.1 200 OK\r\nSECRET\r\n\r\n"
            })
    void anAnswerThatIsNotHttpIsRefusedWithoutQuotingIt(String answer) throws Exception {
        downloads.server.on("/clip.mp4", (_, output, _) -> output.write(answer.getBytes(UTF_8)));
        downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4"), ONE_TRY, LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Transfer-Encoding: chunked"})
    void aBodyWithoutEndIsCutAtTheLimit(String framing) throws Exception {
        downloads.server.on("/clip.mp4", (_, output, _) -> {
            output.write(framing.isEmpty() ? MediaServer.head("200 OK") : MediaServer.head("200 OK", framing));
            while (true) {
                if (!framing.isEmpty()) {
                    output.write("1388\r\n".getBytes(UTF_8));
                }
                output.write(CLIP);
                if (!framing.isEmpty()) {
                    output.write("\r\n".getBytes(UTF_8));
                }
            }
        });
        assertMessage(
                downloads.fail(MediaTooLarge.class, downloads.url("/clip.mp4")),
                "has more, over the limit of 100000 bytes.");
        assertEquals(1, downloads.requests());
    }

    @Test
    void aBodyThatTheDiskCannotHoldIsRefusedBeforeItComes() throws Exception {
        downloads.server.on(
                "/clip.mp4",
                (_, output, _) -> output.write(MediaServer.head("200 OK", "Content-Length: 1000000000000000000")));
        OutOfSpace failure = downloads.fail(
                OutOfSpace.class, downloads.url("/clip.mp4"), Downloads.withBytes(ONE_TRY, Long.MAX_VALUE), LONG);
        assertMessage(failure, "there is no room for 1000000000000000000 bytes.");
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldAtOnce() throws Exception {
        // given
        Path file = Files.createFile(folder.resolve("file"));
        downloads.server.on("/clip.mp4", MediaServer.ok(CLIP));
        // when
        try (HttpsDownloader downloader = downloads.downloader(Downloads.LIMITS)) {
            ConfigurationError failure = assertThrows(
                    ConfigurationError.class,
                    () -> downloader.fetch(
                            "/audio_url",
                            downloads.internet.url(downloads.url("/clip.mp4")),
                            Optional.empty(),
                            file.resolve("downloads"),
                            LONG));
            // then
            String said = String.valueOf(failure.getMessage());
            assertTrue(said.startsWith("cannot write a download in " + file.resolve("downloads")), said);
        }
        assertEquals(1, downloads.requests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"one header of a megabyte", "ten thousand headers", "headers without end"})
    void headersAreBounded(String kind) throws Exception {
        downloads.server.on("/clip.mp4", (_, output, _) -> {
            output.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
            if (kind.startsWith("one")) {
                output.write(("X: " + "y".repeat(1 << 20) + "\r\n").getBytes(UTF_8));
            }
            for (int i = 0; kind.endsWith("end") || i < 10_000; i++) {
                output.write("X: y\r\n".getBytes(UTF_8));
            }
            output.write("\r\n".getBytes(UTF_8));
        });
        assertMessage(
                downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4")),
                "answers with too many or too long headers.");
    }

    @Test
    void aServerThatSendsNoHeadersIsLeft() throws Exception {
        downloads.server.on("/clip.mp4", (_, _, socket) -> hang(socket));
        DownloadLimits limits = limits(2, LONG, SHORT, LONG);
        assertMessage(
                downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4"), limits, LONG),
                "timed out, after 2 tries; render again later.");
        assertEquals(2, downloads.requests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a header", "interim answers"})
    void aServerWhoseHeadersNeverEndIsLeftThoughItIsNeverSilent(String kind) throws Exception {
        downloads.server.on("/clip.mp4", (_, output, _) -> {
            while (true) {
                output.write((kind.startsWith("a") ? "H" : "HTTP/1.1 103 Early Hints\r\n\r\n").getBytes(UTF_8));
                Thread.sleep(5);
            }
        });
        DownloadLimits limits = limits(1, SHORT, LONG, LONG);
        assertMessage(
                downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4"), limits, LONG),
                "does not answer within 200 ms.");
    }

    @Test
    void aServerThatStallsInTheMiddleIsLeft() throws Exception {
        downloads.server.on("/clip.mp4", (_, output, socket) -> {
            output.write(MediaServer.head("200 OK", "Content-Length: 5000"));
            output.write(CLIP, 0, 2_500);
            output.flush();
            hang(socket);
        });
        DownloadLimits limits = limits(1, LONG, SHORT, LONG);
        assertMessage(downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4"), limits, LONG), "timed out.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "the length of a chunk", "an error's text"})
    void aServerThatDripsIsLeftThoughItIsNeverSilent(String what) throws Exception {
        downloads.server.on("/clip.mp4", (_, output, _) -> {
            output.write(
                    switch (what) {
                        case "bytes" -> MediaServer.head("200 OK", "Content-Length: 5000");
                        case "an error's text" -> MediaServer.head("403 Forbidden", "Content-Length: 5000");
                        default -> MediaServer.head("200 OK", "Transfer-Encoding: chunked");
                    });
            while (true) {
                output.write('0');
                Thread.sleep(5);
            }
        });
        DownloadLimits limits = limits(1, LONG, LONG, SHORT);
        assertMessage(
                downloads.fail(MediaUnavailable.class, downloads.url("/clip.mp4"), limits, LONG),
                "sends less than 1024 bytes a second.");
    }

    @Test
    void whenTimeIsUpTheDownloadIsEnded() throws Exception {
        downloads.server.on("/clip.mp4", (_, output, socket) -> {
            output.write(MediaServer.head("200 OK", "Content-Length: 5000"));
            output.write(CLIP, 0, 2_500);
            output.flush();
            hang(socket);
        });
        long start = System.nanoTime();
        DeadlineExceeded failure = downloads.fail(
                DeadlineExceeded.class,
                downloads.url("/clip.mp4"),
                limits(3, LONG, LONG, LONG),
                Duration.ofMillis(300));
        assertMessage(failure, "was not downloaded within its time limit.");
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
    }

    @Test
    void aPauseThatTheDeadlineHasNoRoomForIsNotBegun() throws Exception {
        downloads.server.on("/clip.mp4", MediaServer.with("503 Busy", new byte[0], "Retry-After: 9"));
        downloads.fail(DeadlineExceeded.class, downloads.url("/clip.mp4"), Downloads.LIMITS, Duration.ofSeconds(8));
        assertEquals(List.of(), downloads.internet.pauses());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptEndsTheDownloadAtOnceAndLeavesNoFile(boolean virtual) throws Exception {
        // given: a platform thread too, whose sockets an interrupt does not reach
        CountDownLatch halfway = new CountDownLatch(1);
        downloads.server.on("/clip.mp4", (_, output, socket) -> {
            output.write(MediaServer.head("200 OK", "Content-Length: 5000"));
            output.write(CLIP, 0, 2_500);
            output.flush();
            halfway.countDown();
            hang(socket);
        });
        FutureTask<DeadlineExceeded> interrupted = new FutureTask<>(() -> {
            DeadlineExceeded failure = assertThrows(
                    DeadlineExceeded.class,
                    () -> downloads.fetch(downloads.url("/clip.mp4"), Optional.empty(), ONE_TRY));
            assertTrue(Thread.currentThread().isInterrupted());
            return failure;
        });
        Thread thread = (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(interrupted);
        halfway.await();
        // when
        thread.interrupt();
        // then
        assertMessage(interrupted.get(5, TimeUnit.SECONDS), "was not downloaded: the download was interrupted.");
        assertEquals(List.of(), downloads.files());
    }

    @Test
    void anAddressThatRefusesIsPassedOverForTheNext() {
        downloads.internet.deaf("127.0.0.3").host("media.test", "127.0.0.3", "127.0.0.1");
        downloads.server.on("/clip.mp4", MediaServer.ok(CLIP));
        assertInstanceOf(Download.Fetched.class, downloads.fetch(downloads.url("/clip.mp4")));
    }

    @Test
    void aHostWhereNobodyListensIsTriedThreeTimes() throws Exception {
        // given
        String url = downloads.url("/clip.mp4");
        downloads.server.close();
        // when, then
        assertMessage(
                downloads.fail(MediaUnavailable.class, url),
                "cannot be reached, or closed the connection, after 3 tries; render again later.");
        assertEquals(3, downloads.internet.lookups().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "of another host", "signed by nobody"})
    void aBadCertificateIsToldAtOnce(String what) throws Exception {
        // given
        Certificates bad = switch (what) {
            case "expired" ->
                Certificates.forHosts(folder, "bad", List.of("media.test"), "-startdate", "-10d", "-validity", "1");
            case "of another host" -> Certificates.forHosts(folder, "bad", List.of("other.test"));
            default -> new Certificates(certificates.server(), SSLContext.getDefault());
        };
        try (Downloads badly = new Downloads(bad, folder.resolve("downloads"))) {
            badly.server.on("/clip.mp4", MediaServer.ok(CLIP));
            // when, then
            assertMessage(
                    badly.fail(MediaUnavailable.class, badly.url("/clip.mp4")),
                    "has a certificate that is not valid: expired, for another host, or not signed by a known"
                            + " authority.");
            assertEquals(0, badly.requests());
            assertEquals(1, badly.internet.lookups().size());
        }
    }

    @Test
    void aServerThatDoesNotSpeakTlsIsToldAtOnce() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 5, MediaServer.ADDRESS)) {
            // given
            Thread.ofVirtual().start(() -> {
                try (Socket socket = plain.accept()) {
                    socket.getOutputStream().write("220 mail.test ESMTP SECRET\r\n".getBytes(UTF_8));
                    hang(socket);
                } catch (Exception _) {
                    // closed
                }
            });
            downloads.internet.port(plain.getLocalPort());
            // when, then
            assertMessage(
                    downloads.fail(MediaUnavailable.class, "https://media.test:" + plain.getLocalPort() + "/x"),
                    "does not speak TLS 1.2 or 1.3.");
        }
    }

    @Test
    void aHandshakeThatDripsIsLeftThoughItIsNeverSilent() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 5, MediaServer.ADDRESS)) {
            // given: the beginning of a TLS record of 16 KiB, and then a byte of it now and then
            Thread.ofVirtual().start(() -> {
                try (Socket socket = plain.accept()) {
                    socket.getOutputStream().write(new byte[] {0x16, 3, 3, 0x40, 0});
                    while (true) {
                        socket.getOutputStream().write(0);
                        Thread.sleep(5);
                    }
                } catch (Exception _) {
                    // closed
                }
            });
            downloads.internet.port(plain.getLocalPort());
            // when, then
            String url = "https://media.test:" + plain.getLocalPort() + "/x";
            assertMessage(
                    downloads.fail(MediaUnavailable.class, url, limits(1, SHORT, LONG, LONG), LONG),
                    "does not answer within 200 ms.");
        }
    }

    private static DownloadLimits limits(int tries, Duration answer, Duration idle, Duration window) {
        return new DownloadLimits(
                new HttpLimits(LONG, LONG, answer, idle, Duration.ofMillis(1), LONG), 100_000, 5, tries,
                LONG, window, 1_024);
    }

    /// Says nothing until the client hangs up.
    private static void hang(Socket socket) throws IOException {
        socket.getInputStream().read();
    }

    /// A reset instead of an orderly end.
    private static void abort(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void assertMessage(Throwable failure, String end) {
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.endsWith(end), message);
    }
}
