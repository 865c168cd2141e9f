package aive.cli;

import aive.cloud.CloudSystem;
import aive.cloud.DeployedStage;
import aive.cloud.SubmittedExecution;
import aive.execution.ExecutionFailure;
import aive.execution.ExecutionState;
import aive.execution.ExecutionStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// Renders the projects of a batch on a deployed stack, several at the same time.
final class CloudBatch implements BatchRenderer {

    private static final int EXECUTIONS_AT_ONCE = 8;

    private final CloudSystem cloud;
    private final Path store;
    private final CommandSpec command;

    /// @param store the store of local renders, where videos go that have no output
    CloudBatch(DeployedStage stage, Path store, CommandSpec command) {
        this.cloud = new CloudSystem(stage);
        this.store = store;
        this.command = command;
    }

    @Override
    public int atOnce() {
        return EXECUTIONS_AT_ONCE;
    }

    @Override
    public Rendered render(BatchLine line, Optional<OutputFiles> output) {
        output.ifPresent(files -> {
            List<Path> inputs = new ArrayList<>(CloudSystem.localSources(line.project(), line.file().folder()));
            inputs.add(line.file().path());
            files.check(inputs, store, command);
        });
        try {
            SubmittedExecution submitted =
                    cloud.submit(line.project(), line.file().folder(), Optional.empty(), _ -> {});
            ExecutionState ended = cloud.follow(submitted.arn(), _ -> {});
            if (ended.status() != ExecutionStatus.SUCCEEDED) {
                ExecutionFailure failure = cloud.failure(ended);
                return new Rendered.Failed(
                        new FailurePrinter.Report(failure.error(), failure.message(), failure.problems()));
            }
            RemoteVideo video = RemoteVideo.of(CloudSystem.result(ended));
            OutputFiles target = output.orElseGet(() -> OutputFiles.of(video.in(store), true, command));
            video.download(cloud.buckets(), target);
            video.renewUrl(cloud.buckets());
            return new Rendered.Succeeded(target.path(), video.json());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            Interruption.silenceIfInterrupted();
            throw new IllegalStateException("the batch was interrupted by a thread");
        }
    }

    @Override
    public void close() {
        cloud.close();
    }
}
