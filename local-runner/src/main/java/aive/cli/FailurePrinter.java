package aive.cli;

import aive.engine.ErrorOutput;
import aive.error.InvalidProject;
import aive.error.Problem;
import aive.error.RenderError;
import aive.execution.ExecutionFailure;
import aive.json.Json;
import java.util.List;
import java.util.Optional;

/// Prints failures: one line per problem on stderr, and with `--json` one object on stdout. Never a stack trace.
final class FailurePrinter {

    private FailurePrinter() {}

    /// What `--json` prints.
    ///
    /// @param error the simple name of one of our errors, or the name of another error in the state machine
    record Report(String error, String message, List<Problem> problems) {}

    /// What `--json` prints for an execution on AWS.
    ///
    /// @param where the state and the chunk; empty if unknown
    /// @param remedy what to do, one sentence
    /// @param redrive the command that continues the execution, if that may help
    /// @param executionArn the execution that failed first
    record CloudReport(
            String error,
            String message,
            List<Problem> problems,
            String where,
            String remedy,
            Optional<String> redrive,
            String executionArn) {}

    /// @return the exit code
    static int report(ErrorOutput errorOutput, boolean json) {
        ErrorOutput root = errorOutput.root();
        String error =
                root.error().startsWith("aive.error.") ? root.error().substring("aive.error.".length()) : root.error();
        return report(new Report(error, root.message(), Problem.parse(root.message())), json);
    }

    /// Prints why an execution on AWS failed, where, and the remedy.
    ///
    /// @return the exit code
    static int report(ExecutionFailure failure, boolean json) {
        print(failure.error(), failure.problems());
        if (!failure.where().isEmpty()) {
            System.err.println("where: " + failure.where());
        }
        System.err.println("execution: " + failure.executionArn());
        System.err.println("remedy: " + failure.remedy());
        failure.redrive().ifPresent(command -> System.err.println("redrive: " + command));
        if (json) {
            System.out.println(Json.text(new CloudReport(
                    failure.error(),
                    failure.message(),
                    failure.problems(),
                    failure.where(),
                    failure.remedy(),
                    failure.redrive(),
                    failure.executionArn())));
        }
        return exitCode(failure.error());
    }

    /// The exit code for an error's simple name.
    static int exitCode(String error) {
        return error.equals(InvalidProject.class.getSimpleName()) ? Main.WRONG : Main.FAILED;
    }

    private static void print(String error, List<Problem> problems) {
        for (Problem problem : problems) {
            System.err.println("error: " + error + ": " + problem);
        }
    }

    /// @return the exit code
    static int report(Exception failure, boolean json) {
        return switch (failure) {
            case RenderError error ->
                report(
                        new Report(
                                error.getClass().getSimpleName(), String.valueOf(error.getMessage()), error.problems()),
                        json);
            default -> {
                String message = "%s: %s".formatted(failure.getClass().getName(), failure.getMessage());
                yield report(new Report("Unexpected", message, List.of(new Problem("", message))), json);
            }
        };
    }

    private static int report(Report report, boolean json) {
        print(report.error(), report.problems());
        if (json) {
            System.out.println(Json.text(report));
        }
        return exitCode(report.error());
    }
}
