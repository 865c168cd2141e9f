package aive.engine;

import java.util.List;
import java.util.Optional;

/// One state of a state machine, checked and with parsed expressions.
sealed interface State {

    String name();

    record Pass(String name, Transition transition) implements State {}

    /// @param function the placeholder that names the function, such as `WorkFunctionArn`
    /// @param timeoutSeconds empty if the Task has no timeout
    record Task(
            String name,
            String function,
            Template payload,
            Optional<Template> timeoutSeconds,
            ErrorHandling errorHandling,
            Transition transition)
            implements State {}

    /// @param defaultTransition the transition if no rule's condition is true; empty without a `Default`
    record Choice(String name, List<Rule> rules, Optional<Transition> defaultTransition) implements State {

        record Rule(Template condition, Transition transition) {}
    }

    record Wait(String name, Template seconds, Transition transition) implements State {}

    record Succeed(String name, Optional<Template> output) implements State {}

    record Fail(String name, Optional<Template> error, Optional<Template> cause) implements State {}

    record Parallel(
            String name,
            Optional<Template> arguments,
            List<StateGraph> branches,
            ErrorHandling errorHandling,
            Transition transition)
            implements State {}

    record InlineMap(String name, MapDefinition map, ErrorHandling errorHandling, Transition transition)
            implements State {}

    /// @param label the part of a child execution's ARN that names this Map
    record DistributedMap(
            String name, String label, MapDefinition map, ErrorHandling errorHandling, Transition transition)
            implements State {}

    /// The value of `Type`, which the history's event types begin with.
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

    /// The `Retry` and `Catch` of the state; [ErrorHandling#NONE] for a type of state that cannot have them.
    default ErrorHandling errorHandling() {
        return ErrorHandling.NONE;
    }
}
