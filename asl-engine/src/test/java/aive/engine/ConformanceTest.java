package aive.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Runs the data files in `cases/` and `refused/`, which know nothing of this engine and can be run on another one.
class ConformanceTest {

    static List<Arguments> cases() {
        return Cases.in("cases");
    }

    static List<Arguments> refused() {
        return Cases.in("refused");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCaseEndsAsExpected(JsonNode test) {
        // given
        RecordedTime time = new RecordedTime();
        Map<String, StubFunction> functions = new LinkedHashMap<>();
        test.path("functions").properties().forEach(function -> functions.put(function.getKey(), new StubFunction(function.getValue())));
        Surroundings surroundings = new Surroundings(
                4, Duration.ofSeconds(5), time, RandomGenerator.of("SplittableRandom"), (bucket, key) -> object(test, bucket, key), (_, _) -> {});
        Engine engine = Engine.load(
                "machine",
                JsonCodec.bytes(test.get("definition")),
                Map.<String, RequestStreamHandler>copyOf(functions),
                substitutions(test),
                surroundings);
        // when
        Execution execution = engine.run("case", test.get("input"));
        // then
        JsonNode expected = test.get("expected");
        if (expected.has("output")) {
            assertEquals(new Outcome.Succeeded(expected.get("output")), execution.outcome());
        } else {
            assertFailure(expected, assertInstanceOf(Outcome.Failed.class, execution.outcome()).failure());
        }
        test.path("expectedCalls").properties().forEach(function -> {
            StubFunction stub = functions.get(function.getKey());
            List<JsonNode> calls = stub == null ? List.of() : stub.calls();
            List<JsonNode> wanted = function.getValue().valueStream().toList();
            if (test.has("callsInAnyOrder")) {
                assertEquals(new LinkedHashSet<>(wanted), new LinkedHashSet<>(calls));
                assertEquals(wanted.size(), calls.size());
            } else {
                assertEquals(wanted, calls);
            }
        });
        if (test.has("expectedSleeps")) {
            List<Duration> wanted = test.get("expectedSleeps").valueStream()
                    .map(seconds -> Duration.ofMillis((long) (seconds.asDouble() * 1000)))
                    .toList();
            assertEquals(wanted, time.sleeps());
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aDefinitionIsRefusedWithItsPlace(JsonNode test) {
        // given
        byte[] definition = JsonCodec.bytes(test.get("definition"));
        // when
        DefinitionRefused refused = assertThrows(
                DefinitionRefused.class, () -> StateMachine.load("machine", definition, Set.of("EchoFunctionArn"), Map.of()));
        // then
        assertEquals(test.get("pointer").stringValue(), refused.pointer(), refused.getMessage());
        assertTrue(String.valueOf(refused.getMessage()).contains(test.get("says").stringValue()), refused.getMessage());
    }

    private static void assertFailure(JsonNode expected, Failure failure) {
        assertEquals(expected.get("error").stringValue(), failure.error(), failure.cause());
        if (expected.has("cause")) {
            assertEquals(expected.get("cause").stringValue(), failure.cause());
        }
        assertTrue(failure.cause().contains(expected.path("causeContains").asString("")), failure.cause());
        if (expected.has("childError")) {
            assertEquals(expected.get("childError").stringValue(), failure.root().error());
        }
    }

    private static Map<String, String> substitutions(JsonNode test) {
        Map<String, String> substitutions = new LinkedHashMap<>();
        test.path("substitutions").properties().forEach(entry -> substitutions.put(entry.getKey(), entry.getValue().stringValue()));
        return substitutions;
    }

    private static byte[] object(JsonNode test, String bucket, String key) throws FileNotFoundException {
        JsonNode object = test.path("objects").path(bucket + "/" + key);
        if (object.isMissingNode()) {
            throw new FileNotFoundException("no such object");
        }
        return JsonCodec.bytes(object);
    }
}
