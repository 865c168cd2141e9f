package aive.statemachine;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.RenderError;
import aive.statemachine.Definition.State;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Which errors are retried, and how often: the same in every state, and what the errors themselves say.
class RetryTest {

    private static final String ONE_OF_OURS = "aive.error.";

    static List<State> tasks() {
        return Definition.read().states("Task");
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void retriesStandInTheOrderInWhichTheyAreTried(State task) {
        // when
        List<JsonNode> retries = retries(task);
        // then
        assertEquals(6, retries.size());
        assertEquals(own(RenderError.Retries.NONE), errors(retries.get(0)));
        assertEquals(own(RenderError.Retries.SEVERAL), errors(retries.get(1)));
        // One entry for all, because each entry counts its own attempts.
        Set<String> expensive = new TreeSet<>(own(RenderError.Retries.ONE));
        expensive.addAll(Set.of(
                // a timeout of Lambda or of the state
                "Sandbox.Timedout",
                "States.Timeout",
                // out of memory: in the heap, or Lambda ended the process
                "java.lang.OutOfMemoryError",
                "Runtime.ExitError",
                "Runtime.OutOfMemory",
                // either of them, as Step Functions reports errors without a type
                "Lambda.Unknown"));
        assertEquals(expensive, errors(retries.get(2)));
        assertEquals(
                Set.of(
                        "Lambda.TooManyRequestsException",
                        // A function that nobody has called for two weeks needs minutes to become ready.
                        "Lambda.ResourceNotReadyException",
                        "Lambda.SnapStartNotReadyException"),
                errors(retries.get(3)));
        assertEquals(
                Set.of(
                        "Lambda.AWSLambdaException",
                        "Lambda.ClientExecutionTimeoutException",
                        "Lambda.SdkClientException",
                        "Lambda.ServiceException",
                        "Lambda.SnapStartException",
                        "Lambda.SnapStartTimeoutException"),
                errors(retries.get(4)));
        assertEquals(Set.of("States.ALL"), errors(retries.get(5)));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyRetryHasItsNumbers(State task) {
        // when
        List<String> numbers = retries(task).stream().map(RetryTest::numbers).toList();
        // then: a burst of executions queues at reserved concurrency, so that one may wait long for its turn
        assertEquals(
                List.of(
                        "0 times",
                        "3 times, 2 s × 2 up to 60 s, FULL",
                        "1 times, 2 s × 2 up to 60 s, FULL",
                        "50 times, 1 s × 2 up to 60 s, FULL",
                        "6 times, 2 s × 2 up to 60 s, FULL",
                        "2 times, 2 s × 2 up to 60 s, FULL"),
                numbers);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyErrorOfOursThatIsNamedIsAClassOfOurs(State task) throws ClassNotFoundException {
        for (JsonNode retry : retries(task)) {
            for (String name : errors(retry)) {
                if (name.startsWith(ONE_OF_OURS)) {
                    assertTrue(RenderError.class.isAssignableFrom(Class.forName(name)), name);
                }
            }
        }
    }

    private static List<JsonNode> retries(State task) {
        return StreamSupport.stream(task.json().path("Retry").spliterator(), false)
                .toList();
    }

    private static Set<String> errors(JsonNode retry) {
        return StreamSupport.stream(retry.path("ErrorEquals").spliterator(), false)
                .map(JsonNode::asString)
                .collect(toCollection(TreeSet::new));
    }

    private static String numbers(JsonNode retry) {
        String times = retry.path("MaxAttempts").asInt() + " times";
        if (!retry.has("IntervalSeconds")) {
            return times;
        }
        return "%s, %d s × %d up to %d s, %s"
                .formatted(
                        times,
                        retry.path("IntervalSeconds").asInt(),
                        retry.path("BackoffRate").asInt(),
                        retry.path("MaxDelaySeconds").asInt(),
                        retry.path("JitterStrategy").asString());
    }

    /// The names of our errors as Lambda's Java runtime reports them.
    private static Set<String> own(RenderError.Retries retries) {
        return Stream.of(RenderError.class.getPermittedSubclasses())
                .map(RetryTest::anyOf)
                .filter(error -> error.retries() == retries)
                .map(error -> error.getClass().getName())
                .collect(toCollection(TreeSet::new));
    }

    private static RenderError anyOf(Class<?> type) {
        try {
            return (RenderError) type.getConstructor(String.class, String.class).newInstance("", "any");
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made from a pointer and a message", e);
        }
    }
}
