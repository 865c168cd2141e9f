package aive.cli;

import aive.execution.Arns;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The argument that names an execution.
final class ExecutionArgument {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "EXECUTION_ARN", description = "The execution, as 'submit' and the console name it.")
    private @Nullable String arn;

    String arn() {
        return checked(Objects.requireNonNull(arn), Objects.requireNonNull(command));
    }

    /// @throws ParameterException if the text is not the ARN of an execution
    static String checked(String given, CommandSpec command) {
        if (!Arns.isExecution(given)) {
            throw new ParameterException(command.commandLine(), given + " is not the ARN of an execution, arn:aws:states:REGION:ACCOUNT:execution:STATE_MACHINE:NAME");
        }
        return given;
    }
}
