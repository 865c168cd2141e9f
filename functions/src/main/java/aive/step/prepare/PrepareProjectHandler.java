package aive.step.prepare;

import aive.json.Json;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Entry point of the state *Prepare project*. Wires and delegates; decides nothing. Its input is a stranger's, so it is not one of our messages.
public final class PrepareProjectHandler implements RequestStreamHandler {

    private final PrepareProject prepareProject;

    public PrepareProjectHandler(PrepareProject prepareProject) {
        this.prepareProject = prepareProject;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        output.write(Json.bytes(prepareProject.run(input.readAllBytes())));
    }
}
