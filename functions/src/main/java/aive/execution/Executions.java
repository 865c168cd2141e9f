package aive.execution;

import aive.error.ConfigurationError;
import aive.error.RenderError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.SfnClientBuilder;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;
import software.amazon.awssdk.services.sfn.model.MapRunListItem;

/// Starts, stops, and describes executions.
///
/// All methods throw [ConfigurationError] if AWS refuses the request or cannot be called (no credentials, no region),
/// and [aive.error.StorageUnavailable] if AWS does not answer despite the SDK's retries.
public final class Executions implements AutoCloseable {

    private static final int PAGE = 1_000;

    /// The number of events to read from the end of a history: enough to include the start of the failed state.
    private static final int END_OF_HISTORY = 200;

    private static final String CHILDREN_FAILED = "States.ExceedToleratedFailureThreshold";

    private final SfnClient stepFunctions;

    /// @param stepFunctions a client, which [#close] closes
    public Executions(SfnClient stepFunctions) {
        this.stepFunctions = stepFunctions;
    }

    /// Opens a client with the credentials and the region of the environment.
    public static Executions open() {
        return build(SfnClient.builder(), "use Step Functions");
    }

    /// Opens a client with the credentials of the environment and the region of an ARN.
    ///
    /// @param arn the ARN of a state machine or an execution
    public static Executions open(String arn) {
        return build(SfnClient.builder().region(Region.of(Arns.region(arn))), "use Step Functions");
    }

    private static Executions build(SfnClientBuilder builder, String doing) {
        return AwsErrors.asking(
                doing,
                () -> new Executions(builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()));
    }

    /// Starts an execution, or returns a running one of the same name and input.
    ///
    /// @param name at most 80 letters, digits, `-`, and `_`; unique for 90 days
    /// @param input JSON text of at most 256 KiB
    /// @return the execution's ARN; empty if the name belongs to an execution that has another input or has ended
    public Optional<String> start(String stateMachineArn, String name, String input) {
        return AwsErrors.asking("start an execution of " + stateMachineArn, () -> {
            try {
                return Optional.of(stepFunctions
                        .startExecution(request -> request.stateMachineArn(stateMachineArn)
                                .name(name)
                                .input(input))
                        .executionArn());
            } catch (ExecutionAlreadyExistsException _) {
                return Optional.empty();
            }
        });
    }

    /// Stops an execution; has no effect on one that has ended.
    ///
    /// @param cause for the execution's history
    public void stop(String executionArn, String cause) {
        AwsErrors.asking("stop the execution " + executionArn, () -> {
            try {
                return stepFunctions.stopExecution(request ->
                        request.executionArn(executionArn).error("Cancelled").cause(cause));
            } catch (ExecutionDoesNotExistException | InvalidArnException e) {
                throw noSuchExecution(executionArn, e);
            }
        });
    }

    /// @throws ConfigurationError if there is no such execution, or AWS refuses the request permanently
    public ExecutionState describe(String executionArn) {
        return AwsErrors.asking("describe the execution " + executionArn, () -> {
            try {
                return state(stepFunctions.describeExecution(request -> request.executionArn(executionArn)));
            } catch (ExecutionDoesNotExistException | InvalidArnException e) {
                throw noSuchExecution(executionArn, e);
            }
        });
    }

    /// Describes an execution; empty if it does not exist.
    public Optional<ExecutionState> find(String executionArn) {
        return AwsErrors.asking("describe the execution " + executionArn, () -> {
            try {
                return Optional.of(
                        state(stepFunctions.describeExecution(request -> request.executionArn(executionArn))));
            } catch (ExecutionDoesNotExistException _) {
                return Optional.empty();
            }
        });
    }

    /// When the execution that has been running longest began, or was redriven; empty if none is running.
    public Optional<Instant> longestRunning(String stateMachineArn) {
        return AwsErrors.asking(
                "list the executions of " + stateMachineArn,
                () -> stepFunctions
                        .listExecutionsPaginator(request -> request.stateMachineArn(stateMachineArn)
                                .statusFilter(software.amazon.awssdk.services.sfn.model.ExecutionStatus.RUNNING)
                                .maxResults(PAGE))
                        .executions()
                        .stream()
                        .map(execution -> Objects.requireNonNullElse(execution.redriveDate(), execution.startDate()))
                        .min(Comparator.naturalOrder()));
    }

    /// The latest executions of a state machine, the newest first.
    ///
    /// @param most how many, at most 1,000
    public List<ListedExecution> latest(String stateMachineArn, int most) {
        return AwsErrors.asking(
                "list the executions of " + stateMachineArn,
                () -> stepFunctions
                        .listExecutions(request ->
                                request.stateMachineArn(stateMachineArn).maxResults(most))
                        .executions()
                        .stream()
                        .map(execution -> new ListedExecution(
                                execution.executionArn(),
                                execution.name(),
                                status(execution.status()),
                                execution.startDate(),
                                Optional.ofNullable(execution.stopDate())))
                        .toList());
    }

    /// The progress of an execution's states, in the order in which they were entered.
    ///
    /// The states inside an inline Map are included. For a distributed Map, the result has the number of its children,
    /// but not their states.
    public List<StateProgress> progress(String executionArn) {
        return timekeeper(executionArn).states();
    }

    /// What an execution has cost so far.
    public CostSoFar cost(String executionArn) {
        CostReader reader = new CostReader();
        AwsErrors.asking("read the history of the execution " + executionArn, () -> {
            stepFunctions
                    .getExecutionHistoryPaginator(request -> request.executionArn(executionArn)
                            .includeExecutionData(true)
                            .maxResults(PAGE))
                    .events()
                    .forEach(reader::read);
            return reader;
        });
        for (StateProgress children : timekeeper(executionArn).distributed()) {
            reader.count(children.total(), children.done());
        }
        return reader.cost();
    }

    /// All events of an execution, and of the children of its distributed Maps.
    public ExecutionTrace trace(String executionArn) {
        return new TraceDownload(stepFunctions).of(executionArn);
    }

    /// The definition of the state machine with which an execution started, as JSON text.
    public String definition(String executionArn) {
        return AwsErrors.asking(
                "describe the state machine of " + executionArn,
                () -> stepFunctions
                        .describeStateMachineForExecution(request -> request.executionArn(executionArn))
                        .definition());
    }

    private HistoryReader timekeeper(String executionArn) {
        HistoryReader timekeeper = new HistoryReader();
        AwsErrors.asking("read the history of the execution " + executionArn, () -> {
            stepFunctions
                    .getExecutionHistoryPaginator(request -> request.executionArn(executionArn)
                            .includeExecutionData(false)
                            .maxResults(PAGE))
                    .events()
                    .forEach(timekeeper::read);
            return timekeeper;
        });
        Map.copyOf(timekeeper.mapRuns()).forEach((state, run) -> {
            MapRunItemCounts counts = AwsErrors.asking(
                    "describe the Map Run " + run,
                    () -> stepFunctions
                            .describeMapRun(request -> request.mapRunArn(run))
                            .itemCounts());
            timekeeper.count(state, counts.total(), counts.succeeded());
        });
        return timekeeper;
    }

    /// Why an execution failed. If a child of its distributed Map failed, this is the error of the child.
    ///
    /// The result omits details that the credentials have no permission to read.
    ///
    /// @param execution an execution that failed, timed out, or was stopped
    /// @throws IllegalArgumentException if the execution has another status
    public ExecutionFailure failure(ExecutionState execution) {
        return switch (execution.status()) {
            case FAILED -> failed(execution);
            case TIMED_OUT ->
                new ExecutionFailure(
                        "States.Timeout",
                        "the execution did not end within the time that its state machine allows",
                        orNothing(() -> timekeeper(execution.arn()).latest().orElse("")),
                        "Redrive, which goes on with what is missing; if it happens again, raise the concurrency, or"
                                + " submit again with a smaller render.chunk_seconds or smaller frames.",
                        execution.arn(),
                        redrive(execution));
            case ABORTED ->
                new ExecutionFailure(
                        ExecutionFailure.ABORTED,
                        "the execution was stopped"
                                + execution
                                        .cause()
                                        .filter(cause -> !cause.isBlank())
                                        .map(cause -> ": " + cause)
                                        .orElse(""),
                        "",
                        "Redrive it, or submit the project again; what was rendered is reused.",
                        execution.arn(),
                        redrive(execution));
            case RUNNING, SUCCEEDED, PENDING_REDRIVE, UNKNOWN ->
                throw new IllegalArgumentException(
                        "the execution %s is %s and has not failed".formatted(execution.arn(), execution.status()));
        };
    }

    private ExecutionFailure failed(ExecutionState execution) {
        ExecutionState culprit = execution
                .error()
                .filter(CHILDREN_FAILED::equals)
                .flatMap(_ -> failedChild(execution))
                .orElse(execution);
        String where = orNothing(() -> new FailingState(endOfHistory(culprit.arn()))
                .find(culprit.cause().orElse("")));
        String error = culprit.status() == ExecutionStatus.TIMED_OUT
                ? "States.Timeout"
                : culprit.error().orElse("Unknown");
        FailureReport report = FailureReport.of(error, culprit.cause().orElse(""), where);
        return new ExecutionFailure(
                report.error(),
                report.message(),
                where,
                report.remedy(),
                culprit.arn(),
                report.worthRedrive() ? redrive(execution) : Optional.empty());
    }

    private static Optional<String> redrive(ExecutionState execution) {
        return execution.redrivable()
                ? Optional.of("aws stepfunctions redrive-execution --execution-arn %s --region %s"
                        .formatted(execution.arn(), Arns.region(execution.arn())))
                : Optional.empty();
    }

    /// The first child of a distributed Map that failed or timed out. Later children were stopped, or failed for the
    /// same reason. Empty if there is no such child, or if the credentials may not list the children.
    private Optional<ExecutionState> failedChild(ExecutionState parent) {
        try {
            List<ExecutionListItem> failed = new ArrayList<>();
            for (MapRunListItem run : AwsErrors.asking(
                    "list the Map Runs of " + parent.arn(),
                    () -> stepFunctions
                            .listMapRunsPaginator(request ->
                                    request.executionArn(parent.arn()).maxResults(PAGE))
                            .mapRuns()
                            .stream()
                            .toList())) {
                failed.addAll(
                        children(run.mapRunArn(), software.amazon.awssdk.services.sfn.model.ExecutionStatus.FAILED));
                failed.addAll(
                        children(run.mapRunArn(), software.amazon.awssdk.services.sfn.model.ExecutionStatus.TIMED_OUT));
            }
            return failed.stream()
                    .min(Comparator.comparing(ExecutionListItem::stopDate))
                    .map(child -> describe(child.executionArn()));
        } catch (ConfigurationError _) {
            // without permission to list children, the parent's error must do
            return Optional.empty();
        }
    }

    private List<ExecutionListItem> children(
            String mapRun, software.amazon.awssdk.services.sfn.model.ExecutionStatus status) {
        return AwsErrors.asking(
                "list the executions of " + mapRun,
                () -> stepFunctions
                        .listExecutionsPaginator(request ->
                                request.mapRunArn(mapRun).statusFilter(status).maxResults(PAGE))
                        .executions()
                        .stream()
                        .toList());
    }

    private List<HistoryEvent> endOfHistory(String executionArn) {
        return AwsErrors.asking(
                "read the history of the execution " + executionArn,
                () -> stepFunctions
                        .getExecutionHistory(request -> request.executionArn(executionArn)
                                .reverseOrder(true)
                                .includeExecutionData(true)
                                .maxResults(END_OF_HISTORY))
                        .events());
    }

    private static String orNothing(Supplier<String> look) {
        try {
            return look.get();
        } catch (ConfigurationError _) {
            return "";
        }
    }

    private static ExecutionState state(DescribeExecutionResponse described) {
        return new ExecutionState(
                described.executionArn(),
                described.name(),
                status(described.status()),
                described.startDate(),
                Optional.ofNullable(described.stopDate()),
                Optional.ofNullable(described.input()),
                Optional.ofNullable(described.output()),
                Optional.ofNullable(described.error()),
                Optional.ofNullable(described.cause()),
                described.redriveStatus() == ExecutionRedriveStatus.REDRIVABLE);
    }

    private static ExecutionStatus status(software.amazon.awssdk.services.sfn.model.ExecutionStatus status) {
        return switch (status) {
            case RUNNING -> ExecutionStatus.RUNNING;
            case SUCCEEDED -> ExecutionStatus.SUCCEEDED;
            case FAILED -> ExecutionStatus.FAILED;
            case TIMED_OUT -> ExecutionStatus.TIMED_OUT;
            case ABORTED -> ExecutionStatus.ABORTED;
            case PENDING_REDRIVE -> ExecutionStatus.PENDING_REDRIVE;
            case UNKNOWN_TO_SDK_VERSION -> ExecutionStatus.UNKNOWN;
        };
    }

    private static RenderError noSuchExecution(String arn, SdkException cause) {
        return new ConfigurationError(
                "",
                "there is no execution %s; Step Functions forgets an execution 90 days after its end".formatted(arn),
                cause);
    }

    @Override
    public void close() {
        stepFunctions.close();
    }
}
