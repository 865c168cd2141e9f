package aive.engine;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A function that answers as a case's data says, and remembers its calls.
///
/// The first answer that still has a turn and whose `when` (fields of the payload) fits is given; an answer has `times` turns, by default one, or
/// any number where it is the last or has a `when`.
final class StubFunction implements RequestStreamHandler {

    private final JsonNode answers;
    private final int[] given;
    private final List<JsonNode> calls = new ArrayList<>();

    StubFunction(JsonNode answers) {
        this.answers = answers;
        this.given = new int[answers.size()];
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode payload = JsonCodec.parse(input.readAllBytes());
        JsonNode answer = next(payload);
        try {
            Thread.sleep((long) (answer.path("delaySeconds").asDouble(0) * 1000));
        } catch (InterruptedException e) {
            throw new IllegalStateException("stopped", e);
        }
        if (answer.has("error")) {
            throw thrown(answer.get("error").stringValue(), answer.get("message").stringValue());
        }
        output.write(JsonCodec.bytes(answer.has("echo") ? payload : answer.get("output")));
    }

    synchronized List<JsonNode> calls() {
        return List.copyOf(calls);
    }

    private synchronized JsonNode next(JsonNode payload) {
        calls.add(payload);
        for (int index = 0; index < answers.size(); index++) {
            JsonNode answer = answers.get(index);
            boolean always = answer.has("when") || index == answers.size() - 1;
            int turns = answer.path("times").asInt(always ? Integer.MAX_VALUE : 1);
            boolean fits = answer.path("when").properties().stream().allMatch(field -> field.getValue().equals(payload.get(field.getKey())));
            if (fits && given[index] < turns) {
                given[index]++;
                return answer;
            }
        }
        throw new IllegalStateException("no answer for " + payload);
    }

    private static RuntimeException thrown(String name, String message) {
        try {
            return Class.forName(name).asSubclass(RuntimeException.class).getConstructor(String.class).newInstance(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
