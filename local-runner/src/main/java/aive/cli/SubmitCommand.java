package aive.cli;

import aive.cloud.CloudSystem;
import aive.cloud.JobIdTaken;
import aive.cloud.SubmittedExecution;
import aive.execution.ExecutionState;
import aive.execution.ExecutionStatus;
import aive.file.UserFolders;
import aive.input.RequestReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Renders a project on AWS.
@Command(
        name = "submit",
        description = "Renders a project on the deployed stack: uploads its files, starts an execution, follows it, and"
                + " downloads the video.",
        footer = {
            "",
            "Examples:",
            "  ./aive submit project.json -o talk.mp4 --stage prod",
            "  ./aive submit project.json --no-wait             only prints the ARN"
        },
        sortOptions = false)
final class SubmitCommand implements Callable<Integer> {

    /// The pattern for job IDs: a valid execution name, short enough to append the number of an attempt.
    private static final String JOB_ID = "[A-Za-z0-9_-]{1,76}";

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "PROJECT.json", description = "The project, in any of the input's shapes.")
    private @Nullable Path project;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final StageOptions stage = new StageOptions();

    @Option(
            names = "--job-id",
            paramLabel = "ID",
            description = "Names the execution; another id renders the same project again (default: a name made of the"
                    + " project's content).")
    private @Nullable String jobId;

    @Option(names = "--no-wait", description = "Start the execution, print its ARN, and do not follow it.")
    private boolean noWait;

    @Option(names = "--json", description = "Print the result, or the error, as one JSON object.")
    private boolean json;

    @Option(names = "--quiet", description = "Say nothing but the result and errors.")
    private boolean quiet;

    @Mixin
    private final HelpOption help = new HelpOption();

    /// What `--no-wait --json` prints.
    record Started(String executionArn, String name, boolean existed) {}

    @Override
    public Integer call() {
        return submit(Objects.requireNonNull(command), ProjectFile.of(Objects.requireNonNull(project)));
    }

    private int submit(CommandSpec spec, ProjectFile file) {
        Optional<OutputFiles> target = output.files(spec);
        if (jobId != null && !jobId.matches(JOB_ID)) {
            throw new ParameterException(
                    spec.commandLine(), "--job-id must be 1 to 76 letters, digits, - and _, not " + jobId);
        }
        JsonNode input = RequestReader.parse(file.read());
        UserFolders folders = StoreOption.folders();
        target.ifPresent(there -> {
            List<Path> inputs = new ArrayList<>(CloudSystem.localSources(input, file.folder()));
            inputs.add(file.path());
            there.check(inputs, folders.store(), spec);
        });
        try (CloudSystem cloud = new CloudSystem(stage.find())) {
            SubmittedExecution submitted = cloud.submit(input, file.folder(), Optional.ofNullable(jobId), this::say);
            if (noWait) {
                if (json) {
                    Terminal.printJson(new Started(submitted.arn(), submitted.name(), submitted.existed()));
                } else {
                    Terminal.print(submitted.arn());
                }
                return Main.DONE;
            }
            say((submitted.existed() ? "found the execution " : "started the execution ") + submitted.arn());
            Interruption.wouldMean(() ->
                    "the execution goes on; './aive status %1$s' shows it, './aive cancel %1$s' stops it"
                            .formatted(submitted.arn()));
            return follow(cloud, submitted, target, folders, spec);
        } catch (JobIdTaken e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            Interruption.silenceIfInterrupted();
            return Main.FAILED;
        }
    }

    private int follow(
            CloudSystem cloud,
            SubmittedExecution submitted,
            Optional<OutputFiles> wanted,
            UserFolders folders,
            CommandSpec spec)
            throws InterruptedException {
        CloudProgress progress = new CloudProgress(
                ProgressDisplay.DisplayForm.of(quiet),
                Terminal.progress(),
                () -> quiet ? Optional.empty() : cloud.cost(submitted.arn()).predicted().map(CostLines::predicted));
        ExecutionState ended = cloud.follow(submitted.arn(), progress);
        progress.close();
        Interruption.wouldMean(() -> "the execution has ended; run the command again for what came of it");
        if (ended.status() != ExecutionStatus.SUCCEEDED) {
            return FailurePrinter.report(cloud.failure(ended), json);
        }
        RemoteVideo video = RemoteVideo.of(CloudSystem.result(ended));
        OutputFiles target = wanted.orElseGet(() -> OutputFiles.of(video.in(folders.store()), true, spec));
        video.download(cloud.buckets(), target);
        video.renewUrl(cloud.buckets());
        video.warnings().forEach(warning -> Terminal.report("warning: " + warning));
        video.summary().forEach(this::say);
        if (json) {
            Terminal.printJson(video.json());
        } else {
            Terminal.print(target.path().toString());
        }
        return Main.DONE;
    }

    private void say(String line) {
        if (!quiet) {
            Terminal.report(line);
        }
    }
}
