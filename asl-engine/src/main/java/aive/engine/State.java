package aive.engine;

import java.util.List;
import java.util.Optional;

/// One state of a machine, checked and with its expressions parsed.
sealed interface State {

    String name();

    record Pass(String name, After after) implements State {}

    /// @param function the placeholder that names the function, `RenderChunkFunctionArn`
    /// @param timeoutSeconds none where the definition names none: AWS then waits for 99999999 seconds
    record Task(String name, String function, Template payload, Optional<Template> timeoutSeconds, Handling handling, After after)
            implements State {}

    /// @param otherwise what happens when no rule holds, if there is a `Default`
    record Choice(String name, List<Rule> rules, Optional<After> otherwise) implements State {

        record Rule(Template condition, After after) {}
    }

    record Wait(String name, Template seconds, After after) implements State {}

    record Succeed(String name, Optional<Template> output) implements State {}

    record Fail(String name, Optional<Template> error, Optional<Template> cause) implements State {}

    record Parallel(String name, Optional<Template> arguments, List<Flow> branches, Handling handling, After after) implements State {}

    record InlineMap(String name, Iterations iterations, Handling handling, After after) implements State {}

    /// @param label what child executions are named by
    record DistributedMap(String name, String label, Iterations iterations, Handling handling, After after) implements State {}

    /// Name of the kind in a definition and in the history's event types.
    default String type() {
        return switch (this) {
            case Pass _ -> "Pass";
            case Task _ -> "Task";
            case Choice _ -> "Choice";
            case Wait _ -> "Wait";
            case Succeed _ -> "Succeed";
            case Fail _ -> "Fail";
            case Parallel _ -> "Parallel";
            case InlineMap _, DistributedMap _ -> "Map";
        };
    }

    default Handling handling() {
        return Handling.NONE;
    }
}
