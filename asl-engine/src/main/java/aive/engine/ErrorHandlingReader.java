package aive.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Reads the `Retry` and `Catch` of a state.
final class ErrorHandlingReader {

    private static final int MAX_DELAY_SECONDS = 31_622_400;

    private ErrorHandlingReader() {}

    /// @param transitions reads the transition of a catcher
    static ErrorHandling read(DefinitionNode state, Function<DefinitionNode, Transition> transitions) {
        List<Retrier> retriers = new ArrayList<>();
        List<Catcher> catchers = new ArrayList<>();
        for (DefinitionNode retrier : entries(state, "Retry", ObjectType.RETRIER)) {
            retriers.add(retrier(retrier));
        }
        for (DefinitionNode catcher : entries(state, "Catch", ObjectType.CATCHER)) {
            catchers.add(new Catcher(errors(catcher), transitions.apply(catcher)));
        }
        return new ErrorHandling(retriers, catchers);
    }

    private static List<DefinitionNode> entries(DefinitionNode state, String field, ObjectType type) {
        List<DefinitionNode> entries = state.optional(field).map(DefinitionNode::array).orElse(List.of());
        for (DefinitionNode entry : entries) {
            DefinitionReader.checkComment(entry.checkedAs(type));
            if (errors(entry).names().contains(ErrorNames.ALL) && !entry.equals(entries.getLast())) {
                throw entry.invalid("States.ALL is only allowed in the last entry");
            }
        }
        return entries;
    }

    private static ErrorNames errors(DefinitionNode entry) {
        DefinitionNode errorEquals = entry.required("ErrorEquals");
        List<String> names = new ArrayList<>();
        for (DefinitionNode name : errorEquals.nonEmptyArray()) {
            if (name.text().startsWith("States.") && !ErrorNames.RESERVED.contains(name.text())) {
                throw name.invalid("%s is not an error that ErrorEquals may name; these are: %s".formatted(
                        name.text(), String.join(", ", ErrorNames.RESERVED.stream().sorted().toList())));
            }
            names.add(name.text());
        }
        if (names.contains(ErrorNames.ALL) && names.size() > 1) {
            throw errorEquals.invalid("States.ALL must stand alone in its ErrorEquals");
        }
        return new ErrorNames(names);
    }

    private static Retrier retrier(DefinitionNode retrier) {
        int interval = retrier.optional("IntervalSeconds")
                .map(seconds -> seconds.integer(1, DefinitionReader.MAX_SECONDS))
                .orElse(1);
        double rate = retrier.optional("BackoffRate").map(ErrorHandlingReader::backoffRate).orElse(2.0);
        int attempts = retrier.optional("MaxAttempts")
                .map(number -> number.integer(0, DefinitionReader.MAX_SECONDS))
                .orElse(3);
        int maxDelay = retrier.optional("MaxDelaySeconds")
                .map(seconds -> seconds.integer(interval + 1, MAX_DELAY_SECONDS - 1))
                .orElse(Integer.MAX_VALUE);
        String jitter = retrier.optional("JitterStrategy").map(name -> name.oneOf("FULL", "NONE")).orElse("NONE");
        return new Retrier(errors(retrier), interval, rate, attempts, maxDelay, jitter.equals("FULL"));
    }

    private static double backoffRate(DefinitionNode rate) {
        double value = rate.number().doubleValue();
        if (value < 1) {
            throw rate.invalid("the BackoffRate is %s; it must be at least 1.0".formatted(value));
        }
        return value;
    }
}
