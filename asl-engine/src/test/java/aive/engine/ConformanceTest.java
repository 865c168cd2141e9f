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

/// Runs the conformance cases in `cases/` and `invalid/`. They are plain data, so another engine can run them too.
class ConformanceTest {

    static List<Arguments> cases() {
        return ConformanceCases.in("cases");
    }

    static List<Arguments> invalidDefinitions() {
        return ConformanceCases.in("invalid");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anExecutionEndsAsTheCaseExpects(JsonNode test) {
        // given
        RecordingClock clock = new RecordingClock();
        Map<String, StubFunction> functions = new LinkedHashMap<>();
        test.path("functions").properties().forEach(function ->
                functions.put(function.getKey(), new StubFunction(function.getValue())));
        EngineSettings settings = new EngineSettings(
                4,
                Duration.ofSeconds(5),
                clock,
                RandomGenerator.of("SplittableRandom"),
                (bucket, key) -> object(test, bucket, key),
                (_, _) -> {});
        Engine engine = Engine.load(
                "machine",
                JsonCodec.bytes(test.get("definition")),
                Map.<String, RequestStreamHandler>copyOf(functions),
                substitutions(test),
                settings);
        // when
        Execution execution = engine.run("case", test.get("input"));
        // then
        JsonNode expected = test.get("expected");
        if (expected.has("output")) {
            assertEquals(new Outcome.Succeeded(expected.get("output")), execution.outcome());
        } else {
            assertError(expected, assertInstanceOf(Outcome.Failed.class, execution.outcome()).errorOutput());
        }
        test.path("expectedCalls").properties().forEach(function -> {
            StubFunction stub = functions.get(function.getKey());
            List<JsonNode> calls = stub == null ? List.of() : stub.calls();
            List<JsonNode> expectedCalls = function.getValue().valueStream().toList();
            if (test.has("callsInAnyOrder")) {
                assertEquals(new LinkedHashSet<>(expectedCalls), new LinkedHashSet<>(calls));
                assertEquals(expectedCalls.size(), calls.size());
            } else {
                assertEquals(expectedCalls, calls);
            }
        });
        if (test.has("expectedSleeps")) {
            List<Duration> expectedSleeps = test.get("expectedSleeps").valueStream()
                    .map(seconds -> Duration.ofMillis((long) (seconds.asDouble() * 1000)))
                    .toList();
            assertEquals(expectedSleeps, clock.sleeps());
        }
    }

    @ParameterizedTest
    @MethodSource("invalidDefinitions")
    void anInvalidDefinitionIsRejectedWithTheJsonPointerOfTheProblem(JsonNode test) {
        // given
        byte[] definition = JsonCodec.bytes(test.get("definition"));
        // when
        InvalidDefinition invalid = assertThrows(
                InvalidDefinition.class,
                () -> StateMachine.load("machine", definition, Set.of("EchoFunctionArn"), Map.of()));
        // then
        assertEquals(test.get("pointer").stringValue(), invalid.pointer(), invalid.getMessage());
        assertTrue(
                String.valueOf(invalid.getMessage()).contains(test.get("messageContains").stringValue()),
                invalid.getMessage());
    }

    private static void assertError(JsonNode expected, ErrorOutput errorOutput) {
        assertEquals(expected.get("error").stringValue(), errorOutput.error(), errorOutput.cause());
        if (expected.has("cause")) {
            assertEquals(expected.get("cause").stringValue(), errorOutput.cause());
        }
        assertTrue(errorOutput.cause().contains(expected.path("causeContains").asString("")), errorOutput.cause());
        if (expected.has("childError")) {
            assertEquals(expected.get("childError").stringValue(), errorOutput.root().error());
        }
    }

    private static Map<String, String> substitutions(JsonNode test) {
        Map<String, String> substitutions = new LinkedHashMap<>();
        test.path("substitutions").properties().forEach(entry ->
                substitutions.put(entry.getKey(), entry.getValue().stringValue()));
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
