package aive.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.InvalidProject;
import aive.error.MediaUnavailable;
import aive.error.OutOfSpace;
import aive.error.Problem;
import aive.error.StorageUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportedErrorTest {

    @Test
    void theOutermostErrorOfOursIsWhatCounts() {
        MediaUnavailable ours =
                new MediaUnavailable("/audio_url", "it is gone", new StorageUnavailable("", "no answer"));
        assertSame(ours, ReportedError.of(new CompletionException(new IllegalStateException(ours))));
    }

    @Test
    void whatIsNoneOfOursStaysWhatItIs() {
        RuntimeException unexpected = new IllegalStateException("a bug", new IOException("connection reset"));
        assertSame(unexpected, ReportedError.of(unexpected));
        Error exhausted = new OutOfMemoryError("Java heap space");
        assertSame(exhausted, ReportedError.of(new CompletionException(exhausted)));
        assertInstanceOf(
                OutOfSpace.class,
                ReportedError.of(new UncheckedIOException(new IOException("No space left on device"))));
    }

    @Test
    void aMessageThatStepFunctionsWouldCutIsShortenedByWholeProblems() {
        // given
        List<Problem> problems = IntStream.range(0, 1_000)
                .mapToObj(i -> new Problem("/project_data/sentences/%d/id".formatted(i), "x".repeat(100)))
                .toList();
        // when
        InvalidProject shortened =
                assertInstanceOf(InvalidProject.class, ReportedError.of(new InvalidProject(problems)));
        // then
        List<Problem> left = shortened.problems();
        assertTrue(String.valueOf(shortened.getMessage()).length() < 21_000);
        assertEquals(problems.subList(0, left.size() - 1), left.subList(0, left.size() - 1));
        assertEquals(
                "and %d more problems".formatted(1_001 - left.size()),
                left.getLast().message());
    }
}
