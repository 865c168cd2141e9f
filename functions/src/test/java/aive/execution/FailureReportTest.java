package aive.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.RenderError;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people are told about names and causes as Step Functions has them.
class FailureReportTest {

    static Class<?>[] ours() {
        return RenderError.class.getPermittedSubclasses();
    }

    @ParameterizedTest
    @MethodSource("ours")
    void eachOfOurErrorsHasARemedyOfItsOwn(Class<?> error) {
        // when
        FailureReport report = FailureReport.of(
                error.getName(), "{\"errorMessage\":\"a sentence\",\"errorType\":\"%s\"}".formatted(error.getName()), "");
        // then
        assertEquals(error.getSimpleName(), report.error());
        assertEquals("a sentence", report.message());
        assertFalse(report.remedy().contains("console"), report.remedy());
        assertEquals(
                1,
                Arrays.stream(ours())
                        .filter(other ->
                                FailureReport.of(other.getName(), "", "").remedy().equals(report.remedy()))
                        .count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Lambda.Unknown     | Lambda did not return an error type. Returned payload: {"errorMessage":"RequestId: 1 Error: Runtime exited with error: signal: killed"} | memory
        Runtime.ExitError  | {"errorMessage":"RequestId: 1 Error: Runtime exited with error: signal: killed","errorType":"Runtime.ExitError"} | memory
        Runtime.OutOfMemory| {"errorMessage":"RequestId: 1 Error: Runtime exited with error: signal: killed","errorType":"Runtime.OutOfMemory"} | memory
        java.lang.OutOfMemoryError | {"errorMessage":"Java heap space","errorType":"java.lang.OutOfMemoryError"} | memory
        Sandbox.Timedout   | {"errorMessage":"RequestId: 1 Error: Task timed out after 900.00 seconds","errorType":"Sandbox.Timedout"} | chunk_seconds
        """)
    void whatLambdaEndedIsSaidInWordsAndSubmittedAgain(String error, String cause, String remedy) {
        // when
        FailureReport report = FailureReport.of(error, cause, "Render chunk, chunk 1 of 2");
        // then
        assertEquals(error, report.error());
        assertTrue(report.remedy().contains(remedy), report.toString());
        assertTrue(report.remedy().matches("(?i).*submit again.*deploy.*|.*deploy.*submit again.*"), report.remedy());
        assertFalse(report.message().contains("{"), report.message());
        assertFalse(report.worthRedrive(), "a redrive runs the same version, with the same memory and the same time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aive.error.OutOfSpace", "Lambda.ResourceNotFoundException"})
    void whatTheOldVersionLacksARedriveLacksToo(String error) {
        FailureReport report = FailureReport.of(error, "", "");
        assertFalse(report.worthRedrive());
        assertTrue(report.remedy().startsWith("Submit again"), report.remedy());
    }

    /// Rights belong to roles, which all versions share; concurrency is the account's; slow servers are somebody
    /// else's.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "aive.error.ConfigurationError",
                "aive.error.StorageUnavailable",
                "States.Timeout",
                "States.Permissions",
                "Lambda.AccessDeniedException",
                "Lambda.TooManyRequestsException",
                "States.ItemReaderFailed"
            })
    void whatLiesOutsideOfTheVersionsIsWorthARedrive(String error) {
        FailureReport report = FailureReport.of(error, "", "");
        assertTrue(report.worthRedrive());
        assertTrue(report.remedy().contains("edrive"), report.remedy());
    }

    @Test
    void ofTheDeploymentOnlyWhatIsInTheVersionsNeedsAnotherExecution() {
        assertEquals(
                "If a permission or a bucket is missing, correct that and redrive; if the functions' settings or layer"
                        + " are wrong, deploy and submit again.",
                FailureReport.of("aive.error.ConfigurationError", "", "").remedy());
    }

    @ParameterizedTest
    @ValueSource(strings = {"States.Runtime", "States.QueryEvaluationError", "States.DataLimitExceeded"})
    void whatTheDefinitionDoesWrongIsNotWorthAnotherTry(String error) {
        // when
        FailureReport report = FailureReport.of(
                error, "An error occurred while executing the state 'Plan chunks' (entered at the event id #12).", "");
        // then
        assertTrue(report.message().contains("Plan chunks"), report.message());
        assertFalse(report.worthRedrive());
    }

    @Test
    void aCauseThatStepFunctionsCutOffStillTellsItsMessage() {
        assertEquals(
                "two\nlines with \"quotes\"",
                FailureReport.of("aive.error.EncodeFailed", """
                    {"errorMessage":"two\\nlines with \\"quotes\\"","errorType":"aive.error.EncodeFailed","stackTrace":["a\
                    """, "").message());
    }

    @Test
    void aMessageWithoutEndIsCut() {
        assertTrue(FailureReport.of("aive.error.EncodeFailed", "🎬".repeat(10_000), "")
                        .message()
                        .length()
                <= 4_001);
    }

    /// A server may be faster later; FFmpeg needs the same time again.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        aive.error.DeadlineExceeded | the step did not finish | Render chunk, chunk 1 of 2         | false | render.chunk_seconds
        aive.error.DeadlineExceeded | the step did not finish | Render one of many chunks, chunk 1 | false | render.chunk_seconds
        aive.error.DeadlineExceeded | the step did not finish | Plan chunks                        | true  | more memory for the function
        aive.error.DeadlineExceeded | the step did not finish | Prepare project                    | true  | more memory for the function
        aive.error.DeadlineExceeded | the step did not finish | Fetch batch of media, batch 1 of 2 | true  | slow server
        aive.error.DeadlineExceeded | the step did not finish | Stitch video                       | true  | too long
        Sandbox.Timedout | Task timed out after 900.00 seconds | Fetch batch of media, batch 1 of 2 | true  | slow server
        Lambda.Unknown   | Task timed out after 900.00 seconds | Render chunk, chunk 1 of 2         | false | render.chunk_seconds
        """)
    void theRemedyOfALateCallDependsOnItsStep(
            String error, String cause, String where, boolean worthRedrive, String remedy) {
        FailureReport report = FailureReport.of(error, cause, where);
        assertEquals(worthRedrive, report.worthRedrive());
        assertTrue(report.remedy().contains(remedy), report.remedy());
        assertFalse(report.remedy().contains("more time"), report.remedy());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Plan chunks                        | Submit again with a smaller project;
        Prepare project                    | Submit again with a smaller project;
        Fetch batch of media, batch 1 of 2 | Submit again with smaller media;
        Stitch video                       | Submit again with a shorter video;
        Render chunk, chunk 1 of 2         | Submit again with a smaller render.chunk_seconds or smaller frames;
        """)
    void whatNeedsLessSpaceDependsOnTheStep(String where, String remedy) {
        for (String error : List.of("aive.error.OutOfSpace", "Runtime.OutOfMemory")) {
            String said = FailureReport.of(error, "", where).remedy();
            assertTrue(said.startsWith(remedy), said);
            assertTrue(said.contains("less than 10,240 MB"), said);
        }
    }

    @Test
    void aFunctionThatWasNotCalledNeedsAPermissionOfTheStateMachine() {
        String denied = "User: arn:aws:sts::123456789012:assumed-role/aive/x is not authorized to perform:"
                + " lambda:InvokeFunction on resource: arn:aws:lambda:eu-central-1:123456789012:function:f:1";
        FailureReport report = FailureReport.of("Lambda.AWSLambdaException", denied, "Prepare project");
        assertEquals(denied, report.message());
        assertTrue(report.remedy().contains("state machine's role"), report.remedy());
        assertTrue(report.worthRedrive());
        assertFalse(FailureReport.of("Lambda.AWSLambdaException", "internal", "")
                .remedy()
                .contains("role"));
    }
}
