package aive.engine;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A handler that returns the answers of a conformance case and records the payloads that it receives.
///
/// It returns the first answer that is not used up and whose `when` matches fields of the payload. An answer can be
/// used `times` times. The default is once, or without limit if the answer is the last one or has a `when`.
final class StubFunction implements RequestStreamHandler {

    private final JsonNode answers;
    private final int[] used;
    private final List<JsonNode> calls = new ArrayList<>();

    StubFunction(JsonNode answers) {
        this.answers = answers;
        this.used = new int[answers.size()];
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode payload = JsonCodec.parse(input.readAllBytes());
        JsonNode answer = nextAnswer(payload);
        try {
            Thread.sleep((long) (answer.path("delaySeconds").asDouble(0) * 1000));
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        if (answer.has("error")) {
            throw exception(answer.get("error").stringValue(), answer.get("message").stringValue());
        }
        output.write(JsonCodec.bytes(answer.has("echo") ? payload : answer.get("output")));
    }

    /// The payloads received so far.
    synchronized List<JsonNode> calls() {
        return List.copyOf(calls);
    }

    private synchronized JsonNode nextAnswer(JsonNode payload) {
        calls.add(payload);
        for (int index = 0; index < answers.size(); index++) {
            JsonNode answer = answers.get(index);
            boolean unlimited = answer.has("when") || index == answers.size() - 1;
            int times = answer.path("times").asInt(unlimited ? Integer.MAX_VALUE : 1);
            boolean matches = answer.path("when").properties().stream()
                    .allMatch(field -> field.getValue().equals(payload.get(field.getKey())));
            if (matches && used[index] < times) {
                used[index]++;
                return answer;
            }
        }
        throw new IllegalStateException("the case has no answer for the payload " + payload);
    }

    private static RuntimeException exception(String className, String message) {
        try {
            return Class.forName(className)
                    .asSubclass(RuntimeException.class)
                    .getConstructor(String.class)
                    .newInstance(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(className, e);
        }
    }
}
