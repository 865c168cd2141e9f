package aive.step.fetch;

import aive.error.DeadlineExceeded;
import aive.error.MediaForbidden;
import aive.error.MediaTooLarge;
import aive.error.MediaUnavailable;
import aive.error.MediaUnusable;
import aive.error.Problem;
import aive.error.RenderError;
import aive.message.MediaTask;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Collects the errors of a batch's sources, for one report about all sources of the project.
final class MediaErrors {

    /// The size of one batch's report, in bytes of UTF-8. The reports of 40 batches then fit into the 256 KiB that Step
    /// Functions passes between states.
    private static final int MOST_BYTES = 5_000;

    /// The longest line, in characters.
    private static final int LONGEST_LINE = 400;

    /// The number of places of one source that are named.
    private static final int MOST_PLACES = 10;

    private final List<Problem> problems = new ArrayList<>();
    private Optional<String> type = Optional.empty();
    private int unchecked;

    /// Keeps an error that the project's author must fix.
    void add(RenderError error) {
        type = type.or(() -> Optional.of(error.getClass().getName()));
        problems.addAll(error.problems());
    }

    /// Runs `step`, and tells its error about a source at each place that the error concerns.
    ///
    /// @param places that the error concerns; `step` tells it at the first one
    static <T> T at(List<MediaTask.Place> places, Supplier<T> step) {
        try {
            return step.get();
        } catch (MediaForbidden | MediaTooLarge | MediaUnavailable | MediaUnusable e) {
            throw together(e, e.problems().stream().flatMap(problem -> at(places, problem)).toList());
        }
    }

    private static Stream<Problem> at(List<MediaTask.Place> places, Problem problem) {
        MediaTask.Place first = places.getFirst();
        int more = places.size() - MOST_PLACES;
        return places.stream().limit(MOST_PLACES).map(place -> {
            String message = problem.message().startsWith(first.description())
                    ? place.description() + problem.message().substring(first.description().length())
                    : problem.message();
            boolean last = more > 0 && place.equals(places.get(MOST_PLACES - 1));
            return new Problem(place.pointer(), last ? message + " (and in %d more places)".formatted(more) : message);
        });
    }

    /// An error of the same class with these problems.
    static RenderError together(RenderError error, List<Problem> problems) {
        RenderError all = of(error.getClass().getName(), problems);
        all.initCause(error);
        return all;
    }

    /// Notes sources for which there was no time.
    ///
    /// @throws DeadlineExceeded if no error was collected; otherwise a retry would find the same errors again
    void unchecked(int sources, DeadlineExceeded e) {
        if (problems.isEmpty()) {
            throw e;
        }
        unchecked = sources;
    }

    /// The full class name of the first error; empty if there is none.
    Optional<String> type() {
        return type;
    }

    /// One line for each problem, and one with the number of further problems.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int bytes = 0;
        for (Problem problem : problems) {
            String line = line(problem);
            bytes += line.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES) {
                lines.add("%d more problems with media".formatted(problems.size() - lines.size()));
                break;
            }
            lines.add(line);
        }
        if (unchecked > 0) {
            lines.add("%d sources have not been checked, because the time was over".formatted(unchecked));
        }
        return lines;
    }

    private static String line(Problem problem) {
        String line = problem.toString();
        return line.codePointCount(0, line.length()) <= LONGEST_LINE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE)) + "…";
    }

    /// The error with these problems.
    ///
    /// @param type class name of one of the errors that are collected here
    static RenderError error(String type, List<String> lines) {
        return of(type, Problem.parse(String.join("\n", lines)));
    }

    private static RenderError of(String type, List<Problem> problems) {
        if (type.equals(MediaForbidden.class.getName())) {
            return new MediaForbidden(problems);
        } else if (type.equals(MediaTooLarge.class.getName())) {
            return new MediaTooLarge(problems);
        } else if (type.equals(MediaUnavailable.class.getName())) {
            return new MediaUnavailable(problems);
        } else if (type.equals(MediaUnusable.class.getName())) {
            return new MediaUnusable(problems);
        }
        throw new IllegalArgumentException("not an error of media: " + type);
    }
}
