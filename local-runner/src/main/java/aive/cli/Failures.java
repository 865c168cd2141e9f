package aive.cli;

import aive.engine.Failure;
import aive.error.InvalidProject;
import aive.error.Problem;
import aive.error.RenderError;
import aive.json.Json;
import java.util.List;

/// Says what went wrong: one line a problem on stderr, with `--json` one object on stdout as well. Never a stack trace.
final class Failures {

    private Failures() {}

    /// What `--json` prints.
    ///
    /// @param error the simple name of one of our errors, or the state machine's name of another
    record Report(String error, String message, List<Problem> problems) {}

    /// @return the exit code
    static int report(Failure failure, boolean json) {
        Failure root = failure.root();
        String error = root.error().startsWith("aive.error.") ? root.error().substring("aive.error.".length()) : root.error();
        return report(new Report(error, root.message(), Problem.parse(root.message())), json);
    }

    /// @return the exit code
    static int report(Exception failure, boolean json) {
        return switch (failure) {
            case RenderError error -> report(
                    new Report(error.getClass().getSimpleName(), String.valueOf(error.getMessage()), error.problems()), json);
            default -> {
                String message = "%s: %s".formatted(failure.getClass().getName(), failure.getMessage());
                yield report(new Report("Unexpected", message, List.of(new Problem("", message))), json);
            }
        };
    }

    private static int report(Report report, boolean json) {
        for (Problem problem : report.problems()) {
            System.err.println("error: " + report.error() + ": " + problem);
        }
        if (json) {
            System.out.println(Json.text(report));
        }
        return report.error().equals(InvalidProject.class.getSimpleName()) ? Main.WRONG : Main.FAILED;
    }
}
