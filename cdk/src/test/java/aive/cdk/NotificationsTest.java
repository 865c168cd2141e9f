package aive.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.cdk.Deployment.Resource;
import aive.cdk.Deployment.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Who hears of what.
class NotificationsTest {

    private static final Deployment DEV = Deployment.DEV;
    private static final Deployment FULL = Deployment.FULL;
    private static final StackSettings CHOSEN = StackSettings.fromContext(Deployment.CHOSEN);

    @Test
    void everyChangeOfAnExecutionOfThisMachineIsTold() {
        // when
        JsonNode rule =
                DEV.resource("AWS::Events::Rule", "ExecutionStatusChanged").properties();
        // then
        assertEquals(
                "{\"detail\":{\"stateMachineArn\":[\"<RenderMachine>\"]},\"detail-type\":[\"Step Functions Execution"
                        + " Status Change\"],\"source\":[\"aws.states\"]}",
                shortened(rule.path("EventPattern")));
        assertCallsNotify(rule);
    }

    @Test
    void aMarkerOfProgressIsToldWithoutAFunctionOfTheCdks() {
        // when
        JsonNode rule = DEV.resource("AWS::Events::Rule", "ProgressMade").properties();
        // then
        assertEquals(
                "{\"detail\":{\"bucket\":{\"name\":[\"<WorkBucket>\"]},\"object\":{\"key\":[{\"wildcard\":\"projects/*/progress/*\"}]}},\"detail-type\":[\"Object"
                    + " Created\"],\"source\":[\"aws.s3\"]}",
                shortened(rule.path("EventPattern")));
        assertCallsNotify(rule);
        assertTrue(DEV.resource("AWS::S3::Bucket", "WorkBucket")
                .properties()
                .path("NotificationConfiguration")
                .path("EventBridgeConfiguration")
                .path("EventBridgeEnabled")
                .asBoolean());
        assertEquals(List.of(), DEV.resources("Custom::S3BucketNotifications"));
    }

    @Test
    void aScheduleLooksForExecutionsThatRunLong() {
        // when
        JsonNode rule = DEV.resource("AWS::Events::Rule", "CheckDue").properties();
        JsonNode target = rule.path("Targets").path(0);
        // then
        assertEquals("rate(15 minutes)", rule.path("ScheduleExpression").asString());
        assertEquals(notifyVersion().id(), target.path("Arn").path("Ref").asString());
        assertEquals(
                "{\"detail\":{\"stateMachineArn\":\"<RenderMachine>\"},\"detail-type\":\"AIVE Check Due\"}",
                Deployment.text(target.path("Input")));
    }

    /// What neither EventBridge nor Lambda could deliver waits in the same queue, from which it is tried again for six
    /// hours.
    @Test
    void whatFailsIsTriedForHoursAndThenKept() {
        // given
        Resource queue = DEV.resource("AWS::SQS::Queue", "UndeliveredNotifications");
        JsonNode delayed = DEV.resource("AWS::SQS::Queue", "DelayedNotifications").properties();
        JsonNode source =
                DEV.resource("AWS::Lambda::EventSourceMapping", "DelayedNotifications").properties();
        // when
        JsonNode tries =
                DEV.resource("AWS::Lambda::EventInvokeConfig", "Notify").properties();
        // then
        assertEquals(2, tries.path("MaximumRetryAttempts").asInt());
        assertEquals(
                "<%s.Arn>".formatted("DelayedNotifications"),
                Deployment.text(
                        notifyFunction().properties().path("DeadLetterConfig").path("TargetArn")));
        assertEquals(
                14 * 24 * 3_600,
                queue.properties().path("MessageRetentionPeriod").asInt());
        assertEquals(900, delayed.path("DelaySeconds").asInt());
        assertEquals(900, delayed.path("VisibilityTimeout").asInt());
        assertEquals(24, delayed.path("RedrivePolicy").path("maxReceiveCount").asInt());
        assertEquals(
                "<UndeliveredNotifications.Arn>",
                Deployment.text(delayed.path("RedrivePolicy").path("deadLetterTargetArn")));
        assertEquals("<DelayedNotifications.Arn>", Deployment.text(source.path("EventSourceArn")));
        assertEquals(1, source.path("BatchSize").asInt());
        String version = Deployment.named(notifyVersion().id());
        assertEquals("<%s>".formatted(version), Deployment.text(source.path("FunctionName")));
        assertEquals("<%s.Version>".formatted(version), Deployment.text(tries.path("Qualifier")));

    }

    @Test
    void theSecretIsMadeUpAndOnlyTheNotifyFunctionReadsIt() {
        // given
        JsonNode made = DEV.resource("AWS::SecretsManager::Secret", "CallbackSecret")
                .properties()
                .path("GenerateSecretString");
        // when
        Set<String> readers = DEV.statements().stream()
                .filter(statement ->
                        statement.actions().stream().anyMatch(action -> action.startsWith("secretsmanager:")))
                .map(statement -> statement.policy().replaceAll("[0-9A-F]{8}$", ""))
                .collect(Collectors.toSet());
        // then
        assertEquals(64, made.path("PasswordLength").asInt());
        assertEquals(Set.of("NotifyRoleDefaultPolicy"), readers);
    }

    /// A topic's own policy, here that on TLS, takes the place of the one that lets alarms in.
    @Test
    void theTopicIsForTlsAloneAndOpenToAlarmsOfThisAccount() {
        // when
        List<Statement> statements = DEV.statements("RenderTopicPolicy");
        // then
        assertEquals(2, statements.size());
        for (Statement statement : statements) {
            assertEquals(
                    statement.allows()
                            ? "{\"StringEquals\":{\"aws:SourceAccount\":{\"Ref\":\"AWS::AccountId\"}}}"
                            : "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}",
                    statement.json().path("Condition").toString());
        }
        assertEquals(
                "cloudwatch.amazonaws.com",
                statements.stream()
                        .filter(Statement::allows)
                        .map(statement -> statement
                                .json()
                                .path("Principal")
                                .path("Service")
                                .asString())
                        .collect(Collectors.joining()));
    }

    @Test
    void alarmsGoToTheTopicAndAreSilentWhereNobodyRenders() {
        // given
        Map<String, JsonNode> alarms = FULL.resources("AWS::CloudWatch::Alarm").stream()
                .collect(Collectors.toMap(alarm -> alarm.id().replaceAll("[0-9A-F]{8}$", ""), Resource::properties));
        // then
        assertEquals(
                Set.of(
                        "RendersFailed",
                        "ProjectsRefused",
                        "ExecutionRunsLong",
                        "NotifyFails",
                        "FunctionsThrottled",
                        "FetchMediaMemory",
                        "RenderChunkMemory",
                        "StitchVideoMemory",
                        "FetchMediaDuration",
                        "RenderChunkDuration",
                        "StitchVideoDuration",
                        "UndeliveredNotificationsNotEmpty",
                        "RefusedRequestsNotEmpty"),
                alarms.keySet());
        alarms.forEach((id, alarm) -> {
            assertEquals(
                    "[{\"Ref\":\"%s\"}]"
                            .formatted(FULL.resource("AWS::SNS::Topic", "RenderTopic")
                                    .id()),
                    alarm.path("AlarmActions").toString(),
                    id);
            assertEquals(
                    alarm.path("AlarmActions").toString(), alarm.path("OKActions").toString(), id);
            assertEquals("notBreaching", alarm.path("TreatMissingData").asString(), id);
        });
        // One failure of ours, or many of projects.
        assertEquals(1, alarm("RendersFailed").path("Threshold").asInt());
        assertEquals(10, alarm("ProjectsRefused").path("Threshold").asInt());
        assertEquals(1_800, alarm("ExecutionRunsLong").path("Threshold").asInt());
        assertEquals(900, alarm("ExecutionRunsLong").path("Period").asInt());
        assertEquals(90, alarm("RenderChunkMemory").path("Threshold").asInt());
        assertEquals(
                "[{\"Name\":\"stage\",\"Value\":\"full\"},{\"Name\":\"step\",\"Value\":\"render\"}]",
                alarm("RenderChunkMemory").path("Dimensions").toString());
        assertEquals(
                "p95", alarm("RenderChunkDuration").path("ExtendedStatistic").asString());
        assertEquals(
                CHOSEN.size(RenderFunction.RENDER_CHUNK).timeoutSeconds() * 800,
                alarm("RenderChunkDuration").path("Threshold").asInt());
        assertFalse(DEV.resources("AWS::CloudWatch::Alarm").stream()
                .anyMatch(alarm -> alarm.id().startsWith("RefusedRequests")));
    }

    /// A callback that does not answer is no failure of the function, and is tried again for six hours.
    @Test
    void callbacksThatDoNotAnswerRaiseNoAlarmOfTheFunction() {
        JsonNode alarm = alarm("NotifyFails");
        assertEquals(3, alarm.path("Threshold").asInt());
        assertEquals(Set.of("Errors", "CallbacksUndelivered"), metricsOf(alarm));
        assertTrue(alarm.path("Metrics")
                .valueStream()
                .anyMatch(metric ->
                        metric.path("Expression").asString("").equals("errors - FILL(undelivered, 0)")));
        alarm.path("Metrics")
                .valueStream()
                .filter(metric -> metric.has("MetricStat"))
                .forEach(metric -> {
                    assertEquals("Sum", metric.at("/MetricStat/Stat").asString());
                    assertEquals(900, metric.at("/MetricStat/Period").asInt());
                });
    }

    /// With the defaults, nobody can give a function more memory than Lambda allows.
    @Test
    void theAlarmsAdviseOnlyWhatIsPossible() {
        assertEquals(
                "A call of RenderChunk used 90 % of its memory; shorten chunks (a smaller render.chunk_seconds) or use"
                        + " smaller frames (AIVE, stage dev)",
                described("RenderChunkMemory"));
        assertEquals(
                "A call of FetchMedia used 90 % of its memory; use smaller media, or raise fetchMemory (3538) (AIVE,"
                        + " stage dev)",
                described("FetchMediaMemory"));
        assertEquals(
                "One call of StitchVideo in twenty takes more than 80 % of its 900 seconds; make shorter videos (AIVE,"
                        + " stage dev)",
                described("StitchVideoDuration"));
    }

    private static String described(String alarm) {
        return DEV.resource("AWS::CloudWatch::Alarm", alarm)
                .properties()
                .path("AlarmDescription")
                .asString();
    }

    private static Set<String> metricsOf(JsonNode alarm) {
        return alarm.path("Metrics")
                .valueStream()
                .filter(metric -> metric.has("MetricStat"))
                .map(metric -> metric.at("/MetricStat/Metric/MetricName").asString())
                .collect(Collectors.toSet());
    }

    /// A name that nobody writes is a graph without a line, and an alarm that never goes off.
    @Test
    void theMetricsThatAreLookedAtAreThoseThatFunctionsWrite() throws IOException {
        // given
        String body = Deployment.text(FULL.resource("AWS::CloudWatch::Dashboard", "Dashboard")
                .properties()
                .path("DashboardBody"));
        Set<String> looked = Pattern.compile("\\[\"AIVE\",\"([A-Za-z]+)\"")
                .matcher(body)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "ChunksRendered",
                        "ChunksReused",
                        "EncodeSeconds",
                        "PeakMemory",
                        "PeakStorage",
                        "ProjectsRefused",
                        "RendersFailed"),
                looked);
        FULL.resources("AWS::CloudWatch::Alarm").stream()
                .map(Resource::properties)
                .filter(alarm -> alarm.path("Namespace").asString("").equals(Monitoring.NAMESPACE))
                .forEach(alarm -> looked.add(alarm.path("MetricName").asString()));
        looked.addAll(metricsOf(alarm("NotifyFails")));
        // when
        Path folder = Path.of("..", "functions", "src", "main", "java", "aive");
        String written = Files.readString(folder.resolve("lambda/InvocationLog.java"))
                + Files.readString(folder.resolve("lambda/LambdaInvocationRunner.java"))
                + Files.readString(folder.resolve("notify/CallbackUndelivered.java"))
                + Files.readString(folder.resolve("notify/Notify.java"));
        // then
        assertTrue(looked.containsAll(Set.of("LongestRunning", "PeakMemory")), looked.toString());
        looked.remove("Errors");
        looked.forEach(name -> assertTrue(written.contains("\"%s\"".formatted(name)), name));
    }

    /// The guide explains the queries that the console has.
    @Test
    void theSavedQueriesAreThoseOfTheOperatorsGuide() throws IOException {
        // given
        String guide = Files.readString(Path.of("..", "docs", "how-to", "operate.md"));
        Set<String> groups = FULL.resources("AWS::Logs::LogGroup").stream()
                .filter(group -> group.properties().path("LogGroupName").asString().startsWith("/aws/lambda/"))
                .map(Resource::id)
                .filter(id -> !id.startsWith("EmptyWorkBucket"))
                .collect(Collectors.toSet());
        // when
        List<JsonNode> saved = FULL.resources("AWS::Logs::QueryDefinition").stream()
                .map(Resource::properties)
                .toList();
        // then
        assertEquals(SavedQueries.QUERIES.size(), saved.size());
        for (JsonNode query : saved) {
            String name = query.path("Name").asString();
            assertTrue(name.startsWith("aive-full/"), name);
            assertTrue(
                    guide.contains("*%s*:\n\n```\n%s```"
                            .formatted(
                                    name.substring("aive-full/".length()),
                                    query.path("QueryString").asString())),
                    name);
            assertEquals(
                    groups,
                    query.path("LogGroupNames")
                            .valueStream()
                            .map(group -> group.path("Ref").asString())
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void whoWantsMailGetsIt() {
        assertEquals(
                "operator@example.com",
                FULL.resource("AWS::SNS::Subscription", "RenderTopic")
                        .properties()
                        .path("Endpoint")
                        .asString());
        assertEquals(List.of(), DEV.resources("AWS::SNS::Subscription"));
    }

    private static JsonNode alarm(String id) {
        return FULL.resource("AWS::CloudWatch::Alarm", id).properties();
    }

    private static void assertCallsNotify(JsonNode rule) {
        assertEquals(1, rule.path("Targets").size());
        JsonNode target = rule.path("Targets").path(0);
        assertEquals(notifyVersion().id(), target.path("Arn").path("Ref").asString());
        assertEquals(
                "<DelayedNotifications.Arn>",
                Deployment.text(target.path("DeadLetterConfig").path("Arn")));
        assertTrue(target.path("RetryPolicy").path("MaximumRetryAttempts").asInt() > 0);
    }

    private static Resource notifyVersion() {
        return DEV.resource("AWS::Lambda::Version", "Notify");
    }

    private static Resource notifyFunction() {
        return DEV.resource("AWS::Lambda::Function", "Notify");
    }

    private static String shortened(JsonNode pattern) {
        return pattern.toString().replaceAll("\\{\"Ref\":\"([A-Za-z]+)[0-9A-F]{8}\"}", "\"<$1>\"");
    }
}
