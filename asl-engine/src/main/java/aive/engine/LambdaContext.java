package aive.engine;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The context that a handler receives with an invocation.
final class LambdaContext implements Context {

    private static final System.Logger LOG = System.getLogger("aive.function");

    private final String function;
    private final String requestId;
    private final EngineClock clock;
    private final Instant end;

    /// @param end the time at which the invocation times out
    LambdaContext(String function, String requestId, EngineClock clock, Instant end) {
        this.function = function;
        this.requestId = requestId;
        this.clock = clock;
        this.end = end;
    }

    @Override
    public int getRemainingTimeInMillis() {
        long millis = Duration.between(clock.now(), end).toMillis();
        return Math.clamp(millis, 0, Integer.MAX_VALUE);
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getFunctionName() {
        return function;
    }

    @Override
    public String getFunctionVersion() {
        return LambdaInvoker.VERSION;
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:local:000000000000:function:" + function;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + function;
    }

    @Override
    public String getLogStreamName() {
        return requestId;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getMemoryLimitInMB() {
        return (int) (Runtime.getRuntime().maxMemory() >> 20);
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                LOG.log(System.Logger.Level.DEBUG, message);
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
