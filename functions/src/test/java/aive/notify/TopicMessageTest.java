package aive.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.execution.ExecutionFailure;
import aive.execution.ExecutionState;
import aive.execution.ExecutionStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicMessageTest {

    private static final String ARN = "arn:aws:states:eu-central-1:123456789012:execution:render-dev:film-1";
    private static final ExecutionState EXECUTION = new ExecutionState(
            ARN,
            "film-1",
            ExecutionStatus.FAILED,
            Instant.EPOCH,
            Optional.of(Instant.EPOCH),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true);

    @Test
    void aFailureIsToldInLines() {
        assertEquals(
                """
                Project:   Größe
                Stage:     dev
                Status:    failed
                Error:     InvalidProject
                  /audio_url: audio_url is missing
                  /project_data/sentences: sentences is empty
                Where:     Prepare project
                To do:     Fix every field.
                Redrive:   aws stepfunctions redrive-execution
                Callback:  delivered; the server answered with status 200
                Execution: %s
                Console:   https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1#/v2/executions/details/%s
                """.formatted(ARN, ARN),
                failed("Größe", "/audio_url: audio_url is missing\n/project_data/sentences: sentences is empty")
                        .body());
        assertEquals(
                "AIVE dev: Gr??e failed: InvalidProject", failed("Größe", "x").subject());
    }

    @Test
    void aVideoIsToldInLines() {
        TopicMessage announcement = TopicMessage.of(
                "dev",
                "film",
                EXECUTION,
                new TopicMessage.Video("https://v/?a=b", Optional.of("s3://videos/a.mp4")),
                "none requested");
        assertEquals("AIVE dev: film is complete", announcement.subject());
        assertEquals("""
            Project:   film
            Stage:     dev
            Status:    complete
            Video:     https://v/?a=b
            Stored as: s3://videos/a.mp4
            Callback:  none requested
            Execution: %s
            Console:   https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1#/v2/executions/details/%s
            """.formatted(ARN, ARN), announcement.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nSubject: b", "\u0000\u007F\u2028", "😀😀😀"})
    void aStrangersNameMakesNoLinesOfItsOwn(String project) {
        TopicMessage announcement = failed(project, "x");
        assertTrue(announcement.subject().matches("[\\x20-\\x7E]{1,99}"), announcement.subject());
        assertEquals(11, announcement.body().lines().count(), announcement.body());
    }

    @Test
    void whatIsTooLongForSnsIsCut() {
        TopicMessage announcement = failed("ä".repeat(300), "😀".repeat(100_000));
        assertEquals(99, announcement.subject().length());
        assertTrue(announcement.body().getBytes(StandardCharsets.UTF_8).length < 256 * 1_024);
        assertFalse(announcement.body().contains("?"), "half a surrogate pair");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws-cn:states:cn-north-1:1:execution:m:n,"
                + " https://cn-north-1.console.amazonaws.cn/states/home?region=cn-north-1",
        "arn:aws-us-gov:states:us-gov-west-1:1:execution:m:n,"
                + " https://us-gov-west-1.console.amazonaws-us-gov.com/states/home?region=us-gov-west-1",
        "nonsense, nonsense"
    })
    void theConsoleIsThatOfThePartition(String arn, String start) {
        assertTrue(TopicMessage.console(arn).startsWith(start), TopicMessage.console(arn));
    }

    private static TopicMessage failed(String project, String message) {
        ExecutionFailure failure = new ExecutionFailure(
                "InvalidProject",
                message,
                "Prepare project",
                "Fix every field.",
                ARN,
                Optional.of("aws stepfunctions redrive-execution"));
        return TopicMessage.of("dev", project, EXECUTION, failure, "delivered; the server answered with status 200");
    }
}
