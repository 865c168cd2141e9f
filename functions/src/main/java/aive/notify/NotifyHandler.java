package aive.notify;

import aive.step.JsonHandler;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Entry point of the function that EventBridge and S3 call. Wires and delegates; decides nothing. Its input is AWS's, so it is not one of our messages.
public final class NotifyHandler implements RequestStreamHandler {

    private final Notify notify;

    /// For tests.
    public NotifyHandler(Notify notify) {
        this.notify = notify;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        notify.run(input.readAllBytes(), JsonHandler.deadline(context));
    }
}
