package aive.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/// A dashboard and alarms for operators. The alarms go to the topic.
final class Monitoring {

    /// The namespace of our metrics. The functions write to the same namespace, and a test compares the two names.
    static final String NAMESPACE = "AIVE";

    private static final Duration PERIOD = Duration.minutes(5);

    /// The memory use that counts as high, in percent of a function's memory. Above it, a larger project may fail.
    private static final int HIGH_MEMORY = 90;

    /// The duration that counts as long, in percent of a function's timeout.
    private static final int LONG = 80;

    /// The number of successive periods with throttling that raises the alarm: a quarter of an hour.
    ///
    /// A short burst of throttling is normal; throttling for this long means too little concurrency.
    private static final int PERIODS_OF_THROTTLING = 3;

    /// Refused projects in an hour that an operator should know of. Single ones are matters of their authors.
    private static final int MANY_REFUSED = 10;

    /// Most executions take some minutes. The state machine ends an execution after two hours.
    private static final Duration LONG_EXECUTION = Duration.minutes(30);

    /// Lambda calls the function three times for one event.
    private static final int TRIES_OF_ONE_EVENT = 3;

    private final Construct scope;
    private final StackSettings settings;
    private final Map<RenderFunction, Function> functions;
    private final StateMachine machine;
    private final SnsAction topic;

    /// @param logGroups names of the functions' log groups
    /// @param refused the dead-letter queue of requests, if the stack has a request queue
    Monitoring(
            Construct scope,
            StackSettings settings,
            RenderMachine machine,
            Notifications notifications,
            List<String> logGroups,
            Optional<Queue> refused) {
        this.scope = scope;
        this.settings = settings;
        this.machine = machine.machine();
        this.functions = new TreeMap<>(machine.steps());
        functions.put(RenderFunction.NOTIFY, notifications.function());
        this.topic = new SnsAction(notifications.topic());
        alarms(notifications, refused);
        SavedQueries.in(scope, settings, logGroups);
        Dashboard.Builder.create(scope, "Dashboard")
                .dashboardName("aive-%s-%s".formatted(settings.stage(), Stack.of(scope).getRegion()))
                .defaultInterval(Duration.hours(12))
                .widgets(List.of(executions(), chunks(), shares(), durations(notifications.undelivered())))
                .build();
    }

    private void alarms(Notifications notifications, Optional<Queue> refused) {
        alarm(
                "RendersFailed",
                "A render failed, and neither its project nor its media are the cause; the topic's message, and ./aive"
                        + " status, name the place and the remedy",
                ours("RendersFailed", RenderFunction.NOTIFY, "Sum"),
                1,
                1);
        alarm(
                "ProjectsRefused",
                "In an hour, %d renders failed because of their project or media; the backend may send wrong projects"
                        .formatted(MANY_REFUSED),
                ours("ProjectsRefused", RenderFunction.NOTIFY, "Sum")
                        .with(MetricOptions.builder().period(Duration.hours(1)).build()),
                MANY_REFUSED,
                1);
        alarm(
                "ExecutionRunsLong",
                "An execution has been running for more than %d minutes; find it with aws stepfunctions list-executions --state-machine-arn %s --status-filter RUNNING; ./aive status names what it waits for"
                        .formatted(LONG_EXECUTION.toMinutes(), machine.getStateMachineArn()),
                ours("LongestRunning", RenderFunction.NOTIFY, "Maximum")
                        .with(MetricOptions.builder().period(Notifications.CHECK).build()),
                LONG_EXECUTION.toSeconds(),
                1);
        alarm(
                "NotifyFails",
                "The function that reports and counts failures of renders fails itself, and not because a callback does not answer; its log names the cause",
                failuresOf(notifications.function()),
                TRIES_OF_ONE_EVENT,
                1);
        alarm(
                "FunctionsThrottled",
                "For a quarter of an hour Lambda has refused calls: the concurrency is too low for the load",
                MathExpression.Builder.create()
                        .expression("SUM(METRICS())")
                        .usingMetrics(ofEach(Function::metricThrottles))
                        .label("Throttled calls")
                        .period(PERIOD)
                        .build(),
                1,
                PERIODS_OF_THROTTLING);
        functions.forEach((function, deployed) -> {
            if (function.runsFfmpeg()) {
                alarm(
                        "%sMemory".formatted(function.id()),
                        "A call of %s used %d %% of its memory; %s%s"
                                .formatted(function.id(), HIGH_MEMORY, lessMemory(function), moreMemory(function)),
                        ours("PeakMemory", function, "Maximum"),
                        HIGH_MEMORY,
                        1);
                int timeout = settings.size(function).timeoutSeconds();
                alarm(
                        "%sDuration".formatted(function.id()),
                        "One call of %s in twenty takes more than %d %% of its %d seconds; %s%s"
                                .formatted(function.id(), LONG, timeout, lessTime(function), moreMemory(function)),
                        deployed.metricDuration(MetricOptions.builder()
                                .statistic("p95")
                                .period(PERIOD)
                                .build()),
                        timeout * 1_000 * LONG / 100,
                        1);
            }
        });
        alarmIfNotEmpty(
                notifications.undelivered(),
                "UndeliveredNotificationsNotEmpty",
                "A callback or the topic could not be notified; the events are in the queue");
        refused.ifPresent(queue -> alarmIfNotEmpty(
                queue, "RefusedRequestsNotEmpty", "A message could not start an execution; it is in the queue"));
    }

    /// The errors of the function that sends notifications, without those of callbacks that do not answer: these are
    /// repeated for hours, and have an alarm of their own.
    private IMetric failuresOf(Function notify) {
        return MathExpression.Builder.create()
                .expression("errors - FILL(undelivered, 0)")
                .usingMetrics(new TreeMap<>(Map.of(
                        "errors",
                        notify.metricErrors(MetricOptions.builder().statistic("Sum").build()),
                        "undelivered",
                        ours("CallbacksUndelivered", RenderFunction.NOTIFY, "Sum"))))
                .label("Failed calls")
                .period(Duration.minutes(15))
                .build();
    }

    private static String lessMemory(RenderFunction function) {
        return switch (function) {
            case FETCH_MEDIA -> "use smaller media";
            case STITCH_VIDEO -> "make shorter videos";
            default -> "shorten chunks (a smaller render.chunk_seconds) or use smaller frames";
        };
    }

    private static String lessTime(RenderFunction function) {
        return switch (function) {
            case FETCH_MEDIA -> "use faster media servers or smaller media";
            case STITCH_VIDEO -> "make shorter videos";
            default -> "shorten chunks (a smaller render.chunk_seconds) or use smaller frames";
        };
    }

    /// Advice to raise a function's memory, if the account allows more; otherwise empty.
    private String moreMemory(RenderFunction function) {
        int memory = settings.size(function).memoryMebibytes();
        return memory < Math.min(FunctionSize.MOST_MEMORY, settings.account().memoryMebibytes())
                ? ", or raise %sMemory (%d)".formatted(function.step(), memory)
                : "";
    }

    private void alarmIfNotEmpty(Queue queue, String id, String description) {
        alarm(
                id,
                description,
                queue.metricApproximateNumberOfMessagesVisible(MetricOptions.builder()
                        .statistic("Maximum")
                        .period(PERIOD)
                        .build()),
                1,
                1);
    }

    private void alarm(String id, String description, IMetric metric, Number threshold, int periods) {
        Alarm alarm = Alarm.Builder.create(scope, id)
                .alarmDescription("%s (AIVE, stage %s)".formatted(description, settings.stage()))
                .metric(metric)
                .threshold(threshold)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(periods)
                // No data means that nothing was rendered.
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(topic);
        alarm.addOkAction(topic);
    }

    private List<IWidget> executions() {
        return List.of(
                graph(
                        "Executions",
                        List.of(
                                machine.metricStarted(sum()),
                                machine.metricSucceeded(sum()),
                                machine.metricFailed(sum()),
                                machine.metricTimedOut(sum()),
                                machine.metricAborted(sum()),
                                ours("RendersFailed", RenderFunction.NOTIFY, "Sum"),
                                ours("ProjectsRefused", RenderFunction.NOTIFY, "Sum"))),
                graph(
                        "Time of an execution",
                        List.of(
                                machine.metricTime(MetricOptions.builder()
                                        .statistic("p50")
                                        .period(PERIOD)
                                        .build()),
                                machine.metricTime(MetricOptions.builder()
                                        .statistic("p95")
                                        .period(PERIOD)
                                        .build()))));
    }

    private List<IWidget> chunks() {
        return List.of(
                graph(
                        "Chunks",
                        List.of(
                                ofChunks("ChunksRendered", "Sum", "rendered"),
                                ofChunks("ChunksReused", "Sum", "reused"))),
                graph(
                        "Seconds to encode a chunk",
                        List.of(ofChunks("EncodeSeconds", "p50", "p50"), ofChunks("EncodeSeconds", "p95", "p95"))));
    }

    private List<IWidget> shares() {
        return List.of(
                percent("Peak memory, JVM and FFmpeg together", ofFfmpeg("PeakMemory", "Maximum")),
                percent("Peak of /tmp", ofFfmpeg("PeakStorage", "Maximum")));
    }

    private List<IWidget> durations(Queue undelivered) {
        return List.of(
                graph(
                        "Duration, p95",
                        metrics(function -> function.metricDuration(MetricOptions.builder()
                                .statistic("p95")
                                .period(PERIOD)
                                .build()))),
                graph(
                        "Errors, throttled calls, notifications not delivered",
                        together(
                                metrics(Function::metricErrors),
                                metrics(Function::metricThrottles),
                                List.of(undelivered.metricApproximateNumberOfMessagesVisible()))));
    }

    /// A metric that our functions write to their logs.
    private Metric ours(String name, RenderFunction function, String statistic) {
        return Metric.Builder.create()
                .namespace(NAMESPACE)
                .metricName(name)
                .dimensionsMap(new TreeMap<>(Map.of("stage", settings.stage(), "step", function.step())))
                .statistic(statistic)
                .period(PERIOD)
                .build();
    }

    private IMetric ofChunks(String name, String statistic, String label) {
        return ours(name, RenderFunction.RENDER_CHUNK, statistic)
                .with(MetricOptions.builder().label(label).build());
    }

    private List<IMetric> ofFfmpeg(String name, String statistic) {
        return functions.keySet().stream()
                .filter(RenderFunction::runsFfmpeg)
                .<IMetric>map(function -> ours(name, function, statistic)
                        .with(MetricOptions.builder().label(function.id()).build()))
                .toList();
    }

    private Map<String, IMetric> ofEach(java.util.function.Function<Function, IMetric> metric) {
        Map<String, IMetric> metrics = new TreeMap<>();
        functions.forEach((function, deployed) -> metrics.put(function.step(), metric.apply(deployed)));
        return metrics;
    }

    private List<IMetric> metrics(java.util.function.Function<Function, IMetric> metric) {
        return List.copyOf(ofEach(metric).values());
    }

    @SafeVarargs
    private static List<IMetric> together(List<? extends IMetric>... lists) {
        List<IMetric> all = new ArrayList<>();
        for (List<? extends IMetric> list : lists) {
            all.addAll(list);
        }
        return all;
    }

    private static MetricOptions sum() {
        return MetricOptions.builder().statistic("Sum").period(PERIOD).build();
    }

    private static GraphWidget graph(String title, List<? extends IMetric> metrics) {
        return widget(title, metrics).build();
    }

    private static GraphWidget percent(String title, List<? extends IMetric> metrics) {
        return widget(title, metrics)
                .leftYAxis(YAxisProps.builder()
                        .min(0)
                        .max(100)
                        .label("%")
                        .showUnits(false)
                        .build())
                .build();
    }

    private static GraphWidget.Builder widget(String title, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create().title(title).width(12).left(metrics);
    }
}
