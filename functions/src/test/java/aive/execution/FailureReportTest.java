package aive.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.RenderError;
import java.util.Arrays;
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
                error.getName(), "{\"errorMessage\":\"a sentence\",\"errorType\":\"%s\"}".formatted(error.getName()));
        // then
        assertEquals(error.getSimpleName(), report.error());
        assertEquals("a sentence", report.message());
        assertFalse(report.remedy().contains("console"), report.remedy());
        assertEquals(
                1,
                Arrays.stream(ours())
                        .filter(other ->
                                FailureReport.of(other.getName(), "").remedy().equals(report.remedy()))
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
        FailureReport report = FailureReport.of(error, cause);
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
        FailureReport report = FailureReport.of(error, "");
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
                "aive.error.DeadlineExceeded",
                "States.Timeout",
                "States.Permissions",
                "Lambda.AccessDeniedException",
                "Lambda.TooManyRequestsException",
                "States.ItemReaderFailed"
            })
    void whatLiesOutsideOfTheVersionsIsWorthARedrive(String error) {
        FailureReport report = FailureReport.of(error, "");
        assertTrue(report.worthRedrive());
        assertTrue(report.remedy().contains("edrive"), report.remedy());
    }

    @Test
    void ofTheDeploymentOnlyWhatIsInTheVersionsNeedsAnotherExecution() {
        assertEquals(
                "If a permission or a bucket is missing, correct that and redrive; if the functions' settings or layer"
                        + " are wrong, deploy and submit again.",
                FailureReport.of("aive.error.ConfigurationError", "").remedy());
    }

    @ParameterizedTest
    @ValueSource(strings = {"States.Runtime", "States.QueryEvaluationError", "States.DataLimitExceeded"})
    void whatTheDefinitionDoesWrongIsNotWorthAnotherTry(String error) {
        // when
        FailureReport report = FailureReport.of(
                error, "An error occurred while executing the state 'Plan chunks' (entered at the event id #12).");
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
                    """).message());
    }

    @Test
    void aMessageWithoutEndIsCut() {
        assertTrue(FailureReport.of("aive.error.EncodeFailed", "🎬".repeat(10_000))
                        .message()
                        .length()
                <= 4_001);
    }
}
