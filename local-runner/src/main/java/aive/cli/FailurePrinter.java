package aive.cli;

import aive.engine.ErrorOutput;
import aive.error.ConfigurationError;
import aive.error.InvalidProject;
import aive.error.Problem;
import aive.error.RenderError;
import aive.execution.ExecutionFailure;
import aive.lambda.ReportedError;
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
        return report(reportOf(errorOutput), json);
    }

    /// The report of a failed execution.
    static Report reportOf(ErrorOutput errorOutput) {
        ErrorOutput root = errorOutput.root();
        if (root.error().equals(OutOfMemoryError.class.getName())) {
            return reportOf(outOfMemory());
        }
        String error =
                root.error().startsWith("aive.error.") ? root.error().substring("aive.error.".length()) : root.error();
        return new Report(error, root.message(), Problem.parse(root.message()));
    }

    /// The report of an exception.
    static Report reportOf(Throwable failure) {
        return switch (ReportedError.of(failure)) {
            case OutOfMemoryError _ -> reportOf(outOfMemory());
            case RenderError error ->
                new Report(error.getClass().getSimpleName(), String.valueOf(error.getMessage()), error.problems());
            case Throwable unknown -> {
                String message = "%s: %s".formatted(unknown.getClass().getName(), unknown.getMessage());
                yield new Report("Unexpected", message, List.of(new Problem("", message)));
            }
        };
    }

    /// Prints why an execution on AWS failed, where, and the remedy.
    ///
    /// @return the exit code
    static int report(ExecutionFailure failure, boolean json) {
        print(failure.error(), failure.problems());
        if (!failure.where().isEmpty()) {
            Terminal.report("where: " + failure.where());
        }
        Terminal.report("execution: " + failure.executionArn());
        Terminal.report("remedy: " + failure.remedy());
        failure.redrive().ifPresent(command -> Terminal.report("redrive: " + command));
        if (json) {
            Terminal.printJson(new CloudReport(
                    failure.error(),
                    failure.message(),
                    failure.problems(),
                    failure.where(),
                    failure.remedy(),
                    failure.redrive(),
                    failure.executionArn()));
        }
        return exitCode(failure.error());
    }

    /// The exit code for an error's simple name.
    static int exitCode(String error) {
        return error.equals(InvalidProject.class.getSimpleName()) ? Main.WRONG : Main.FAILED;
    }

    private static void print(String error, List<Problem> problems) {
        for (Problem problem : problems) {
            Terminal.report("error: " + error + ": " + problem);
        }
    }

    /// @return the exit code
    static int report(Throwable failure, boolean json) {
        return report(reportOf(failure), json);
    }

    /// Reports a wrong use of the command.
    ///
    /// @return the exit code
    static int reportWrongUsage(String message, String hint, boolean json) {
        Terminal.report("error: " + message);
        Terminal.report(hint);
        if (json) {
            Terminal.printJson(new Report("WrongUsage", message, List.of(new Problem("", message))));
        }
        return Main.WRONG;
    }

    /// Reports several wrong uses of the command.
    ///
    /// @return the exit code
    static int reportWrongUsage(List<String> messages, String hint) {
        messages.forEach(message -> Terminal.report("error: " + message));
        Terminal.report(hint);
        return Main.WRONG;
    }

    private static ConfigurationError outOfMemory() {
        return new ConfigurationError(
                "",
                "the program needs more than its %d MB of memory; give it more: AIVE_JAVA_OPTIONS=-Xmx1g"
                        .formatted(Runtime.getRuntime().maxMemory() >> 20));
    }

    private static int report(Report report, boolean json) {
        print(report.error(), report.problems());
        if (json) {
            Terminal.printJson(report);
        }
        return exitCode(report.error());
    }
}
