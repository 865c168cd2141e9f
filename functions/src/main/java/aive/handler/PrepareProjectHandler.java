package aive.handler;

import aive.forecast.CallMeter;
import aive.lambda.Invocation;
import aive.lambda.InvocationRunner;
import aive.lambda.LambdaSettings;
import aive.lambda.LambdaSystem;
import aive.parallel.Lazy;
import aive.step.prepare.PrepareProject;
import aive.store.FolderStore;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;

/// Entry point of the state *Prepare project*. Its input is the execution's input, not one of our messages.
public final class PrepareProjectHandler implements RequestStreamHandler {

    private final Supplier<PrepareProject> prepareProject;
    private final InvocationRunner runner;

    /// For Lambda.
    public PrepareProjectHandler() {
        LambdaSystem system = LambdaSystem.deployed();
        this.runner = system.runner("prepare");
        this.prepareProject = Lazy.of(() -> {
            LambdaSettings settings = system.settings();
            return new PrepareProject(
                    system.requestReader(),
                    system.store(),
                    settings.fetchConcurrency(),
                    settings.renderConcurrency(),
                    Optional.empty());
        });
        system.rehearse("prepare", () -> {
            var _ = prepareProject.get();
            return Rehearsal.prepare(system.requestReader(), new FolderStore(system.work()));
        });
    }

    /// For the local runner and tests.
    public PrepareProjectHandler(PrepareProject prepareProject) {
        this.runner = InvocationRunner.DIRECT;
        this.prepareProject = () -> prepareProject;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        CallMeter meter = runner.meter(context);
        Invocation invocation = Invocation.ofInput(input.readAllBytes());
        JsonHandler.answer(
                runner, invocation, context, output, meter, () -> prepareProject.get().run(invocation.bytes()));
    }
}
