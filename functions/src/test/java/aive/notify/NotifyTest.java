package aive.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import aive.error.ConfigurationError;
import aive.execution.ExecutionFailure;
import aive.execution.Executions;
import aive.execution.RecordedStepFunctions;
import aive.http.CallbackSite;
import aive.input.InputSummary;
import aive.input.SourcePolicy;
import aive.json.Json;
import aive.lambda.Loggable;
import aive.project.Callback;
import aive.step.CallbackRecord;
import aive.step.NewerVersion;
import aive.step.ProgressMarker;
import aive.step.RenderFolder;
import aive.store.FolderStore;
import aive.store.MemoryVersionedStore;
import aive.store.Store;
import aive.store.VersionedStore;
import aive.time.Deadline;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// From AWS's event to what arrives at an HTTPS server and at SNS.
class NotifyTest {

    private static final String SECRET = "the stage's secret";
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String RENDER = "film-1f0a93b2-0123456789ab";
    private static final Callback CALLBACK = new Callback(URI.create(CallbackSite.url()), Optional.of("task-7"));

    @TempDir
    private static Path certificates;

    private static CallbackSite site;

    @TempDir
    private Path folder;

    private final SnsClient sns = mock(SnsClient.class);
    private final List<PublishRequest> published = new ArrayList<>();
    private final MemoryVersionedStore notes = new MemoryVersionedStore();
    private Store store;
    private int before;

    @BeforeAll
    static void open() throws Exception {
        site = new CallbackSite(certificates);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void prepare() {
        store = new FolderStore(folder);
        before = site.received().size();
        when(sns.publish(anyPublish())).thenAnswer(call -> {
            Consumer<PublishRequest.Builder> request = call.getArgument(0);
            PublishRequest.Builder builder = PublishRequest.builder();
            request.accept(builder);
            published.add(builder.build());
            return PublishResponse.builder().build();
        });
    }

    @Test
    void aVideoIsToldToTheCallbackAndTheTopic() throws Exception {
        // when
        Notify.NotifyResult result = run("execution-succeeded");
        // then
        assertEquals(
                "delivered; the server answered with status 200 [https://callback.example.test/status]",
                result.logMessage());
        assertEquals(
                "render",
                Objects.requireNonNull(published.getFirst().messageAttributes().get("kind")).stringValue());
        CallbackSite.Received received = received().getFirst();
        assertEquals("PUT", received.method());
        assertEquals("/status?key=SECRET", received.target());
        assertEquals(
                "{\"status\":\"complete\",\"progress\":100,\"video_url\":\"https://videos.example.com/videos/film.mp4?X-Amz-Signature=abc\","
                    + "\"error_message\":null,\"task_id\":\"task-7\"}",
                received.body());
        assertEquals(
                SignatureTest.computed(SECRET.getBytes(UTF_8), received.body().getBytes(UTF_8)),
                received.headers().get("x-aive-signature"));
        assertEquals(32, received.headers().getOrDefault("idempotency-key", "").length());
        PublishRequest announced = published.getFirst();
        assertEquals("arn:aws:sns:eu-central-1:123456789012:renders", announced.topicArn());
        assertEquals("AIVE dev: film is complete", announced.subject());
        assertTrue(
                announced
                        .message()
                        .contains("Callback:  delivered; the server answered with status 200"
                                + " [https://callback.example.test/status]"),
                announced.message());
        assertFalse(announced.message().contains("SECRET"), announced.message());
    }

    @Test
    void anEventThatComesTwiceIsToldOnce() {
        run("execution-succeeded");
        run("execution-succeeded");
        assertEquals(1, received().size());
        assertEquals(1, published.size());
    }

    @Test
    void whatAnotherVersionNotedIsToldAgainRatherThanNever() {
        // given
        run("execution-succeeded");
        List<String> keys = notes.keys();
        for (String key : keys) {
            Optional<VersionedStore.Version> note = notes.read(key);
            byte[] other = NewerVersion.of(note.orElseThrow().text().getBytes(UTF_8));
            assertTrue(notes.write(key, note, new String(other, UTF_8)));
        }
        // when
        run("execution-succeeded");
        run("execution-succeeded");
        // then
        assertEquals(2, keys.size(), "the callback's and the topic's");
        assertEquals(2, received().size());
        assertEquals(2, published.size());
    }

    @Test
    void whatWasTooLargeForTheEventIsAskedFor() {
        // given
        ObjectNode detail = Events.detail(Events.tree("execution-succeeded"));
        SfnClient stepFunctions =
                describing(detail.get("input").asString(), detail.get("output").asString());
        // when
        notify(() -> new Executions(stepFunctions)).run(Events.event("execution-succeeded-large"), soon());
        // then
        assertEquals(
                "complete",
                Json.tree(received().getFirst().body().getBytes(UTF_8))
                        .get("status")
                        .asString());
    }

    @Test
    void aChildOfADistributedMapIsToldWithItsSentencesAndItsRemedy() {
        // when
        try (RecordedStepFunctions recorded = RecordedStepFunctions.replaying("failed-in-distributed-map")) {
            notify(() -> new Executions(recorded.client()))
                    .run(Events.event("execution-failed-in-distributed-map"), soon());
        }
        // then
        JsonNode body = Json.tree(received().getFirst().body().getBytes(UTF_8));
        assertEquals("failed", body.get("status").asString());
        String message = body.get("error_message").asString();
        assertTrue(message.startsWith("EncodeFailed: FFmpeg failed while chunk 17 was encoded: "), message);
        assertTrue(
                message.endsWith(
                        "(Render one of many chunks, chunk 17 of 120, sentences 12–15). Follow the advice in the"
                                + " message if it gives any; otherwise report this as a bug, with these lines."),
                message);
        assertTrue(
                published.getFirst().subject().endsWith("film failed: EncodeFailed"),
                published.getFirst().subject());
        assertTrue(
                published.getFirst().message().contains("execution:render-dev/Chunks:first"),
                "the console's page is that of the child");
    }

    @Test
    void aProjectThatIsNotValidIsToldToItsAuthorWithEveryProblem() {
        // when
        notify(() -> new Executions(withoutHistory())).run(Events.event("execution-failed-invalid"), soon());
        // then
        String message = Json.tree(received().getFirst().body().getBytes(UTF_8))
                .get("error_message")
                .asString();
        assertEquals(
                "InvalidProject: /project_data/sentences: sentences is empty; it must hold 1 to 10000 sentences;"
                        + " /audio_url: audio_url is missing. Fix every field that is named, and submit the project"
                        + " again.",
                message);
        assertTrue(
                published.getFirst().message().contains("  /audio_url: audio_url is missing\n"),
                published.getFirst().message());
    }

    @ParameterizedTest
    @CsvSource({
        "execution-failed-invalid, ProjectsRefused",
        "execution-timed-out, RendersFailed",
        "execution-aborted, ''",
        "execution-succeeded, ''"
    })
    void aFailureIsCountedOnceForItsAuthorOrForTheOperator(String event, String metric) {
        // given
        Notify notify = notify(() -> new Executions(withoutHistory()));
        // when
        List<String> counted = measures(notify.run(Events.event(event), soon()));
        List<String> again = measures(notify.run(Events.event(event), soon()));
        // then
        assertEquals(metric.isEmpty() ? List.of() : List.of(metric + " 1 Count"), counted);
        assertEquals(List.of(), again);
    }

    @Test
    void aFailureIsCountedEvenIfItsCallbackIsDown() {
        // given
        site.answers(503, 503, 503, 503);
        Notify notify = notify(() -> new Executions(withoutHistory()));
        // when
        CallbackUndelivered undelivered = assertThrows(
                CallbackUndelivered.class, () -> notify.run(Events.event("execution-failed-invalid"), soon()));
        // then
        assertEquals(List.of("ProjectsRefused 1 Count", "CallbacksUndelivered 1 Count"), measures(undelivered));
        assertEquals(List.of(), measures(notify.run(Events.event("execution-failed-invalid"), soon())));
    }

    /// A redriven execution counts from its redrive.
    @Test
    void theCheckMeasuresTheExecutionThatHasBeenRunningLongest() {
        // given
        Executions executions = mock(Executions.class);
        when(executions.longestRunning("arn:aws:states:eu-central-1:123456789012:stateMachine:aive-dev"))
                .thenReturn(Optional.of(NOW.minusSeconds(1_900)))
                .thenReturn(Optional.empty());
        Notify notify = notify(() -> executions);
        // then
        assertEquals(
                List.of("LongestRunning 1900 Seconds"), measures(notify.run(Events.event("check-due"), soon())));
        assertEquals(List.of("LongestRunning 0 Seconds"), measures(notify.run(Events.event("check-due"), soon())));
    }

    private static List<String> measures(Loggable loggable) {
        return loggable.measures().stream()
                .map(measure -> "%s %d %s".formatted(measure.name(), measure.value(), measure.unit()))
                .toList();
    }

    /// As a pipe starts it, of a message in the queue.
    @Test
    void aProjectThatCameInAListIsToldToItsAuthorToo() {
        // given
        ObjectNode event = Events.tree("execution-failed-invalid");
        Events.detail(event)
                .put("input", "[%s]".formatted(Events.detail(event).get("input").asString()));
        // when
        notify(() -> new Executions(withoutHistory())).run(Json.bytes(event), soon());
        // then
        assertEquals(
                "task-7",
                Json.tree(received().getFirst().body().getBytes(UTF_8))
                        .get("task_id")
                        .asString());
        assertTrue(
                published.getFirst().subject().contains("film failed"),
                published.getFirst().subject());
    }

    @ParameterizedTest
    @CsvSource({
        "execution-timed-out, States.Timeout: the execution did not end",
        "execution-aborted, Aborted: the execution was stopped: no longer needed"
    })
    void whatNoFunctionCouldCatchIsToldToo(String event, String start) {
        notify(() -> new Executions(withoutHistory())).run(Events.event(event), soon());
        String message = Json.tree(received().getFirst().body().getBytes(UTF_8))
                .get("error_message")
                .asString();
        assertTrue(message.startsWith(start), message);
    }

    @Test
    void aServerThatIsDownIsAnErrorOfTheCallAndToldWhenItIsBack() {
        // given
        site.answers(503, 503, 503, 503);
        // when
        CallbackUndelivered undelivered = assertThrows(CallbackUndelivered.class, () -> run("execution-succeeded"));
        run("execution-succeeded");
        // then
        assertTrue(undelivered.logMessage().endsWith("answers with status 503."), undelivered.logMessage());
        assertFalse(undelivered.toString().contains("SECRET"));
        assertEquals(5, received().size());
        assertEquals(
                1,
                received().stream()
                        .map(received -> received.headers().get("idempotency-key"))
                        .distinct()
                        .count());
        assertEquals(1, published.size(), "subscribers hear of it once");
        assertTrue(
                published.getFirst().message().contains("Callback:  not delivered yet: "),
                published.getFirst().message());
    }

    @Test
    void aServerThatWillNotHaveItEndsTheMatterAndSubscribersHearOfIt() {
        // given
        site.answers(404);
        // when
        run("execution-succeeded");
        run("execution-succeeded");
        // then
        assertEquals(1, received().size());
        assertTrue(
                published.getFirst().message().contains("Callback:  refused permanently: "),
                published.getFirst().message());
    }

    @Test
    void anAddressOfOursIsToldNothing() {
        // given
        ObjectNode event = Events.tree("execution-succeeded");
        Events.detail(event).put("input", "{\"callback\": {\"url\": \"https://169.254.169.254/latest/meta-data/\"}}");
        // when
        notify(NotifyTest::noStepFunctions).run(Json.bytes(event), soon());
        // then
        assertEquals(List.of(), received());
        assertTrue(
                published.getFirst().message().contains("Callback:  none requested, or its URL is not allowed\n"),
                published.getFirst().message());
    }

    @Test
    void withoutACallbackTheTopicIsToldAlone() {
        // given
        ObjectNode event = Events.tree("execution-succeeded");
        Events.detail(event).put("input", "{}");
        // when
        notify(NotifyTest::noStepFunctions).run(Json.bytes(event), soon());
        // then
        assertEquals(List.of(), received());
        assertTrue(
                published.getFirst().message().contains("Callback:  none requested"),
                published.getFirst().message());
    }

    @Test
    void whereTheInputIsGoneWhatWasKeptIsTold() {
        // given
        new RenderFolder(store, RENDER).writeCallback(new CallbackRecord(CALLBACK, Instant.EPOCH));
        ObjectNode event = Events.tree("execution-succeeded");
        Events.detail(event).put("input", "{\"project_uri\": \"s3://strangers/project.json\"}");
        // when
        notify(NotifyTest::noStepFunctions).run(Json.bytes(event), soon());
        // then
        assertEquals(1, received().size());
    }

    @ParameterizedTest
    @CsvSource({"'{}', has no video_url", "'[', is not JSON", "'{\"video_url\": 7}', has no video_url"})
    void aSuccessWithoutAVideoIsTakenForNone(String output, String message) {
        // given
        ObjectNode event = Events.tree("execution-succeeded");
        Events.detail(event).put("output", output);
        // then
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class,
                () -> notify(NotifyTest::noStepFunctions).run(Json.bytes(event), soon()));
        assertTrue(String.valueOf(error.getMessage()).endsWith(message), error.getMessage());
        assertEquals(List.of(), received());
        assertEquals(List.of(), published);
    }

    @Test
    void aTopicThatMustNotBeUsedIsSaidAfterTheCallbackWasTold() {
        // given
        SnsException denied = (SnsException) SnsException.builder()
                .statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AuthorizationError")
                        .errorMessage("not authorized")
                        .build())
                .build();
        doThrow(denied).when(sns).publish(anyPublish());
        // when
        ConfigurationError error = assertThrows(ConfigurationError.class, () -> run("execution-succeeded"));
        assertThrows(ConfigurationError.class, () -> run("execution-succeeded"));
        // then
        assertTrue(
                String.valueOf(error.getMessage()).startsWith("cannot publish to the topic arn:aws:sns"),
                error.getMessage());
        assertEquals(1, received().size());
        verify(sns, times(2)).publish(anyPublish());
    }

    @Test
    void markersAndTheBeginningAreToldAsProgress() {
        // given
        new RenderFolder(store, RENDER)
                .writeCallback(new CallbackRecord(CALLBACK, Instant.ofEpochMilli(1795435201000L)));
        // when
        run("execution-running");
        run("object-created");
        run("s3-records");
        run("execution-succeeded");
        run("object-created");
        // then
        assertEquals(
                List.of("processing 0", "processing 9", "processing 14", "complete 100"),
                received().stream()
                        .map(received -> Json.tree(received.body().getBytes(UTF_8)))
                        .map(body -> body.get("status").asString() + " "
                                + body.get("progress").asInt())
                        .toList());
    }

    @Test
    void markersOfARenderThatNobodyWantsToHearOfCostNothing() {
        Notify.NotifyResult result = notify(NotifyTest::noStepFunctions).run(Events.event("object-created"), soon());
        assertEquals(List.of("none requested, or its URL is not allowed"), result.callbacks());
        assertEquals(0, notes.size());
    }

    @Test
    void aLongListOfProblemsIsCutForTheCallback() {
        // given
        ObjectNode event = Events.tree("execution-failed-invalid");
        String cause = Json.text(Map.of("errorMessage", "/project_data/sentences/0/text: 😀 no\n".repeat(500)));
        Events.detail(event).put("cause", cause);
        // when
        notify(() -> new Executions(withoutHistory())).run(Json.bytes(event), soon());
        // then
        String message = Json.tree(received().getFirst().body().getBytes(UTF_8))
                .get("error_message")
                .asString();
        assertTrue(message.length() <= 2_000, () -> message.length() + "");
        assertTrue(message.endsWith("… Fix every field that is named, and submit the project again."), message);
    }

    @ParameterizedTest
    @CsvSource({
        "it is gone, '', it is gone. Do it.",
        "it is gone., '', it is gone. Do it.",
        "it is gone., 'Stitch video', it is gone (Stitch video). Do it.",
        "is it gone?, '', is it gone? Do it."
    })
    void sentencesEndWithOneFullStop(String message, String where, String sentence) {
        assertEquals(
                "Gone: " + sentence,
                Notify.sentence(new ExecutionFailure("Gone", message, where, "Do it.", "", Optional.empty())));
    }

    @Test
    void theKeyOfAMarkerIsTheOneThatEventsHold() {
        assertEquals(
                Optional.of(new ProgressMarker(RENDER, 7, 20)),
                ProgressMarker.at(
                        Events.tree("object-created").at("/detail/object/key").asString()));
    }

    private Notify.NotifyResult run(String event) {
        return notify(NotifyTest::noStepFunctions).run(Events.event(event), soon());
    }

    private Notify notify(Supplier<Executions> executions) {
        SecretsManagerClient secrets = mock(SecretsManagerClient.class);
        Consumer<GetSecretValueRequest.Builder> anyRequest = any();
        when(secrets.getSecretValue(anyRequest))
                .thenReturn(
                        GetSecretValueResponse.builder().secretString(SECRET).build());
        SigningSecret secret = new SigningSecret(() -> secrets, Optional.of("secret"), InstantSource.system());
        SourcePolicy policy = new SourcePolicy.Deployed(Set.of());
        return new Notify(
                store,
                executions,
                input -> InputSummary.at(input, policy, (source, _) -> {
                    throw new AssertionError("nothing is to be downloaded, not " + source);
                }),
                new CallbackNotifier(new CallbackStates(notes), site.sender(), secret, InstantSource.system()),
                new Topic(() -> sns, Optional.of("arn:aws:sns:eu-central-1:123456789012:renders"), notes),
                InstantSource.fixed(NOW),
                "dev");
    }

    private static Executions noStepFunctions() {
        throw new AssertionError("the event says everything");
    }

    private static SfnClient describing(String input, String output) {
        SfnClient client = mock(SfnClient.class);
        Consumer<DescribeExecutionRequest.Builder> anyRequest = any();
        when(client.describeExecution(anyRequest))
                .thenReturn(DescribeExecutionResponse.builder()
                        .executionArn(
                                "arn:aws:states:eu-central-1:123456789012:execution:render-dev:film-1f0a93b2-0123456789ab")
                        .name("film")
                        .status("SUCCEEDED")
                        .startDate(Instant.EPOCH)
                        .stopDate(Instant.ofEpochMilli(1795435261500L))
                        .input(input)
                        .output(output)
                        .build());
        return client;
    }

    /// Step Functions, of which nothing may be asked.
    private static SfnClient withoutHistory() {
        return mock(SfnClient.class, call -> {
            throw SfnException.builder()
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("AccessDeniedException")
                            .errorMessage("not authorized")
                            .build())
                    .build();
        });
    }

    private List<CallbackSite.Received> received() {
        return site.received().subList(before, site.received().size());
    }

    private static Consumer<PublishRequest.Builder> anyPublish() {
        return any();
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofMinutes(2));
    }
}
