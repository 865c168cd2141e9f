package aive.cli;

import aive.error.Problem;
import aive.local.LocalSettings;
import aive.local.LocalSystem;
import aive.local.Prediction;
import aive.local.Preview;
import aive.message.ChunkTask;
import aive.planning.RenderTime;
import aive.time.FrameRate;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

/// Shows the chunks of a project without rendering them.
@Command(
        name = "plan",
        description = "Shows a project's chunks, which of them are reused, why others are rendered, and the time and"
                + " cost to expect; media are fetched and probed.",
        footer = {
            "",
            "Examples:",
            "  ./aive plan project.json"
        },
        sortOptions = false)
final class PlanCommand implements Callable<Integer> {

    private final Function<LocalSettings, LocalSystem> systems;

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "PROJECT.json", description = "The project, in any of the input's shapes.")
    private @Nullable Path project;

    @Mixin
    private final RunOptions run = new RunOptions();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private final HelpOption help = new HelpOption();

    /// What `--json` prints.
    record PlanDocument(
            String renderId,
            long frames,
            FrameRate fps,
            List<Row> chunks,
            int reused,
            Prediction predicted,
            List<Problem> warnings) {}

    /// A chunk of the plan.
    ///
    /// @param because why it must be rendered; absent if it is reused
    record Row(
            int chunk, String sentences, String from, String to, long frames, String sha256, boolean reused,
            Optional<String> because) {}

    PlanCommand(Function<LocalSettings, LocalSystem> systems) {
        this.systems = systems;
    }

    @Override
    public Integer call() {
        return plan(ProjectFile.of(Objects.requireNonNull(project)));
    }

    private int plan(ProjectFile file) {
        byte[] input = file.read();
        try (LocalSystem system = systems.apply(run.settings(file))) {
            Preview preview = system.preview(system.accept(input).executionInput());
            system.store().notes().forEach(note -> Terminal.report("note: " + note));
            List<Row> rows = preview.chunks().stream().map(PlanCommand::row).toList();
            int reused = (int) rows.stream().filter(Row::reused).count();
            Prediction prediction = Prediction.of(preview, Runtime.getRuntime().availableProcessors());
            PlanDocument document = new PlanDocument(
                    preview.plan().renderId(),
                    preview.plan().frames(),
                    preview.plan().format().frameRate(),
                    rows,
                    reused,
                    prediction,
                    preview.plan().warnings());
            if (json) {
                Terminal.printJson(document);
            } else {
                print(document);
            }
            return Main.DONE;
        }
    }

    private static Row row(Preview.PreviewedChunk line) {
        ChunkTask task = line.task();
        return new Row(
                task.chunk(),
                task.sentences(),
                task.from(),
                task.to(),
                line.frames(),
                task.sha256(),
                line.reused(),
                line.because());
    }

    private static void print(PlanDocument document) {
        document.warnings().forEach(warning -> Terminal.report("warning: " + warning));
        Terminal.print("%5s  %-12s %-12s %-9s %7s  ".formatted("chunk", "from", "to", "sentences", "frames"));
        for (Row row : document.chunks()) {
            Terminal.print(String.format(
                    Locale.ROOT,
                    "%5d  %-12s %-12s %-9s %7d  %s",
                    row.chunk(),
                    row.from(),
                    row.to(),
                    row.sentences(),
                    row.frames(),
                    row.reused() ? "reused" : row.because().orElse("")));
        }
        Prediction predicted = document.predicted();
        Terminal.print("%d frames at %s fps, %d chunks, %d of them reused".formatted(
                document.frames(),
                document.fps(),
                document.chunks().size(),
                document.reused()));
        Terminal.print("here: about %s s; on AWS: about %s s and $%s".formatted(
                predicted.localSeconds().toPlainString(),
                predicted.awsSeconds().toPlainString(),
                predicted.awsDollars().toPlainString()));
        Terminal.print("the slowest chunk: about %s s of Lambda's %d s".formatted(
                predicted.slowestChunkSeconds().toPlainString(), RenderTime.LAMBDA_SECONDS));
    }
}
