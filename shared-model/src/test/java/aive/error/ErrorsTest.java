package aive.error;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {

    @Test
    void everyErrorIsATopLevelClassWithAKnownName() {
        assertEquals(
                Set.of(
                        "InvalidProject", "MediaUnavailable", "MediaForbidden", "MediaUnusable", "MediaTooLarge", "MissingGlyphs",
                                "StorageUnavailable", "EncodeFailed",
                        "OutOfSpace", "DeadlineExceeded", "ChunkMismatch", "ConfigurationError"),
                Arrays.stream(RenderError.class.getPermittedSubclasses()).map(Class::getSimpleName)
                        .collect(Collectors.toSet()));
        assertAll(Arrays.stream(RenderError.class.getPermittedSubclasses()).map(type -> () -> {
            assertEquals("aive.error." + type.getSimpleName(), type.getName());
            assertNull(type.getEnclosingClass(), type.getName());
            assertFalse(type.getName().endsWith("Exception"), type.getName());
        }));
    }

    @Test
    void anErrorSaysHowOftenItsStepIsRepeated() {
        assertEquals(RenderError.Retries.SEVERAL, new StorageUnavailable("", "x").retries());
        assertEquals(RenderError.Retries.ONE, new DeadlineExceeded("", "x").retries());
        assertEquals(RenderError.Retries.NONE, new InvalidProject("", "x").retries());
        assertEquals(RenderError.Retries.NONE, new MediaUnavailable("", "x").retries());
    }

    @Test
    void anErrorCrossesTheStateMachineAsTextAndKeepsItsProblems() {
        List<Problem> problems = List.of(
                new Problem("/project_data/sentences/3/end_time", "it ends at 1: before its start"),
                new Problem("/audio_url", "it is missing"),
                new Problem("/render/no such name", "it is unknown"),
                new Problem("", "and 7 more problems"));
        RenderError error = new InvalidProject(problems);
        assertEquals(problems, error.problems());
        assertEquals(problems, Problem.parse(String.valueOf(error.getMessage())));
    }

    @ParameterizedTest
    @ValueSource(strings =
            {"/opt/bin/ffmpeg does not start: no such file", "/srv/x/y: denied", "a: b", "no colon", "//x: y", "/"})
    void aMessageThatBeginsWithAPathHasNoPointer(String message) {
        Problem problem = new Problem("", message);
        assertEquals(List.of(problem), Problem.parse(problem.toString()));
    }

    @ParameterizedTest
    @CsvSource({"'a\nb',a b", "'a\r\nb',a b", "a\u2028b,a b"})
    void lineBreaksInAMessageAreReplaced(String message, String line) {
        assertEquals(line, new Problem("", message).message());
        assertEquals(1, Problem.parse(new Problem("/audio_url", message).toString()).size());
    }

    @Test
    void anEmptyTextHasNoProblems() {
        assertEquals(List.of(), Problem.parse("\n \n"));
    }
}
