package aive.cli;

import aive.engine.Outcome;
import aive.json.Json;
import aive.local.AcceptedProject;
import aive.local.LocalSettings;
import aive.local.LocalSystem;
import aive.message.RenderResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/// Renders the projects of a batch on this machine, one after another: each render uses all processors.
record LocalBatch(Function<LocalSettings, LocalSystem> systems, RunOptions run, CommandSpec command)
        implements BatchRenderer {

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public Rendered render(BatchLine line, Optional<OutputFiles> output) {
        try (LocalSystem system = systems.apply(run.settings(line.file()))) {
            AcceptedProject accepted = system.accept(Json.bytes(line.project()));
            output.ifPresent(files -> {
                List<Path> inputs = new ArrayList<>(accepted.localFiles());
                inputs.add(line.file().path());
                files.check(inputs, system.store().root(), command);
            });
            LocalRender render = LocalRender.runSilently(system, accepted.executionInput());
            return switch (render.execution().outcome()) {
                case Outcome.Succeeded(var result) -> new Rendered.Succeeded(
                        LocalRender.place(system, Json.MAPPER.treeToValue(result, RenderResult.class), output), result);
                case Outcome.Failed(var error) -> new Rendered.Failed(FailurePrinter.reportOf(error));
                case Outcome.Aborted() -> {
                    Interruption.silenceIfInterrupted();
                    throw new IllegalStateException("the render was aborted without an interruption");
                }
            };
        }
    }
}
