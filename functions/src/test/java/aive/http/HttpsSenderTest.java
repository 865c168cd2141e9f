package aive.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.http.Delivery.Accepted;
import aive.http.Delivery.Postponed;
import aive.http.Delivery.Refused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsSenderTest {

    private static final byte[] BODY = "{\"sentence\":\"größer\"}".getBytes(UTF_8);

    /// On a busy machine the first handshake of a JVM takes a while: only what is about giving up gives up soon.
    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Duration IMPATIENT = Duration.ofMillis(600);

    private static Certificates certificates;

    private MediaServer server;
    private Canary canary;
    private Internet internet;

    @BeforeAll
    static void certify(@TempDir Path folder) throws Exception {
        certificates = Certificates.forHosts(folder, "sender", List.of("backend.test", "moved.test"));
    }

    @BeforeEach
    void open() throws Exception {
        server = new MediaServer(certificates.server());
        canary = new Canary();
        internet = new Internet()
                .port(server.port())
                .port(canary.port())
                .host("backend.test", "127.0.0.1")
                .host("moved.test", "127.0.0.1");
    }

    @AfterEach
    void close() throws Exception {
        assertEquals(0, canary.hits());
        server.close();
        canary.close();
    }

    @Test
    void theServerGetsTheBytesAndTheHeaders() {
        // given
        server.on("/status", MediaServer.with("204 No Content", new byte[0]));
        // when
        Delivery delivery = put(1);
        // then
        assertEquals(new Accepted(204), delivery);
        MediaServer.Request request = server.requests().getFirst();
        assertEquals("PUT /status?token=SECRET HTTP/1.1", request.line());
        assertEquals(new String(BODY, UTF_8), request.body());
        assertEquals("abc", request.headers().get("x-aive-signature"));
        assertTrue(
                request.headers().getOrDefault("content-type", "").startsWith("application/json"),
                request.headers().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 599})
    void whatMayPassIsTriedAgain(int status) {
        // given
        failingFirst(2, status);
        // then
        assertEquals(new Accepted(200), put(3));
        assertEquals(3, server.requests().size());
        assertEquals(2, internet.pauses().size());
    }

    @Test
    void whatDoesNotPassIsPutOffAfterTheLastTry() {
        failingFirst(100, 503);
        assertEquals(
                new Postponed("https://backend.test:%d/status answers with status 503.".formatted(server.port())),
                put(3));
        assertEquals(3, server.requests().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 410, 422})
    void whatTheServerWillNotHaveIsNotTriedAgain(int status) {
        failingFirst(100, status);
        assertEquals(
                new Refused(
                        status,
                        "https://backend.test:%d/status answers with status %d.".formatted(server.port(), status)),
                put(3));
        assertEquals(1, server.requests().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowedWhereverItLeads(int status) {
        // given
        server.on("/status", MediaServer.redirect(status, "https://169.254.169.254/latest/meta-data/"));
        server.on("/other", MediaServer.ok(new byte[0]));
        // when
        Refused refused = assertInstanceOf(Refused.class, put(3));
        // then
        assertEquals(status, refused.status());
        assertTrue(refused.reason().contains("redirects are not followed"), refused.reason());
        assertEquals(1, server.requests().size());
        assertEquals(List.of("backend.test"), internet.lookups());
    }

    @Test
    void theServersWishToBeLeftAloneIsRespected() {
        // given
        server.on("/status", MediaServer.with("429 Too Many Requests", new byte[0], "Retry-After: 3"));
        // when
        put(2);
        // then
        assertEquals(List.of(Duration.ofSeconds(3)), internet.pauses());
    }

    @Test
    void aServerThatWantsToBeLeftAloneForLongIsNotWaitedFor() {
        server.on("/status", MediaServer.with("503 Busy", new byte[0], "Retry-After: 3600"));
        assertInstanceOf(Postponed.class, put(5));
        assertEquals(1, server.requests().size());
        assertEquals(List.of(), internet.pauses());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "127.0.0.2", "169.254.169.254", "192.168.1.1", "::1", "fd00::1"})
    void aHostWithAnAddressOfOursIsToldNothing(String address) {
        // given
        internet.host("inside.test", address);
        // when
        Refused refused = assertInstanceOf(
                Refused.class, put("https://inside.test:%d/status?token=SECRET".formatted(canary.port()), 3));
        // then
        assertEquals(0, refused.status());
        assertTrue(
                refused.reason().endsWith("inside.test resolves to an address that is not public."), refused.reason());
    }

    @Test
    void aNameThatIsTurnedInwardsBetweenTwoTriesIsNotFollowed() {
        // given: the first answer is public and the server busy, the second answer is our own
        internet.laterHost("backend.test", "127.0.0.2");
        failingFirst(100, 503);
        // then
        assertEquals(0, assertInstanceOf(Refused.class, put(3)).status());
        assertEquals(1, server.requests().size());
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpInTime() {
        // given
        server.on("/status", (_, _, _) -> Thread.sleep(5_000));
        long start = System.nanoTime();
        // when
        Postponed postponed = assertInstanceOf(Postponed.class, put(url(), 2, IMPATIENT));
        // then
        assertTrue(postponed.reason().contains("does not answer within 600 ms"), postponed.reason());
        assertTrue(System.nanoTime() - start < 4_000_000_000L);
        assertEquals(2, server.requests().size());
    }

    @Test
    void aServerThatAnswersByteByByteIsGivenUpInTime() {
        server.on("/status", (_, output, _) -> {
            for (byte b : "HTTP/1.1 200 OK\r\nX-Long: ".getBytes(UTF_8)) {
                output.write(b);
                output.flush();
                Thread.sleep(50);
            }
        });
        assertInstanceOf(Postponed.class, put(url(), 1, IMPATIENT));
    }

    @Test
    void anAnswerWithoutEndIsNotRead() {
        server.on("/status", (_, output, _) -> {
            output.write(MediaServer.head("200 OK"));
            while (true) {
                output.write(BODY);
            }
        });
        assertEquals(new Accepted(200), put(1));
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() {
        // given
        AtomicInteger tries = new AtomicInteger();
        server.on("/status", (request, output, socket) -> {
            if (tries.incrementAndGet() > 1) {
                MediaServer.ok(new byte[0]).write(request, output, socket);
            }
        });
        // then
        assertEquals(new Accepted(200), put(2));
    }

    @Test
    void aHostThatNobodyKnowsMayBeKnownLater() {
        Postponed postponed = assertInstanceOf(Postponed.class, put("https://nobody.test/status?token=SECRET", 2));
        assertTrue(postponed.reason().contains("there is no host nobody.test"), postponed.reason());
    }

    @Test
    void timeThatIsUpIsNotExceeded() {
        assertInstanceOf(
                Postponed.class,
                sender(PATIENT).put(SourceUrl.of(url(), internet.ports()), BODY, Map.of(), 3, Duration.ZERO));
        assertTrue(server.requests().size() <= 1);
    }

    private void failingFirst(int times, int status) {
        AtomicInteger asked = new AtomicInteger();
        server.on(
                "/status",
                (request, output, socket) -> MediaServer.with(
                                asked.incrementAndGet() <= times ? status + " No" : "200 OK", new byte[0])
                        .write(request, output, socket));
    }

    private String url() {
        return "https://backend.test:%d/status?token=SECRET".formatted(server.port());
    }

    private Delivery put(int tries) {
        return put(url(), tries);
    }

    private Delivery put(String url, int tries) {
        return put(url, tries, PATIENT);
    }

    /// Sends, and sees to what holds of every outcome: its words hold no query.
    private Delivery put(String url, int tries, Duration answer) {
        Delivery delivery = sender(answer)
                .put(
                        SourceUrl.of(url, internet.ports()),
                        BODY,
                        Map.of("X-Aive-Signature", "abc"),
                        tries,
                        Duration.ofSeconds(20));
        assertFalse(delivery.toString().contains("SECRET"), delivery.toString());
        return delivery;
    }

    private HttpsSender sender(Duration answer) {
        HttpLimits limits = new HttpLimits(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                answer,
                PATIENT,
                Duration.ofMillis(2),
                Duration.ofSeconds(10));
        return new HttpsSender(limits, internet.client(limits, certificates));
    }
}
