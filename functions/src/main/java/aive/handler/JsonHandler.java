package aive.handler;

import aive.error.ChunkMismatch;
import aive.forecast.CallMeter;
import aive.json.Json;
import aive.lambda.Invocation;
import aive.lambda.InvocationRunner;
import aive.lambda.ReportedError;
import aive.message.FunctionCall;
import aive.message.RenderResult;
import aive.plan.PlanSchema;
import aive.time.Deadline;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Base of the handlers whose input and output are our own messages, as JSON.
///
/// If the step fails with one of our errors, the handler throws that error unwrapped: see [ReportedError].
public abstract class JsonHandler<I, O> implements RequestStreamHandler {

    /// Time to clean up before Lambda's timeout.
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Class<I> inputType;
    private final InvocationRunner runner;

    /// For the local runner and tests.
    protected JsonHandler(Class<I> inputType) {
        this(inputType, InvocationRunner.DIRECT);
    }

    /// @param runner runs the step
    protected JsonHandler(Class<I> inputType, InvocationRunner runner) {
        this.inputType = inputType;
        this.runner = runner;
    }

    /// @param meter measures this call
    protected abstract O handle(I input, Deadline deadline, CallMeter meter);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        CallMeter meter = runner.meter(context);
        Invocation invocation = Invocation.ofMessage(input.readAllBytes());
        Deadline deadline = deadline(context);
        answer(runner, invocation, context, output, meter, () -> handle(read(invocation), deadline, meter));
    }

    /// Runs the work and writes its result as JSON.
    ///
    /// @throws RuntimeException one of our errors if it is among the causes of what the work threw
    static void answer(
            InvocationRunner runner,
            Invocation invocation,
            Context context,
            OutputStream output,
            CallMeter meter,
            Supplier<?> work)
            throws IOException {
        try {
            Object result = runner.run(invocation, context, work);
            output.write(output(result, meter.soFar()));
        } catch (Throwable thrown) {
            throw ReportedError.thrown(ReportedError.of(thrown));
        }
    }

    /// The output of a function: a message as JSON, with what the call took. The result of the execution holds the cost
    /// of all calls and is written as it is.
    public static byte[] output(Object message, FunctionCall call) {
        JsonNode json = Json.MAPPER.valueToTree(message);
        if (json instanceof ObjectNode object && !(message instanceof RenderResult)) {
            object.set(FunctionCall.FIELD, Json.MAPPER.valueToTree(call));
        }
        return Json.bytes(json);
    }

    /// The deadline of the invocation, which is `MARGIN` before Lambda's timeout.
    static Deadline deadline(Context context) {
        return Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN));
    }

    /// Reads the input message. A message of another version may lack fields or have additional ones. A message with
    /// another schema is rejected.
    private I read(Invocation invocation) {
        PlanSchema.check(invocation.field(PlanSchema.FIELD), "the order");
        try {
            return Json.read(invocation.bytes(), inputType);
        } catch (JacksonException e) {
            throw new ChunkMismatch(
                    "",
                    "this version of the function does not understand its order, which another one wrote; start the"
                            + " execution again",
                    e);
        }
    }
}
