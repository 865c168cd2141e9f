package aive.report;

import aive.cloud.Buckets;
import aive.cloud.CloudSystem;
import aive.error.ConfigurationError;
import aive.error.RenderError;
import aive.execution.Arns;
import aive.execution.ExecutionFailure;
import aive.execution.ExecutionState;
import aive.execution.ExecutionStatus;
import aive.execution.ExecutionTrace;
import aive.execution.Executions;
import aive.execution.RenderStep;
import aive.ffmpeg.Ffmpeg;
import aive.json.Json;
import aive.report.ExecutionReport.Failure;
import aive.report.ExecutionReport.Outcome;
import aive.step.Workspace;
import aive.url.S3Uri;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Collects the report of an execution on AWS: from its history, the work bucket, and the video.
public final class DeployedReport {

    /// The limit for a video that is downloaded for its pictures and its loudness.
    private static final long LARGEST_VIDEO = 500_000_000;

    private final Executions executions;
    private final Supplier<Ffmpeg> ffmpeg;
    private final Path work;

    /// @param ffmpeg called only if there is a video to read
    /// @param work parent of temporary folders
    public DeployedReport(Executions executions, Supplier<Ffmpeg> ffmpeg, Path work) {
        this.executions = executions;
        this.ffmpeg = ffmpeg;
        this.work = work;
    }

    /// The page about an execution, which may still run.
    ///
    /// @param failure why it failed, if it did
    public String page(ExecutionState state, Optional<ExecutionFailure> failure) {
        return ReportPage.of(report(state, failure));
    }

    ExecutionReport report(ExecutionState state, Optional<ExecutionFailure> failure) {
        ExecutionTrace events = executions.trace(state.arn());
        CallTrace trace = new CallTrace(events, Instant.now());
        Optional<JsonNode> result = Optional.of(state)
                .filter(known -> known.status() == ExecutionStatus.SUCCEEDED)
                .map(CloudSystem::result);
        String address = result.map(json -> json.path("video_uri").asString("")).orElse("");
        try (Buckets buckets = Buckets.in(Arns.region(state.arn()))) {
            Optional<PlanDocuments> documents = Optional.empty();
            Optional<String> unreadable = Optional.empty();
            try {
                documents = documents(state, trace, buckets);
            } catch (RenderError error) {
                unreadable = Optional.of("The plan cannot be read: " + error.getMessage());
            }
            ReportAssembly assembly = new ReportAssembly(trace, documents, result);
            unreadable.ifPresent(assembly::note);
            if (events.omittedChildren() > 0) {
                assembly.note("The histories of %d child executions were not read.".formatted(events.omittedChildren()));
            }
            S3Uri.parse(address).ifPresent(video -> illustrate(assembly, video, buckets));
            return assembly.report(
                    state.arn(), "AWS, " + Arns.region(state.arn()), outcome(state.status()),
                    failure.map(DeployedReport::failure), address, false);
        }
    }

    private Optional<PlanDocuments> documents(ExecutionState state, CallTrace trace, Buckets buckets) {
        JsonNode planned = trace.result(RenderStep.PLAN);
        if (planned.isMissingNode()) {
            return Optional.empty();
        }
        String bucket = workBucket(executions.definition(state.arn()));
        return PlanDocuments.read(planned, key -> buckets.read(new S3Uri(bucket, key)));
    }

    /// The work bucket is in the definition: the state that renders many chunks reads their list from it.
    static String workBucket(String definition) {
        try {
            JsonNode json = Json.tree(definition.getBytes(StandardCharsets.UTF_8));
            for (JsonNode state : json.findValues("ItemReader")) {
                String bucket = state.path("Arguments").path("Bucket").asString("");
                if (!bucket.isEmpty()) {
                    return bucket;
                }
            }
        } catch (JacksonException e) {
            throw new ConfigurationError("", "the definition of the state machine is not JSON", e);
        }
        throw new ConfigurationError("", "the definition of the state machine names no work bucket");
    }

    /// Downloads the video for its pictures and its loudness.
    private void illustrate(ReportAssembly assembly, S3Uri video, Buckets buckets) {
        try (Workspace workspace = Workspace.in(work)) {
            Optional<Long> size = buckets.size(video);
            if (size.isEmpty()) {
                assembly.note("Pictures and loudness are missing: the video has been deleted.");
            } else if (size.get() > LARGEST_VIDEO) {
                assembly.note("Pictures and loudness are missing: the video has %s, and the report downloads at most %s."
                        .formatted(Figures.bytes(size.get()), Figures.bytes(LARGEST_VIDEO)));
            } else {
                Path file = workspace.file("video.mp4");
                buckets.download(video, file);
                assembly.illustrate(new VideoExcerpts(ffmpeg.get(), file, workspace));
            }
        } catch (RenderError error) {
            assembly.note("Pictures and loudness are missing: " + error.getMessage());
        }
    }

    private static Outcome outcome(ExecutionStatus status) {
        return switch (status) {
            case SUCCEEDED -> Outcome.DONE;
            case FAILED, TIMED_OUT -> Outcome.FAILED;
            case ABORTED -> Outcome.STOPPED;
            case RUNNING, PENDING_REDRIVE, UNKNOWN -> Outcome.RUNNING;
        };
    }

    private static Failure failure(ExecutionFailure failure) {
        return new Failure(
                failure.error(),
                failure.problems(),
                failure.where().equals(RenderStep.MEDIA_REFUSED) ? RenderStep.FETCH.state() : failure.where(),
                failure.remedy(),
                failure.redrive());
    }
}
