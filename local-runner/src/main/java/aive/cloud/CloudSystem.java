package aive.cloud;

import aive.error.StorageUnavailable;
import aive.execution.Arns;
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

/// The deployed system, in use.
public final class CloudSystem implements AutoCloseable {

    /// The first look comes soon, since an execution may have ended long ago or fail at once; later ones leave AWS's
    /// request quotas alone.
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    /// So many looks in a row may fail before somebody is told: a network that is down for a minute does not end an
    /// execution.
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

    /// The bucket client, for results.
    public Buckets buckets() {
        return buckets;
    }

    /// The files on this machine that a project takes media from; none where the project is not valid, which
    /// [#submit] will say.
    ///
    /// @param folder what relative paths in it are relative to
    public static List<Path> localSources(JsonNode json, Path folder) {
        return ProjectUpload.localSources(json, folder);
    }

    /// Uploads what a project needs, and starts an execution of it, unless there is one that runs or has succeeded.
    ///
    /// An execution is named by its content, or by `jobId`; one that did not succeed is followed by another of its
    /// name with `-2`, `-3`, … appended, and so is one whose video has been deleted.
    ///
    /// @param json a project in any of the input's shapes
    /// @param folder what relative paths in it are relative to
    /// @param said is told, in a line, of each upload
    /// @throws JobIdTaken if `jobId` is that of an execution of another project
    public SubmittedExecution submit(JsonNode json, Path folder, Optional<String> jobId, Consumer<String> said) {
        ExecutionRequest order = new ProjectUpload(folder, stage, buckets, said).order(json);
        String name = jobId.orElse(order.name());
        for (int attempt = 1; ; attempt++) {
            String attemptName = attempt == 1 ? name : name + "-" + attempt;
            if (attemptName.length() > LONGEST_NAME) {
                throw new JobIdTaken("the job id %s leaves no room for another attempt; give a shorter one".formatted(name));
            }
            Optional<ExecutionState> known = executions.find(Arns.execution(stage.stateMachineArn(), attemptName));
            if (known.isEmpty()) {
                Optional<String> started = executions.start(stage.stateMachineArn(), attemptName, order.input());
                if (started.isPresent()) {
                    return new SubmittedExecution(started.get(), attemptName, false);
                }
                // Somebody was faster, with the same project or another.
                known = executions.find(Arns.execution(stage.stateMachineArn(), attemptName));
            }
            if (known.isPresent()) {
                checkInput(known.get(), order, jobId);
                if (!known.get().status().isFinal() || hasVideo(known.get())) {
                    return new SubmittedExecution(known.get().arn(), attemptName, true);
                }
            }
        }
    }

    private static void checkInput(ExecutionState known, ExecutionRequest order, Optional<String> jobId) {
        if (jobId.isPresent() && known.input().isPresent() && !ExecutionInput.taken(parsed(known.input().get())).equals(parsed(order.input()))) {
            throw new JobIdTaken("the job id %s is that of another project, or of this one before it was changed: %s".formatted(jobId.get(), known.arn()));
        }
    }

    /// Whether an execution has succeeded and its video is still there.
    private boolean hasVideo(ExecutionState execution) {
        return execution.status() == ExecutionStatus.SUCCEEDED
                && S3Uri.parse(result(execution).path("video_uri").asString("")).flatMap(buckets::size).isPresent();
    }

    /// The output of an execution that has succeeded; an empty object where it has none.
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
    /// @param progress is told now and then how far its states are, and at last how far they came
    /// @throws InterruptedException if this thread was interrupted; the execution goes on
    /// @throws RenderError if Step Functions cannot be asked any more
    public ExecutionState follow(String executionArn, Consumer<List<StateProgress>> progress) throws InterruptedException {
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

    /// Why an execution did not succeed.
    public ExecutionFailure failure(ExecutionState execution) {
        return executions.failure(execution);
    }

    @Override
    public void close() {
        executions.close();
        buckets.close();
    }
}
