package aive.cli;

import aive.engine.Execution;
import aive.engine.Outcome;
import aive.json.Json;
import aive.local.AcceptedProject;
import aive.local.LocalSettings;
import aive.local.LocalSystem;
import aive.message.RenderResult;
import aive.report.LocalReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Renders a project on this machine, with the whole state machine.
@Command(
        name = "render",
        description = "Renders a project here, through the state machine that is deployed.",
        footer = {
            "",
            "Examples:",
            "  ./aive render project.json                       the video stays in the store",
            "  ./aive render project.json -o talk.mp4           with talk.srt, talk.vtt, and talk.jpg",
            "  ./aive render project.json -o talk.mp4 --json    the result as JSON, for a program"
        },
        sortOptions = false)
final class RenderCommand implements Callable<Integer> {

    private final Function<LocalSettings, LocalSystem> systems;

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "PROJECT.json", description = "The project, in any of the input's shapes.")
    private @Nullable Path project;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a page about the render: its steps, times, pictures, loudness, and cost.")
    private @Nullable Path page;

    @Mixin
    private final RunOptions run = new RunOptions();

    @Option(names = "--json", description = "Print the result, or the error, as one JSON object.")
    private boolean json;

    @Option(names = "--quiet", description = "Say nothing but the result and errors.")
    private boolean quiet;

    @Mixin
    private final HelpOption help = new HelpOption();

    RenderCommand(Function<LocalSettings, LocalSystem> systems) {
        this.systems = systems;
    }

    @Override
    public Integer call() {
        return render(Objects.requireNonNull(command), ProjectFile.of(Objects.requireNonNull(project)));
    }

    private int render(CommandSpec spec, ProjectFile file) {
        RenderSummary summary = new RenderSummary();
        Optional<OutputFiles> target = output.files(spec);
        Optional<OutputFile> report =
                Optional.ofNullable(page).map(path -> OutputFile.of(path, "name another file for the report", spec));
        byte[] input = file.read();
        try (LocalSystem system = systems.apply(run.settings(file))) {
            AcceptedProject accepted = system.accept(input);
            List<Path> inputs = new ArrayList<>(accepted.localFiles());
            inputs.add(file.path());
            target.ifPresent(there -> there.check(inputs, system.store().root(), spec));
            report.ifPresent(there -> there.checkAgainst(inputs, system.store().root(), spec));
            if (!quiet && accepted.namesCallback()) {
                Terminal.report("note: a local run does not notify the callback");
            }
            LocalRender render =
                    LocalRender.run(system, accepted.executionInput(), ProgressDisplay.DisplayForm.of(quiet));
            return switch (render.execution().outcome()) {
                case Outcome.Succeeded(var result) -> {
                    RenderResult video = Json.MAPPER.treeToValue(result, RenderResult.class);
                    Path placed = LocalRender.place(system, video, target);
                    writeReport(report, system, render.execution(), target);
                    render.printOtherWarnings(video);
                    report(placed, result, summary.of(video, render.took()));
                    yield Main.DONE;
                }
                case Outcome.Failed(var errorOutput) -> {
                    Interruption.silenceIfInterrupted();
                    writeReport(report, system, render.execution(), Optional.empty());
                    yield FailurePrinter.report(errorOutput, json);
                }
                case Outcome.Aborted() -> {
                    Interruption.silenceIfInterrupted();
                    yield Main.FAILED;
                }
            };
        }
    }

    private static void writeReport(
            Optional<OutputFile> report, LocalSystem system, Execution execution, Optional<OutputFiles> target) {
        report.ifPresent(page -> page.write(
                "the render has ended but the report",
                unfinished -> Files.writeString(
                        unfinished, LocalReport.page(system, execution, target.map(OutputFiles::path)))));
    }

    private void report(Path where, JsonNode result, List<String> summary) {
        if (!quiet) {
            summary.forEach(Terminal::report);
        }
        if (json) {
            Terminal.printJson(result);
        } else {
            Terminal.print(where.toString());
        }
    }
}
