package aive.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Tests what conformance cases cannot show: threads, interruption, randomness, and large numbers of items.
class EngineTest {

    private static final RequestStreamHandler ECHO = (input, output, _) -> input.transferTo(output);

    private static final String TASK = """
            {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true %s,
             "Arguments": {"FunctionName": "${WorkFunctionArn}", "Payload": "{%% $states.input %%}"}}""";

    private static final String INLINE_MAP = """
            {"QueryLanguage": "JSONata", "StartAt": "All", "States": {"All": {
             "Type": "Map", "Items": "{%% $states.input %%}", "MaxConcurrency": %d,
             "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "One", "States": {"One": %s}},
             "Output": {}, "End": true}}}""";

    private static final String DISTRIBUTED_MAP = """
            {"QueryLanguage": "JSONata", "StartAt": "All", "States": {"All": {"Type": "Map", "Label": "Parts",
             "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSON"},
                            "Arguments": {"Bucket": "work", "Key": "parts"}},
             "ItemSelector": {"part": "{%% $states.context.Map.Item.Value %%}",
                              "of": "{%% $states.context.Execution.Name %%}"},
             "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                               "StartAt": "One", "States": {"One": %s}},
             "Output": "{%% $count($states.result) %%}", "End": true}}}""";

    private final RecordingClock clock = new RecordingClock();

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    static List<Integer> concurrencies() {
        return List.of(0, 1, 3, 100);
    }

    @Test
    void givenASlowFunction_whenItsTaskTimesOut_thenTheFunctionIsInterruptedAndHasEndedBeforeTheStateFails() {
        // given
        AtomicBoolean ended = new AtomicBoolean();
        RequestStreamHandler slow = (_, _, _) -> {
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException _) {
                pause(100); // a handler needs some time to stop its own processes
                ended.set(true);
            }
        };
        Engine engine = engine(machine(TASK.formatted(", \"TimeoutSeconds\": 1")), slow, 1);
        // when
        Outcome outcome = engine.run("run", JsonNodeFactory.instance.objectNode()).outcome();
        // then
        assertEquals("States.Timeout", assertInstanceOf(Outcome.Failed.class, outcome).errorOutput().error());
        assertTrue(ended.get());
    }

    @Test
    void givenAFunctionIgnoresInterruption_whenItsTaskTimesOut_thenTheEngineWaitsOnlyForTheGracePeriod() {
        // given
        CountDownLatch never = new CountDownLatch(1);
        RequestStreamHandler uninterruptible = (_, _, _) -> awaitUninterruptibly(never);
        Engine engine = engine(machine(TASK.formatted(", \"TimeoutSeconds\": 1")), uninterruptible, 1);
        // when
        Outcome outcome = assertTimeout(
                Duration.ofSeconds(20), () -> engine.run("run", JsonNodeFactory.instance.objectNode()).outcome());
        // then
        assertEquals("States.Timeout", assertInstanceOf(Outcome.Failed.class, outcome).errorOutput().error());
        never.countDown();
    }

    @Test
    void theContextOfAFunctionHasTheRemainingTimeOfItsTask() {
        // given
        AtomicInteger remaining = new AtomicInteger();
        RequestStreamHandler reading = (input, output, context) -> {
            remaining.set(context.getRemainingTimeInMillis());
            input.transferTo(output);
        };
        // when
        engine(machine(TASK.formatted(", \"TimeoutSeconds\": 60")), reading, 1)
                .run("run", JsonNodeFactory.instance.objectNode());
        // then
        assertEquals(60_000, remaining.get());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDelayWithFullJitterIsBetweenZeroAndTheFullDelay(long seed) {
        // given
        Retrier retrier = new Retrier(new ErrorNames(List.of("States.ALL")), 2, 2, 6, 20, true);
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> full = List.of(2, 4, 8, 16, 20, 20);
        for (int retry = 1; retry <= full.size(); retry++) {
            // when
            Duration delay = retrier.delay(retry, random);
            // then
            Duration longest = Duration.ofSeconds(full.get(retry - 1));
            assertTrue(!delay.isNegative() && delay.compareTo(longest) <= 0, delay.toString());
        }
        assertEquals(retrier.delay(3, new SplittableRandom(seed)), retrier.delay(3, new SplittableRandom(seed)));
    }

    @Test
    void delaysWithFullJitterCoverTheWholeRange() {
        // given
        Retrier retrier = new Retrier(new ErrorNames(List.of("States.ALL")), 10, 2, 6, 60, true);
        // when
        List<Duration> delays =
                seeds().mapToObj(seed -> retrier.delay(1, new SplittableRandom(seed))).sorted().toList();
        // then
        assertTrue(delays.getFirst().compareTo(Duration.ofSeconds(1)) < 0);
        assertTrue(delays.getLast().compareTo(Duration.ofSeconds(9)) > 0);
    }

    @ParameterizedTest
    @MethodSource("concurrencies")
    void atMostAsManyFunctionsRunAtTheSameTimeAsTheWorkersAndTheMapAllow(int maxConcurrency) {
        // given
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        RequestStreamHandler counting = (input, output, _) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            pause(20);
            running.decrementAndGet();
            input.transferTo(output);
        };
        Engine engine = engine(INLINE_MAP.formatted(maxConcurrency, TASK.formatted("")), counting, 4);
        // when
        Outcome outcome = engine.run("run", numbers(40)).outcome();
        // then
        assertInstanceOf(Outcome.Succeeded.class, outcome);
        assertEquals(maxConcurrency == 0 ? 4 : Math.min(4, maxConcurrency), most.get());
    }

    @Test
    void givenAnIterationFails_whenOthersAreRunning_thenTheyAreInterruptedAndNoMoreStart() throws Exception {
        // given
        AtomicInteger started = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        CountDownLatch allStarted = new CountDownLatch(4);
        RequestStreamHandler handler = (input, _, _) -> {
            int item = JsonCodec.parse(input.readAllBytes()).asInt();
            started.incrementAndGet();
            allStarted.countDown();
            try {
                allStarted.await();
                if (item == 2) {
                    throw new IllegalStateException("item 2");
                }
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException _) {
                interrupted.incrementAndGet();
            }
        };
        // when
        Execution execution =
                engine(INLINE_MAP.formatted(0, TASK.formatted("")), handler, 4).run("run", numbers(40));
        // then
        ErrorOutput error = assertInstanceOf(Outcome.Failed.class, execution.outcome()).errorOutput();
        assertEquals("java.lang.IllegalStateException", error.error());
        assertEquals("item 2", error.message());
        assertEquals(4, started.get());
        assertEquals(3, interrupted.get());
        assertEquals(3, types(execution.history()).stream().filter("MapIterationAborted"::equals).count());
    }

    @Test
    void givenFunctionsAreRunning_whenTheExecutionIsAborted_thenTheyHaveEndedWhenItEnds() throws Exception {
        // given
        CountDownLatch running = new CountDownLatch(2);
        AtomicInteger ended = new AtomicInteger();
        RequestStreamHandler slow = (_, _, _) -> {
            running.countDown();
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException _) {
                ended.incrementAndGet();
            }
        };
        Execution execution =
                engine(INLINE_MAP.formatted(0, TASK.formatted("")), slow, 2).start("run", numbers(5));
        running.await();
        // when
        execution.abort();
        // then
        assertEquals(new Outcome.Aborted(), execution.outcome());
        assertEquals(2, ended.get());
        assertEquals("ExecutionAborted", types(execution.history()).getLast());
    }

    @Test
    void anEndlessLoopOfStatesCanBeAborted() {
        // given
        String loop = "{\"Type\": \"Pass\", \"Next\": \"One\"}";
        Execution execution = engine(machine(loop), ECHO, 1).start("run", numbers(0));
        // when
        pause(20);
        execution.abort();
        // then
        assertEquals(new Outcome.Aborted(), execution.outcome());
    }

    @Test
    void givenAThreadWaitsForTheOutcome_whenTheThreadIsInterrupted_thenTheExecutionIsAborted() throws Exception {
        // given
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Engine engine = engine(machine(TASK.formatted("")), (_, _, _) -> {
            running.countDown();
            try {
                never.await();
            } catch (InterruptedException _) {
                return;
            }
        }, 1);
        List<Object> observed = new ArrayList<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            observed.add(engine.run("run", numbers(1)).outcome());
            observed.add(Thread.currentThread().isInterrupted());
        });
        running.await();
        // when
        caller.interrupt();
        caller.join();
        // then
        assertEquals(List.of(new Outcome.Aborted(), true), observed);
    }

    @Test
    void givenAChildFails_whenTheDistributedMapFails_thenTheOutcomeAndTheHistoryHaveTheErrorOfTheChild() {
        // given
        RequestStreamHandler handler = (input, output, _) -> {
            if (JsonCodec.parse(input.readAllBytes()).get("part").asInt() == 3) {
                throw new IllegalStateException("part 3 is missing");
            }
            output.write("{}".getBytes(StandardCharsets.UTF_8));
        };
        // when
        Execution execution =
                engine(DISTRIBUTED_MAP.formatted(TASK.formatted("")), handler, 1, 10).run("run", numbers(0));
        // then
        ErrorOutput error = assertInstanceOf(Outcome.Failed.class, execution.outcome()).errorOutput();
        assertEquals("States.ExceedToleratedFailureThreshold", error.error());
        assertEquals("java.lang.IllegalStateException", error.root().error());
        assertEquals("part 3 is missing", error.root().message());
        assertEquals(
                List.of("ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskFailed",
                        "ExecutionFailed"),
                types(execution.history().children().get(3)));
        assertEquals("java.lang.IllegalStateException",
                execution.history().events().getLast().details().at("/child/error").stringValue());
    }

    @Test
    void tenThousandChildExecutionsEndWithinAMinute() {
        // given
        Engine engine = engine(DISTRIBUTED_MAP.formatted(TASK.formatted(", \"Output\": {}")), ECHO, 8, 10_000);
        // when
        Execution execution = assertTimeout(Duration.ofSeconds(60), () -> engine.run("run", numbers(0)));
        // then
        assertEquals(new Outcome.Succeeded(JsonNodeFactory.instance.numberNode(10_000)), execution.outcome());
        Set<String> names = new HashSet<>();
        execution.history().children().forEach(child -> names.add(child.execution()));
        assertEquals(10_000, names.size());
    }

    @Test
    void theJsonOfAHistoryHasEveryEventWithItsDetails() {
        // given
        Engine engine = engine(machine(TASK.formatted(", \"Output\": \"{% $states.result.Payload.n %}\"")), ECHO, 1);
        // when
        Execution execution = engine.run("run", JsonCodec.parse("{\"n\": 3}"));
        // then
        assertEquals("""
                {"execution":"run","events":[\
                {"id":1,"previousEventId":0,"timestamp":"2026-01-01T00:00:00.000Z","type":"ExecutionStarted",\
                "details":{"input":{"n":3}}},\
                {"id":2,"previousEventId":1,"timestamp":"2026-01-01T00:00:00.000Z","type":"TaskStateEntered",\
                "details":{"name":"One","input":{"n":3}}},\
                {"id":3,"previousEventId":2,"timestamp":"2026-01-01T00:00:00.000Z","type":"TaskScheduled",\
                "details":{"resource":"WorkFunctionArn","parameters":{"n":3}}},\
                {"id":4,"previousEventId":3,"timestamp":"2026-01-01T00:00:00.000Z","type":"TaskStarted","details":{}},\
                {"id":5,"previousEventId":4,"timestamp":"2026-01-01T00:00:00.000Z","type":"TaskSucceeded",\
                "details":{"output":{"ExecutedVersion":"$LATEST","StatusCode":200,"Payload":{"n":3}}}},\
                {"id":6,"previousEventId":5,"timestamp":"2026-01-01T00:00:00.000Z","type":"TaskStateExited",\
                "details":{"name":"One","output":3}},\
                {"id":7,"previousEventId":6,"timestamp":"2026-01-01T00:00:00.000Z","type":"ExecutionSucceeded",\
                "details":{"output":3}}],\
                "children":[]}""", execution.history().toJson().toString());
    }

    @Test
    void aListenerReceivesEveryEvent() {
        // given
        List<String> received = new ArrayList<>();
        EngineSettings settings = new EngineSettings(
                1,
                Duration.ofSeconds(1),
                clock,
                new SplittableRandom(1),
                (_, _) -> new byte[0],
                (name, event) -> received.add(name + " " + event.type()));
        Engine engine =
                Engine.load("machine", bytes(machine("{\"Type\": \"Succeed\"}")), Map.of(), Map.of(), settings);
        // when
        engine.run("run", numbers(0));
        // then
        assertEquals(
                List.of("run ExecutionStarted", "run SucceedStateEntered", "run SucceedStateExited",
                        "run ExecutionSucceeded"),
                received);
    }

    @Test
    void expressionsHaveTheSameResultInEveryLocale() {
        // given
        Locale before = Locale.getDefault();
        String output = "{\"Type\": \"Pass\", \"End\": true,"
                + " \"Output\": \"{% $string(1234.5) & $string(29.97) & $uppercase('i') & $lowercase('I') %}\"}";
        try {
            for (String tag : List.of("tr-TR", "de-DE", "ar-EG", "hi-IN-u-nu-deva")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                // when
                Outcome outcome = engine(machine(output), ECHO, 1).run("run", numbers(0)).outcome();
                // then
                assertEquals(new Outcome.Succeeded(JsonNodeFactory.instance.stringNode("1234.529.97Ii")), outcome, tag);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void manyThreadsCanEvaluateTheSameExpression() {
        // given
        String state = "{\"Type\": \"Pass\", \"End\": true, \"Output\": \"{% ("
                + "$f := function($n) { $n < 2 ? 1 : $n * $f($n - 1) };"
                + " $f($states.input % 10) & ':'"
                + " & $join($map([1..5], function($i) { $string($i * $states.input) }), ',')) %}\"}";
        String machine =
                INLINE_MAP.formatted(0, state).replace("\"Output\": {}, \"End\": true}}}", "\"End\": true}}}");
        List<String> expected = IntStream.range(0, 2000).mapToObj(n -> "%d:%s".formatted(
                LongStream.rangeClosed(2, n % 10).reduce(1, (a, b) -> a * b),
                String.join(",", IntStream.rangeClosed(1, 5).mapToObj(i -> String.valueOf(i * n)).toList()))).toList();
        // when
        Outcome outcome = engine(machine, ECHO, 16).run("run", numbers(2000)).outcome();
        // then
        JsonNode output = assertInstanceOf(Outcome.Succeeded.class, outcome).output();
        assertEquals(expected, output.valueStream().map(JsonNode::stringValue).toList());
    }

    @Test
    void anExpressionWithEndlessRecursionFails() {
        // given
        String endless = "{\"Type\": \"Pass\", \"End\": true,"
                + " \"Output\": \"{% ($f := function($n) { 1 + $f($n + 1) }; $f(0)) %}\"}";
        // when
        Outcome outcome = engine(machine(endless), ECHO, 1).run("run", numbers(0)).outcome();
        // then
        ErrorOutput error = assertInstanceOf(Outcome.Failed.class, outcome).errorOutput();
        assertEquals("States.QueryEvaluationError", error.error());
    }

    @Test
    void anInvalidExecutionNameAndATooLargeInputAreRejected() {
        // given
        Engine engine = engine(machine("{\"Type\": \"Succeed\"}"), ECHO, 1);
        // when, then
        assertThrows(IllegalArgumentException.class, () -> engine.start("two words", numbers(0)));
        JsonNode tooLarge = JsonNodeFactory.instance.stringNode("x".repeat(256 << 10));
        assertThrows(IllegalArgumentException.class, () -> engine.start("run", tooLarge));
    }

    private Engine engine(String definition, RequestStreamHandler function, int workers) {
        return engine(definition, function, workers, 0);
    }

    /// @param items how many numbers are in the S3 object that an ItemReader reads
    private Engine engine(String definition, RequestStreamHandler function, int workers, int items) {
        EngineSettings settings = new EngineSettings(
                workers,
                Duration.ofSeconds(1),
                clock,
                new SplittableRandom(1),
                (_, _) -> JsonCodec.bytes(numbers(items)),
                (_, _) -> {});
        return Engine.load("machine", bytes(definition), Map.of("WorkFunctionArn", function), Map.of(), settings);
    }

    private static String machine(String state) {
        return "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"One\", \"States\": {\"One\": " + state + "}}";
    }

    private static JsonNode numbers(int count) {
        ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
        IntStream.range(0, count).forEach(numbers::add);
        return numbers;
    }

    private static List<String> types(ExecutionHistory history) {
        return history.events().stream().map(HistoryEvent::type).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException _) {
                // a badly written function ignores the interruption
            }
        }
    }
}
