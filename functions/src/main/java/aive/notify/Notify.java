package aive.notify;

import aive.error.RenderError;
import aive.execution.ExecutionFailure;
import aive.execution.ExecutionState;
import aive.execution.Executions;
import aive.http.Delivery;
import aive.http.Delivery.Accepted;
import aive.http.Delivery.Postponed;
import aive.http.Delivery.Refused;
import aive.http.HttpsSender;
import aive.input.InputSummary;
import aive.json.Json;
import aive.lambda.Loggable;
import aive.notify.NotifyEvent.CheckDue;
import aive.notify.NotifyEvent.ExecutionChanged;
import aive.notify.NotifyEvent.MarkersLeft;
import aive.parallel.Lazy;
import aive.project.Callback;
import aive.step.CallbackRecord;
import aive.step.ProgressMarker;
import aive.step.RenderFolder;
import aive.store.Store;
import aive.store.VersionedStore;
import aive.time.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Notifies the callback of a render's progress and end, and the topic of its end.
public final class Notify {

    /// The limit for the error message in a callback, in characters. The backend stores this message in a database
    /// column. The topic's message holds all problems.
    private static final int LONGEST_ERROR_MESSAGE = 2_000;

    private static final int LEAST_OF_MESSAGE = 200;

    /// A full stop at the end, except the last of three dots.
    private static final Pattern FULL_STOP = Pattern.compile("(?<!\\.)\\.\\s*$");

    private static final Pattern END_OF_SENTENCE = Pattern.compile("[.!?…]$");

    private final Store store;
    private final Supplier<Executions> executions;
    private final Function<byte[], InputSummary> inputs;
    private final CallbackNotifier notifier;
    private final Topic topic;
    private final InstantSource clock;
    private final String stage;

    /// @param inputs reads the project id and the callback from an execution's input
    /// @param stage the deployment's stage, shown to people
    Notify(
            Store store,
            Supplier<Executions> executions,
            Function<byte[], InputSummary> inputs,
            CallbackNotifier notifier,
            Topic topic,
            InstantSource clock,
            String stage) {
        this.store = store;
        this.executions = executions;
        this.inputs = inputs;
        this.notifier = notifier;
        this.topic = topic;
        this.clock = clock;
        this.stage = stage;
    }

    /// Creates the deployed form, with AWS clients.
    ///
    /// Each client is created on first use, because progress needs neither SNS nor Step Functions.
    ///
    /// @param history records what callbacks and the topic have been sent
    /// @param inputs reads the project id and the callback from an execution's input
    /// @param secretId name or ARN of the secret that signs callbacks, if one is configured
    /// @param topicArn the SNS topic, if one is configured
    /// @param stage the deployment's stage, shown to people
    public static Notify deployed(
            Store store,
            VersionedStore history,
            Function<byte[], InputSummary> inputs,
            Optional<String> secretId,
            Optional<String> topicArn,
            String stage) {
        InstantSource clock = InstantSource.system();
        Supplier<SnsClient> sns = Lazy.of(() -> SnsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
        Supplier<SecretsManagerClient> secrets = Lazy.of(() -> SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
        return new Notify(
                store,
                Lazy.of(Executions::open),
                inputs,
                new CallbackNotifier(
                        new CallbackStates(history),
                        new HttpsSender(HttpsSender.LIMITS),
                        new SigningSecret(secrets, secretId, clock),
                        clock),
                new Topic(sns, topicArn, history),
                clock,
                stage);
    }

    /// Handles one event and sends its notifications.
    ///
    /// @param event the JSON of an event from EventBridge or S3
    /// @throws CallbackUndelivered if the end of an execution must be sent again later
    /// @throws IllegalArgumentException for an unknown event, or an output without the video's URL
    public NotifyResult run(byte[] event, Deadline deadline) {
        return switch (EventReader.read(event)) {
            case MarkersLeft(var markers) ->
                new NotifyResult(
                        markers.stream().map(marker -> marked(marker, deadline)).toList(), List.of());
            case ExecutionChanged changed ->
                switch (changed.state().status()) {
                    case RUNNING -> new NotifyResult(List.of(begun(changed, deadline)), List.of());
                    case SUCCEEDED -> succeeded(changed.state(), deadline);
                    case FAILED, TIMED_OUT, ABORTED -> failed(changed.state(), deadline);
                    case PENDING_REDRIVE, UNKNOWN ->
                        new NotifyResult(
                                List.of("no notification for the status "
                                        + changed.state().status()),
                                List.of());
                };
            case CheckDue(var stateMachine) -> new NotifyResult(List.of(), List.of(longestRunning(stateMachine)));
        };
    }

    private Loggable.Measure longestRunning(String stateMachineArn) {
        Duration longest = executions
                .get()
                .longestRunning(stateMachineArn)
                .map(since -> Duration.between(since, clock.instant()))
                .orElse(Duration.ZERO);
        return new Loggable.Measure("LongestRunning", "Seconds", Math.max(0, longest.toSeconds()));
    }

    /// The outcome of one event, for the log.
    ///
    /// @param callbacks the outcome of each message
    /// @param measures metrics of executions
    public record NotifyResult(List<String> callbacks, List<Measure> measures) implements Loggable {

        public NotifyResult {
            callbacks = List.copyOf(callbacks);
            measures = List.copyOf(measures);
        }

        @Override
        public String logMessage() {
            return callbacks.isEmpty() ? "nothing to send" : String.join("; ", callbacks);
        }
    }

    private String marked(ProgressMarker marker, Deadline deadline) {
        Optional<CallbackRecord> note = new RenderFolder(store, marker.renderId()).readCallback();
        return callback(
                note.map(CallbackRecord::callback),
                note.flatMap(found -> notifier.marked(found.callback(), marker, found.since(), deadline)));
    }

    private String begun(ExecutionChanged changed, Deadline deadline) {
        Optional<Callback> callback = inputSummary(changed.state()).callback();
        return callback(
                callback,
                callback.flatMap(whom -> notifier.begun(whom, changed.begun(), changed.redriven(), deadline)));
    }

    private NotifyResult succeeded(ExecutionState reported, Deadline deadline) {
        ExecutionState execution =
                reported.output().isPresent() ? reported : executions.get().describe(reported.arn());
        JsonNode result = result(execution);
        TopicMessage.Video video = new TopicMessage.Video(
                required(result, "video_url", execution),
                Optional.ofNullable(result.path("video_uri").stringValue(null)));
        Optional<Callback> callback = inputSummary(execution)
                .callback()
                .or(() -> kept(result.path("render_id").asString("")));
        String project = result.path("project_id").asString(execution.name());
        Optional<Delivery> delivery = end(execution, callback, _ -> CallbackMessage.complete(video.url()), deadline);
        String outcome = callback(callback, delivery);
        var _ = topic.announce(
                execution.arn(), end(execution), () -> TopicMessage.of(stage, project, execution, video, outcome));
        return finished(outcome, delivery, List.of());
    }

    private NotifyResult failed(ExecutionState execution, Deadline deadline) {
        InputSummary summary = inputSummary(execution);
        ExecutionFailure failure = executions.get().failure(execution);
        Optional<Delivery> delivery = end(
                execution,
                summary.callback(),
                progress -> CallbackMessage.failed(progress, sentence(failure)),
                deadline);
        String project = summary.projectId().orElse(execution.name());
        String outcome = callback(summary.callback(), delivery);
        boolean first = topic.announce(
                execution.arn(), end(execution), () -> TopicMessage.of(stage, project, execution, failure, outcome));
        return finished(outcome, delivery, first ? measures(failure) : List.of());
    }

    /// Counts a failure, so that an alarm tells errors of projects from our own.
    private static List<Loggable.Measure> measures(ExecutionFailure failure) {
        return switch (failure.origin()) {
            case PROJECT -> List.of(Loggable.Measure.count("ProjectsRefused"));
            case SYSTEM -> List.of(Loggable.Measure.count("RendersFailed"));
            case STOPPED -> List.of();
        };
    }

    private static NotifyResult finished(
            String outcome, Optional<Delivery> delivery, List<Loggable.Measure> measures) {
        if (delivery.isPresent() && delivery.get() instanceof Postponed(String reason)) {
            throw new CallbackUndelivered(reason, measures);
        }
        return new NotifyResult(List.of(outcome), measures);
    }

    private Optional<Delivery> end(
            ExecutionState execution,
            Optional<Callback> callback,
            IntFunction<CallbackMessage> message,
            Deadline deadline) {
        try {
            return callback.flatMap(whom -> notifier.ended(whom, execution.arn(), end(execution), message, deadline));
        } catch (RenderError e) {
            // The topic is notified nevertheless, of this failure too.
            return Optional.of(new Postponed(String.valueOf(e.getMessage())));
        }
    }

    private static Instant end(ExecutionState execution) {
        return execution
                .stopped()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the execution %s has ended, but its event has no stopDate".formatted(execution.arn())));
    }

    /// The summary of the execution's input. If the event omits a large input, Step Functions is asked for it.
    private InputSummary inputSummary(ExecutionState reported) {
        return reported.input()
                .or(() -> executions.get().describe(reported.arn()).input())
                .map(input -> inputs.apply(input.getBytes(StandardCharsets.UTF_8)))
                .orElse(InputSummary.NOTHING);
    }

    /// The callback that *Prepare project* stored. It is used if the execution's input no longer exists.
    private Optional<Callback> kept(String renderId) {
        return renderId.isEmpty()
                ? Optional.empty()
                : new RenderFolder(store, renderId).readCallback().map(CallbackRecord::callback);
    }

    private static JsonNode result(ExecutionState execution) {
        String output = execution
                .output()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the execution %s has succeeded without an output".formatted(execution.arn())));
        try {
            return Json.tree(output.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the output of the execution %s is not JSON".formatted(execution.arn()), e);
        }
    }

    private static String required(JsonNode result, String field, ExecutionState execution) {
        JsonNode value = result.path(field);
        if (!value.isString()) {
            throw new IllegalArgumentException(
                    "the output of the execution %s has no %s".formatted(execution.arn(), field));
        }
        return value.stringValue();
    }

    /// One line: the error's name, what happened, where, and what to do.
    static String sentence(ExecutionFailure failure) {
        String what = String.join(
                "; ",
                failure.message()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(Notify::withoutFullStop)
                        .toList());
        String where = failure.where().isEmpty() ? "" : " (" + failure.where() + ")";
        int room = Math.max(
                LEAST_OF_MESSAGE,
                LONGEST_ERROR_MESSAGE
                        - failure.error().length()
                        - where.length()
                        - failure.remedy().length()
                        - 5);
        String cut = what.length() <= room
                ? what
                : what.substring(0, what.offsetByCodePoints(0, what.codePointCount(0, room) - 1)) + "…";
        String sentence = "%s: %s%s".formatted(failure.error(), cut, where);
        return "%s%s %s".formatted(sentence, END_OF_SENTENCE.matcher(sentence).find() ? "" : ".", failure.remedy());
    }

    /// Removes the full stop at the end of a line. Some messages end with one, most do not.
    private static String withoutFullStop(String line) {
        return FULL_STOP.matcher(line).replaceFirst("");
    }

    private static String callback(Optional<Callback> callback, Optional<Delivery> delivery) {
        if (callback.isEmpty()) {
            return "none requested, or its URL is not allowed";
        }
        return delivery.map(Notify::said).orElse("delivered before, or replaced by a newer event") + " ["
                + callback.get() + "]";
    }

    private static String said(Delivery delivery) {
        return switch (delivery) {
            case Accepted(int status) -> "delivered; the server answered with status " + status;
            case Refused(int _, String reason) -> "refused permanently: " + reason;
            case Postponed(String reason) -> "not delivered yet: " + reason;
        };
    }
}
