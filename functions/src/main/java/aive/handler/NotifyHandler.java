package aive.handler;

import aive.forecast.CallMeter;
import aive.lambda.Invocation;
import aive.lambda.InvocationRunner;
import aive.lambda.LambdaSettings;
import aive.lambda.LambdaSystem;
import aive.notify.Notify;
import aive.parallel.Lazy;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/// Entry point of the function that EventBridge and S3 call. Its input is an AWS event, not one of our messages.
public final class NotifyHandler implements RequestStreamHandler {

    private final Supplier<Notify> notify;
    private final InvocationRunner runner;

    /// For Lambda.
    public NotifyHandler() {
        LambdaSystem system = LambdaSystem.deployed();
        this.runner = system.runner("notify");
        this.notify = Lazy.of(() -> {
            LambdaSettings settings = system.settings();
            return Notify.deployed(
                    system.store(),
                    system.versionedStore(),
                    system::inputSummary,
                    settings.callbackSecret(),
                    settings.topicArn(),
                    settings.stage());
        });
        system.rehearse("notify", notify);
    }

    /// For tests.
    public NotifyHandler(Notify notify) {
        this.runner = InvocationRunner.DIRECT;
        this.notify = () -> notify;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        CallMeter meter = runner.meter(context);
        Invocation invocation = Invocation.ofEvent(input.readAllBytes());
        JsonHandler.answer(
                runner,
                invocation,
                context,
                output,
                meter,
                () -> notify.get().run(invocation.bytes(), JsonHandler.deadline(context)));
    }
}
