package aive.cli;

import aive.engine.Outcome;
import aive.input.RequestReader;
import aive.json.Json;
import aive.local.AcceptedProject;
import aive.local.LocalSettings;
import aive.local.LocalSystem;
import aive.message.RenderResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Renders a project in low resolution, or one sentence of it.
@Command(
        name = "preview",
        description = "Renders a project here in low resolution (360 pixels on the shorter side, draft quality), or only"
                + " one sentence of it. It looks like the video, in smaller.",
        footer = {
            "",
            "Examples:",
            "  ./aive preview project.json                  writes project-preview.mp4 beside the project",
            "  ./aive preview project.json --sentence 12    only the sentence with the id 12"
        },
        sortOptions = false)
final class PreviewCommand implements Callable<Integer> {

    private final Function<LocalSettings, LocalSystem> systems;

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "PROJECT.json", description = "The project, in any of the input's shapes.")
    private @Nullable Path project;

    @Option(
            names = "--sentence",
            paramLabel = "ID",
            description = "Only the sentence with this id. The footage of others is not read, except that of the sentence"
                    + " before if a transition leads from it.")
    private @Nullable String sentence;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT.mp4",
            description = "Where the preview goes (default: PROJECT-preview.mp4 beside the project). Folders that do"
                    + " not exist are created.")
    private @Nullable Path output;

    @Mixin
    private final RunOptions run = new RunOptions();

    @Option(names = "--quiet", description = "Say nothing but the result and errors.")
    private boolean quiet;

    @Mixin
    private final HelpOption help = new HelpOption();

    PreviewCommand(Function<LocalSettings, LocalSystem> systems) {
        this.systems = systems;
    }

    @Override
    public Integer call() {
        return preview(Objects.requireNonNull(command), ProjectFile.of(Objects.requireNonNull(project)));
    }

    private int preview(CommandSpec spec, ProjectFile file) {
        OutputFiles target = OutputFiles.of(output == null ? beside(file.path()) : output, true, spec);
        byte[] input = file.read();
        try (LocalSystem system = systems.apply(run.settings(file))) {
            AcceptedProject accepted = system.accept(input);
            List<Path> inputs = new ArrayList<>(accepted.localFiles());
            inputs.add(file.path());
            target.check(inputs, system.store().root(), spec);
            String id = sentence;
            if (id != null) {
                target.video().write(
                        "the preview", unfinished ->
                                system.writeExcerpt(RequestReader.parse(input), id, unfinished));
                Terminal.print(target.path().toString());
                return Main.DONE;
            }
            return whole(system, input, target);
        }
    }

    private int whole(LocalSystem system, byte[] input, OutputFiles target) {
        LocalRender render = LocalRender.run(
                system,
                system.inLowResolution(RequestReader.parse(input), false),
                ProgressDisplay.DisplayForm.of(quiet));
        return switch (render.execution().outcome()) {
            case Outcome.Succeeded(var result) -> {
                RenderResult video = Json.MAPPER.treeToValue(result, RenderResult.class);
                Path stored = system.store().file(video.s3Key(), system.store().root()).orElseThrow();
                target.video().write("the preview", unfinished -> Files.copy(stored, unfinished));
                render.printOtherWarnings(video);
                Terminal.print(target.path().toString());
                yield Main.DONE;
            }
            case Outcome.Failed(var errorOutput) -> {
                Interruption.silenceIfInterrupted();
                yield FailurePrinter.report(errorOutput, false);
            }
            case Outcome.Aborted() -> {
                Interruption.silenceIfInterrupted();
                yield Main.FAILED;
            }
        };
    }

    /// `talk.json` → `talk-preview.mp4`
    private static Path beside(Path project) {
        String name = String.valueOf(project.getFileName());
        int dot = name.lastIndexOf('.');
        return project.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "-preview.mp4");
    }
}
