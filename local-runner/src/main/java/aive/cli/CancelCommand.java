package aive.cli;

import aive.execution.ExecutionState;
import aive.execution.Executions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Stops an execution on AWS.
@Command(
        name = "cancel",
        description = "Stops an execution; what it has rendered is reused by the next.",
        footer = {
            "",
            "Examples:",
            "  ./aive cancel arn:aws:states:eu-central-1:123456789012:execution:aive-dev:talk-1"
        },
        sortOptions = false)
final class CancelCommand implements Callable<Integer> {

    @Mixin
    private final ExecutionArgument execution = new ExecutionArgument();

    @Mixin
    private final HelpOption help = new HelpOption();

    @Override
    public Integer call() {
        String arn = execution.arn();
        try (Executions executions = Executions.open(arn)) {
            ExecutionState state = executions.describe(arn);
            if (state.status().isFinal()) {
                Terminal.report("the execution has ended already: " + state.status());
                return Main.DONE;
            }
            executions.stop(arn, "cancelled from the command line");
            Terminal.report("the execution is stopped; functions that are running finish their current work first");
            Terminal.print(arn);
            return Main.DONE;
        }
    }
}
