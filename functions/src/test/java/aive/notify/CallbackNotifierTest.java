package aive.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import aive.error.ConfigurationError;
import aive.http.Delivery;
import aive.http.Delivery.Accepted;
import aive.http.Delivery.Postponed;
import aive.http.Delivery.Refused;
import aive.http.Sender;
import aive.http.SourceUrl;
import aive.json.Json;
import aive.parallel.ParallelTasks;
import aive.project.Callback;
import aive.step.ProgressMarker;
import aive.store.MemoryVersionedStore;
import aive.time.Deadline;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import tools.jackson.databind.JsonNode;

class CallbackNotifierTest {

    private static final String ARN = "arn:aws:states:eu-central-1:123456789012:execution:render-dev:film";
    private static final Callback CALLBACK =
            new Callback(URI.create("https://backend.example.com/status"), Optional.of("task-7"));
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final int PARTS = 20;
    private static final SigningSecret SIGNING = secret("secret");

    /// A message as the receiver sees it.
    private record Heard(String status, int progress) {

        static Heard of(byte[] body) {
            JsonNode json = Json.tree(body);
            return new Heard(json.get("status").asString(), json.get("progress").asInt());
        }

        boolean isEnd() {
            return !status.equals("processing");
        }
    }

    private final List<Heard> heard = Collections.synchronizedList(new ArrayList<>());
    private final List<Map<String, String>> headers = Collections.synchronizedList(new ArrayList<>());
    private final MemoryVersionedStore notes = new MemoryVersionedStore();

    static LongStream seeds() {
        return LongStream.range(0, 120);
    }

    /// One render, every event late, twice, or both, in any order.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverTheOrderProgressGrowsAndNothingFollowsTheEnd(long seed) throws Exception {
        // given
        Random random = new Random(seed);
        CallbackNotifier notifier = notifier(accepting());
        List<Callable<?>> events =
                new ArrayList<>(List.of(begun(notifier, START, false), ended(notifier, START.plusSeconds(100), false)));
        IntStream.rangeClosed(1, PARTS).forEach(part -> events.add(marked(notifier, part, START.plusSeconds(1))));
        // when
        for (Callable<?> event : shuffled(events, random)) {
            event.call();
        }
        // then
        assertSensible();
        assertEquals(1, heard.stream().filter(Heard::isEnd).count());
        assertEquals("complete", heard.getLast().status());
    }

    /// Several executions of the same render, one after the other, some of them redriven; a server that is not always
    /// there.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ofSeveralExecutionsTheLastWordIsThatOfTheOneThatEndedLast(long seed) throws Exception {
        // given
        Random random = new Random(seed);
        CallbackNotifier notifier =
                notifier(message -> message.isEnd() && random.nextInt(3) == 0 ? new Postponed("busy") : heard(message));
        List<Callable<?>> events = new ArrayList<>();
        Instant now = START;
        int executions = 1 + random.nextInt(4);
        for (int execution = 0; execution < executions; execution++) {
            boolean redriven = execution > 0 && random.nextBoolean();
            Instant begin = now;
            events.add(begun(notifier, begin, redriven));
            IntStream.rangeClosed(1, PARTS)
                    .filter(_ -> random.nextInt(4) > 0)
                    .forEach(part -> events.add(marked(notifier, part, begin.plusSeconds(redriven ? -50 : 1))));
            now = now.plusSeconds(100);
            events.add(untilTold(ended(notifier, now, execution < executions - 1)));
            now = now.plusSeconds(10);
        }
        // when
        for (Callable<?> event : shuffled(events, random)) {
            event.call();
        }
        // then
        assertSensible();
        assertEquals("complete", heard.getLast().status());
    }

    /// All events at once, on threads of their own, and a server whose answers take their time.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void alsoAtTheSameTimeProgressGrowsAndNothingFollowsTheEnd(long seed) throws Exception {
        // given
        Random random = new Random(seed);
        AtomicInteger progressUnderWay = new AtomicInteger();
        CallbackNotifier notifier = notifier(message -> {
            if (!message.isEnd()) {
                assertEquals(1, progressUnderWay.incrementAndGet());
            }
            ParallelTasks.sleep(Duration.ofMillis(random.nextInt(8)), "the test was interrupted");
            Delivery delivery = heard(message);
            ParallelTasks.sleep(Duration.ofMillis(random.nextInt(8)), "the test was interrupted");
            if (!message.isEnd()) {
                progressUnderWay.decrementAndGet();
            }
            return delivery;
        });
        List<Callable<?>> events = new ArrayList<>(List.of(begun(notifier, START, false)));
        IntStream.rangeClosed(1, PARTS).forEach(part -> events.add(marked(notifier, part, START.plusSeconds(1))));
        List<Callable<?>> shuffled = shuffled(events, random);
        shuffled.add(shuffled.size() * 3 / 4, ended(notifier, START.plusSeconds(100), false));
        // when
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = shuffled.stream()
                    .map(event -> threads.submit(() -> {
                        ParallelTasks.sleep(Duration.ofMillis(random.nextInt(40)), "the test was interrupted");
                        return event.call();
                    }))
                    .toList();
            for (var call : calls) {
                call.get();
            }
        }
        // then
        assertSensible();
        assertEquals("complete", heard.getLast().status());
    }

    @Test
    void whatOthersNoteWhileProgressIsSentIsSentNext() {
        // given
        CallbackNotifier[] notifier = new CallbackNotifier[1];
        notifier[0] = notifier(message -> {
            if (message.progress() == 9) {
                assertEquals(Optional.empty(), mark(notifier[0], 2));
                assertEquals(Optional.empty(), mark(notifier[0], 3));
            }
            return heard(message);
        });
        // when
        mark(notifier[0], 1);
        // then
        assertEquals(List.of(new Heard("processing", 9), new Heard("processing", 18)), heard);
    }

    @Test
    void aCallThatDiedWhileItSentProgressHoldsNobodyUpForLong() {
        // given
        Instant[] now = {START.plusSeconds(10)};
        CallbackNotifier dying = new CallbackNotifier(
                new CallbackStates(notes),
                (_, _, _, _, _) -> {
                    throw new AssertionError("killed");
                },
                secret("secret"),
                () -> now[0]);
        assertThrows(AssertionError.class, () -> mark(dying, 1));
        CallbackNotifier notifier =
                new CallbackNotifier(new CallbackStates(notes), sender(accepting()), secret("secret"), () -> now[0]);
        // when
        Optional<Delivery> meanwhile = mark(notifier, 2);
        now[0] = now[0].plusSeconds(31);
        mark(notifier, 3);
        // then
        assertEquals(Optional.empty(), meanwhile);
        assertEquals(List.of(new Heard("processing", 18)), heard);
    }

    @Test
    void anEndThatDoesNotGetThroughIsToldAgainWithTheSameKey() {
        // given
        AtomicInteger tries = new AtomicInteger();
        CallbackNotifier notifier =
                notifier(message -> tries.incrementAndGet() == 1 ? new Postponed("busy") : heard(message));
        // when
        Optional<Delivery> first = end(notifier, START.plusSeconds(100));
        Optional<Delivery> second = end(notifier, START.plusSeconds(100));
        Optional<Delivery> third = end(notifier, START.plusSeconds(100));
        // then
        assertEquals(Optional.of(new Postponed("busy")), first);
        assertEquals(Optional.of(new Accepted(200)), second);
        assertEquals(Optional.empty(), third);
        assertEquals(headers.get(0), headers.get(1));
    }

    @Test
    void anEndThatIsRefusedForGoodIsNotToldAgain() {
        CallbackNotifier notifier = notifier(_ -> new Refused(404, "gone"));
        assertEquals(Optional.of(new Refused(404, "gone")), end(notifier, START.plusSeconds(100)));
        assertEquals(Optional.empty(), end(notifier, START.plusSeconds(100)));
    }

    @Test
    void aFailureSaysHowFarTheRenderWas() {
        // given
        CallbackNotifier notifier = notifier(accepting());
        IntStream.rangeClosed(1, 10).forEach(part -> mark(notifier, part));
        // when
        notifier.ended(
                CALLBACK,
                ARN,
                START.plusSeconds(100),
                progress -> CallbackMessage.failed(progress, "EncodeFailed"),
                soon());
        // then
        assertEquals(new Heard("failed", 50), heard.getLast());
    }

    @Test
    void anExecutionThatIsRedrivenGoesOnWhereItWas() {
        // given
        CallbackNotifier notifier = notifier(accepting());
        IntStream.rangeClosed(1, 10).forEach(part -> mark(notifier, part));
        end(notifier, START.plusSeconds(100));
        heard.clear();
        // when
        mark(notifier, 11); // a chunk that was still being rendered
        notifier.begun(CALLBACK, START.plusSeconds(200), true, soon());
        mark(notifier, 12);
        mark(notifier, 13);
        // then
        assertEquals(List.of(54, 59), heard.stream().map(Heard::progress).toList());
    }

    @Test
    void everyMessageHasAKeyAndASignatureOfItsOwn() throws Exception {
        // given
        List<byte[]> bodies = new ArrayList<>();
        CallbackNotifier notifier = new CallbackNotifier(
                new CallbackStates(notes),
                (target, body, sent, _, _) -> {
                    assertEquals("https://backend.example.com/status", target.display());
                    bodies.add(body);
                    headers.add(sent);
                    return new Accepted(200);
                },
                secret("secret"),
                InstantSource.fixed(START));
        // when
        IntStream.rangeClosed(1, 3).forEach(part -> mark(notifier, part));
        end(notifier, START.plusSeconds(100));
        // then
        assertEquals(
                4,
                headers.stream()
                        .map(sent -> sent.get("Idempotency-Key"))
                        .distinct()
                        .count());
        for (int i = 0; i < bodies.size(); i++) {
            assertEquals(
                    SignatureTest.computed("secret".getBytes(UTF_8), bodies.get(i)),
                    headers.get(i).get("X-Aive-Signature"));
            String timestamp = headers.get(i).get("X-Aive-Timestamp");
            String signed = timestamp + "." + headers.get(i).get("Idempotency-Key") + ".";
            assertEquals(Long.toString(START.getEpochSecond()), timestamp);
            assertEquals(
                    SignatureTest.computed(
                            "secret".getBytes(UTF_8), (signed + new String(bodies.get(i), UTF_8)).getBytes(UTF_8)),
                    headers.get(i).get("X-Aive-Signature-V2"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void whoRefusesTheSignatureMayKnowANewerSecret(int status) throws Exception {
        // given
        String right = SignatureTest.computed(
                "second".getBytes(UTF_8), CallbackMessage.complete("https://v/").body(CALLBACK.taskId()));
        CallbackNotifier notifier = new CallbackNotifier(
                new CallbackStates(notes),
                (_, _, sent, _, _) -> {
                    headers.add(sent);
                    return right.equals(sent.get("X-Aive-Signature")) ? new Accepted(200) : new Refused(status, "no");
                },
                secret("first", "second"),
                InstantSource.fixed(START));
        // then
        assertEquals(Optional.of(new Accepted(200)), end(notifier, START.plusSeconds(100)));
        assertEquals(2, headers.size());
    }

    @Test
    void whoRefusesTheRightSignatureIsNotAskedAgain() {
        CallbackNotifier notifier = new CallbackNotifier(
                new CallbackStates(notes),
                (_, _, sent, _, _) -> {
                    headers.add(sent);
                    return new Refused(401, "no");
                },
                secret("first", "first"),
                InstantSource.fixed(START));
        assertEquals(Optional.of(new Refused(401, "no")), end(notifier, START.plusSeconds(100)));
        assertEquals(1, headers.size());
    }

    @Test
    void withoutASecretNothingIsSentAndNothingCountsAsTold() {
        // given
        CallbackNotifier notifier = new CallbackNotifier(
                new CallbackStates(notes),
                sender(accepting()),
                new SigningSecret(() -> mock(SecretsManagerClient.class), Optional.empty(), InstantSource.system()),
                InstantSource.fixed(START));
        // then
        assertThrows(ConfigurationError.class, () -> end(notifier, START.plusSeconds(100)));
        assertEquals(0, notes.size());
        assertEquals(List.of(), heard);
    }

    @Test
    void anAddressThatNobodyMayDialIsRefusedBeforeItIsDialled() {
        CallbackNotifier notifier = notifier(accepting());
        Optional<Delivery> delivery = notifier.ended(
                new Callback(URI.create("https://127.0.0.1/status"), Optional.empty()),
                ARN,
                START,
                _ -> CallbackMessage.complete("https://v/"),
                soon());
        // a literal address is judged by the guard of whoever dials it; an odd one by its text
        assertTrue(delivery.isPresent());
        Optional<Delivery> odd = notifier.ended(
                new Callback(URI.create("https://0x7f.1/status"), Optional.empty()),
                ARN,
                START,
                _ -> CallbackMessage.complete("https://v/"),
                soon());
        assertTrue(odd.get() instanceof Refused, odd.toString());
    }

    private void assertSensible() {
        int told = -1;
        boolean over = false;
        for (Heard message : heard) {
            if (message.isEnd()) {
                told = -1;
                over = true;
            } else {
                assertTrue(message.progress() > told, heard.toString());
                told = message.progress();
                over = false;
            }
        }
        assertTrue(over, heard.toString());
    }

    private Delivery heard(Heard message) {
        heard.add(message);
        return new Accepted(200);
    }

    private Function<Heard, Delivery> accepting() {
        return this::heard;
    }

    private Sender sender(Function<Heard, Delivery> server) {
        return (SourceUrl _, byte[] body, Map<String, String> sent, int _, Duration _) -> {
            headers.add(sent);
            return server.apply(Heard.of(body));
        };
    }

    private CallbackNotifier notifier(Function<Heard, Delivery> server) {
        return new CallbackNotifier(new CallbackStates(notes), sender(server), SIGNING, InstantSource.system());
    }

    /// Lambda calls again as long as it has to.
    private static Callable<?> untilTold(Callable<Optional<Delivery>> event) {
        return () -> {
            while (event.call().filter(Postponed.class::isInstance).isPresent()) {
                // again
            }
            return "told";
        };
    }

    private static Callable<Optional<Delivery>> begun(CallbackNotifier notifier, Instant at, boolean redriven) {
        return () -> notifier.begun(CALLBACK, at, redriven, soon());
    }

    private static Callable<Optional<Delivery>> marked(CallbackNotifier notifier, int part, Instant since) {
        return () -> notifier.marked(CALLBACK, new ProgressMarker("film", part, PARTS), since, soon());
    }

    private static Callable<Optional<Delivery>> ended(CallbackNotifier notifier, Instant at, boolean failed) {
        return () -> notifier.ended(
                CALLBACK,
                ARN,
                at,
                progress -> failed ? CallbackMessage.failed(progress, "no") : CallbackMessage.complete("https://v/"),
                soon());
    }

    private static Optional<Delivery> mark(CallbackNotifier notifier, int part) {
        return notifier.marked(CALLBACK, new ProgressMarker("film", part, PARTS), START.plusSeconds(1), soon());
    }

    private static Optional<Delivery> end(CallbackNotifier notifier, Instant at) {
        return notifier.ended(CALLBACK, ARN, at, _ -> CallbackMessage.complete("https://v/"), soon());
    }

    /// In another order, a third of them twice.
    private static List<Callable<?>> shuffled(List<Callable<?>> events, Random random) {
        List<Callable<?>> shuffled = new ArrayList<>(events);
        events.stream().filter(_ -> random.nextInt(3) == 0).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static SigningSecret secret(String... values) {
        SecretsManagerClient client = mock(SecretsManagerClient.class);
        GetSecretValueResponse[] responses = List.of(values).stream()
                .map(value ->
                        GetSecretValueResponse.builder().secretString(value).build())
                .toArray(GetSecretValueResponse[]::new);
        Consumer<GetSecretValueRequest.Builder> anyRequest = any();
        when(client.getSecretValue(anyRequest))
                .thenReturn(responses[0], Arrays.copyOfRange(responses, 1, responses.length));
        return new SigningSecret(() -> client, Optional.of("secret"), InstantSource.system());
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofMinutes(2));
    }
}
