package aive.handler;

import aive.lambda.Call;
import aive.lambda.CallFrame;
import aive.lambda.LambdaSettings;
import aive.lambda.LambdaSystem;
import aive.parallel.Lazy;
import aive.notify.Notify;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/// Entry point of the function that EventBridge and S3 call. Wires and delegates; decides nothing. Its input is AWS's, so it is not one of our messages.
public final class NotifyHandler implements RequestStreamHandler {

    private final Supplier<Notify> notify;
    private final CallFrame frame;

    /// For Lambda.
    public NotifyHandler() {
        LambdaSystem system = LambdaSystem.deployed();
        this.frame = system.frame("notify");
        this.notify = Lazy.of(() -> {
            LambdaSettings settings = system.settings();
            return Notify.deployed(
                    system.store(), system.notes(), system::glance, settings.callbackSecret(), settings.topicArn(), settings.stage());
        });
    }

    /// For tests.
    public NotifyHandler(Notify notify) {
        this.frame = CallFrame.NONE;
        this.notify = () -> notify;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Call call = Call.ofEvent(input.readAllBytes());
        JsonHandler.answer(frame, call, context, output, () -> notify.get().run(call.bytes(), JsonHandler.deadline(context)));
    }
}
