package aive.step;

import aive.json.Json;
import aive.time.Deadline;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// A Lambda function from one message to another, in our own JSON.
public abstract class JsonHandler<I, O> implements RequestStreamHandler {

    /// Time to clean up in, before Lambda would kill us without a word.
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Class<I> inputType;

    protected JsonHandler(Class<I> inputType) {
        this.inputType = inputType;
    }

    protected abstract O handle(I input, Deadline deadline);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        I message = Json.read(input.readAllBytes(), inputType);
        output.write(Json.bytes(handle(message, deadline(context))));
    }

    /// When a function that was given `context` must be done.
    public static Deadline deadline(Context context) {
        return Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN));
    }
}
