package aive.cli;

import aive.error.Problem;
import aive.file.DiskFailure;
import aive.file.UserFolders;
import aive.local.LocalSettings;
import aive.local.LocalSystem;
import aive.parallel.ParallelTasks;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Renders many projects.
@Command(
        name = "batch",
        description = "Renders the projects of a file, one in each line, here or with --stage on a deployed stack. Goes on"
                + " after a failure. Prints a line of JSON for each project when it is ready.",
        footer = {
            "",
            "A line is {\"project\": \"talk.json\", \"output\": \"talk.mp4\"}, where project may also be the project"
                    + " itself and output may be absent, or it is a project. Paths are relative to the file's folder.",
            "",
            "Exit code 1: a project failed.",
            "",
            "Examples:",
            "  ./aive batch talks.jsonl > results.jsonl",
            "  ./aive batch talks.jsonl --stage prod"
        },
        sortOptions = false)
final class BatchCommand implements Callable<Integer> {

    private final Function<LocalSettings, LocalSystem> systems;

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "FILE.jsonl", description = "The projects, one in each line; empty lines are skipped.")
    private @Nullable Path file;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Render on this deployment, several projects at the same time (default: on this machine).")
    private @Nullable String stage;

    @Option(names = "--video-only", description = "Write nothing beside the videos.")
    private boolean videoOnly;

    @Mixin
    private final RunOptions run = new RunOptions();

    @Mixin
    private final HelpOption help = new HelpOption();

    /// What is printed for a video.
    record Succeeded(int line, String status, String output, JsonNode result) {}

    /// What is printed for a failure.
    record Failed(
            int line, String status, Optional<String> project, String error, String message, List<Problem> problems) {}

    /// A line of the file.
    private record Line(int number, String text) {}

    BatchCommand(Function<LocalSettings, LocalSystem> systems) {
        this.systems = systems;
    }

    @Override
    public Integer call() {
        CommandSpec spec = Objects.requireNonNull(command);
        ProjectFile batch = ProjectFile.of(Objects.requireNonNull(file));
        List<Line> lines = lines(batch.path(), spec);
        AtomicInteger done = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        Map<Path, Integer> outputs = new HashMap<>();
        try (BatchRenderer renderer = renderer(spec)) {
            Interruption.wouldMean(() -> "%d of %d projects are done".formatted(done.get(), lines.size()));
            var _ = ParallelTasks.map(lines, renderer.atOnce(), line -> {
                boolean succeeded = render(line, batch, renderer, outputs, spec);
                if (!succeeded) {
                    failed.incrementAndGet();
                }
                Terminal.report("%s %s; %d of %d projects are done, %d failed"
                        .formatted(
                                BatchLine.projectOf(line.text()).orElse("line " + line.number()),
                                succeeded ? "is done" : "has failed",
                                done.incrementAndGet(),
                                lines.size(),
                                failed.get()));
                return line;
            });
        }
        return failed.get() == 0 ? Main.DONE : Main.FAILED;
    }

    private BatchRenderer renderer(CommandSpec spec) {
        if (stage == null) {
            return new LocalBatch(systems, run, spec);
        }
        UserFolders folders = StoreOption.folders();
        return new CloudBatch(StageOptions.find(stage, spec), folders.store(), spec);
    }

    private static List<Line> lines(Path file, CommandSpec spec) {
        try {
            List<String> texts = Files.readAllLines(file);
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                if (!texts.get(i).isBlank()) {
                    lines.add(new Line(i + 1, texts.get(i)));
                }
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw new ParameterException(spec.commandLine(), file + " is not text in UTF-8; save it as UTF-8", e);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "%s cannot be read: %s".formatted(file, DiskFailure.reason(e)), e);
        }
    }

    /// Renders a project and prints its line.
    ///
    /// @param outputs the numbers of the lines by their outputs, to which this one is added
    /// @return whether it has succeeded
    @SuppressWarnings("CatchingUnchecked")
    private boolean render(
            Line line, ProjectFile batch, BatchRenderer renderer, Map<Path, Integer> outputs, CommandSpec spec) {
        try {
            BatchLine parsed = BatchLine.of(line.number(), line.text(), batch);
            Optional<OutputFiles> files =
                    parsed.output().map(path -> OutputFiles.of(path, videoOnly, spec));
            parsed.output().ifPresent(path -> checkOnce(path, line.number(), outputs, spec));
            return switch (renderer.render(parsed, files)) {
                case BatchRenderer.Rendered.Succeeded(var video, var result) -> {
                    print(new Succeeded(line.number(), "succeeded", video.toString(), result));
                    yield true;
                }
                case BatchRenderer.Rendered.Failed(var report) -> failed(line, report);
            };
        } catch (ParameterException wrong) {
            String message = String.valueOf(wrong.getMessage());
            return failed(line, new FailurePrinter.Report("WrongUsage", message, List.of(new Problem("", message))));
        } catch (RuntimeException failure) {
            // whatever it is, the other projects can be rendered
            Interruption.silenceIfInterrupted();
            return failed(line, FailurePrinter.reportOf(failure));
        }
    }

    private static void checkOnce(Path output, int line, Map<Path, Integer> outputs, CommandSpec spec) {
        Integer other;
        synchronized (outputs) {
            other = outputs.putIfAbsent(output.normalize(), line);
        }
        if (other != null) {
            throw new ParameterException(
                    spec.commandLine(), "%s is also the output of line %d".formatted(output, other));
        }
    }

    private static boolean failed(Line line, FailurePrinter.Report report) {
        print(new Failed(
                line.number(), "failed", BatchLine.projectOf(line.text()), report.error(), report.message(),
                report.problems()));
        return false;
    }

    private static void print(Object line) {
        synchronized (BatchCommand.class) {
            Terminal.printJson(line);
        }
    }
}
