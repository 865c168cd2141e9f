package aive.cloud;

import aive.error.StorageUnavailable;
import aive.execution.Arns;
import aive.execution.CostSoFar;
import aive.execution.ExecutionFailure;
import aive.execution.ExecutionState;
import aive.execution.ExecutionStatus;
import aive.execution.Executions;
import aive.execution.StateProgress;
import aive.input.ExecutionInput;
import aive.json.Json;
import aive.url.S3Uri;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Submits projects to the deployed system and follows their executions.
public final class CloudSystem implements AutoCloseable {

    /// The pause between the first two polls. It is short, because an execution may fail at once. Later pauses are
    /// longer, to save request quota. The first poll is immediate, because the execution may have ended long ago.
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    /// This many consecutive polls may fail, so that a short network outage does not end the command.
    private static final int MOST_FAILED_LOOKS = 20;

    private static final int LONGEST_NAME = 80;

    private final DeployedStage stage;
    private final Executions executions;
    private final Buckets buckets;

    public CloudSystem(DeployedStage stage) {
        this.stage = stage;
        this.executions = Executions.open(stage.stateMachineArn());
        this.buckets = Buckets.in(Arns.region(stage.stateMachineArn()));
    }

    /// Access to the buckets, from which the caller downloads results.
    public Buckets buckets() {
        return buckets;
    }

    /// The local files that a project reads; empty if the project is invalid, which [#submit] reports.
    ///
    /// @param folder base of the project's relative paths
    public static List<Path> localSources(JsonNode json, Path folder) {
        return ProjectUpload.localSources(json, folder);
    }

    /// Uploads a project's files and starts an execution, unless one is running or has succeeded.
    ///
    /// The execution's name is a hash of the project, or `jobId`. After a failure, or if its video has been deleted,
    /// the next one has `-2`, `-3`, … appended.
    ///
    /// @param json a project in any of the input's shapes
    /// @param folder base of the project's relative paths
    /// @param said receives one line per upload
    /// @throws JobIdTaken if `jobId` belongs to an execution of another project
    public SubmittedExecution submit(JsonNode json, Path folder, Optional<String> jobId, Consumer<String> said) {
        ExecutionRequest request = new ProjectUpload(folder, stage, buckets, said).request(json);
        String name = jobId.orElse(request.name());
        for (int attempt = 1; ; attempt++) {
            String attemptName = attempt == 1 ? name : name + "-" + attempt;
            if (attemptName.length() > LONGEST_NAME) {
                throw new JobIdTaken("the job id %s leaves no room for another attempt; give a shorter one".formatted(name));
            }
            Optional<ExecutionState> known = executions.find(Arns.execution(stage.stateMachineArn(), attemptName));
            if (known.isEmpty()) {
                Optional<String> started = executions.start(stage.stateMachineArn(), attemptName, request.input());
                if (started.isPresent()) {
                    return new SubmittedExecution(started.get(), attemptName, false);
                }
                // Another program was faster, with the same project or another one.
                known = executions.find(Arns.execution(stage.stateMachineArn(), attemptName));
            }
            if (known.isPresent()) {
                checkInput(known.get(), request, jobId);
                if (!known.get().status().isFinal() || hasVideo(known.get())) {
                    return new SubmittedExecution(known.get().arn(), attemptName, true);
                }
            }
        }
    }

    private static void checkInput(ExecutionState known, ExecutionRequest request, Optional<String> jobId) {
        if (jobId.isPresent()
                && known.input().isPresent()
                && !ExecutionInput.taken(parsed(known.input().get())).equals(parsed(request.input()))) {
            throw new JobIdTaken("the job id %s is already used by another project, or by an earlier version of this one: %s"
                    .formatted(jobId.get(), known.arn()));
        }
    }

    /// Whether an execution has succeeded and its video still exists.
    private boolean hasVideo(ExecutionState execution) {
        return execution.status() == ExecutionStatus.SUCCEEDED
                && S3Uri.parse(result(execution).path("video_uri").asString("")).flatMap(buckets::size).isPresent();
    }

    /// The output of an execution that has succeeded; an empty object if it has none.
    public static JsonNode result(ExecutionState execution) {
        JsonNode result = parsed(execution.output().orElse("{}"));
        return result.isObject() ? result : JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.tree(json.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException _) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /// Waits until an execution has ended.
    ///
    /// @param progress receives the progress of its states at every poll
    /// @throws InterruptedException if this thread was interrupted; the execution continues
    /// @throws RenderError if Step Functions cannot be called any more
    public ExecutionState follow(String executionArn, Consumer<List<StateProgress>> progress)
            throws InterruptedException {
        Duration wait = FIRST_WAIT;
        int failedLooks = 0;
        while (true) {
            try {
                ExecutionState state = executions.describe(executionArn);
                progress.accept(executions.progress(executionArn));
                if (state.status().isFinal()) {
                    return state;
                }
                failedLooks = 0;
            } catch (StorageUnavailable e) {
                failedLooks++;
                if (failedLooks > MOST_FAILED_LOOKS) {
                    throw e;
                }
            }
            Thread.sleep(wait);
            Duration longer = wait.multipliedBy(3).dividedBy(2);
            wait = longer.compareTo(LONGEST_WAIT) < 0 ? longer : LONGEST_WAIT;
        }
    }

    /// What an execution has cost so far, and what was predicted for it.
    public CostSoFar cost(String executionArn) {
        return executions.cost(executionArn);
    }

    /// Why an execution failed.
    public ExecutionFailure failure(ExecutionState execution) {
        return executions.failure(execution);
    }

    @Override
    public void close() {
        executions.close();
        buckets.close();
    }
}
