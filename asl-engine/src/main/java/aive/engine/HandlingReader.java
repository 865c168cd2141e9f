package aive.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Reads `Retry` and `Catch`.
final class HandlingReader {

    private static final int MAX_DELAY_SECONDS = 31_622_400;

    private HandlingReader() {}

    /// @param ending reads what a catcher goes on with
    static Handling read(Place state, Function<Place, After> ending) {
        List<Retrier> retriers = new ArrayList<>();
        List<Catcher> catchers = new ArrayList<>();
        for (Place retrier : entries(state, "Retry", Shape.RETRIER)) {
            retriers.add(retrier(retrier));
        }
        for (Place catcher : entries(state, "Catch", Shape.CATCHER)) {
            catchers.add(new Catcher(errors(catcher), ending.apply(catcher)));
        }
        return new Handling(retriers, catchers);
    }

    private static List<Place> entries(Place state, String field, Shape shape) {
        List<Place> entries = state.optional(field).map(Place::array).orElse(List.of());
        for (Place entry : entries) {
            DefinitionReader.checkComment(entry.as(shape));
            if (errors(entry).names().contains(ErrorNames.ALL) && !entry.equals(entries.getLast())) {
                throw entry.refused("States.ALL stands only in the last entry");
            }
        }
        return entries;
    }

    private static ErrorNames errors(Place entry) {
        Place place = entry.required("ErrorEquals");
        List<String> names = new ArrayList<>();
        for (Place name : place.filledArray()) {
            if (name.text().startsWith("States.") && !ErrorNames.RESERVED.contains(name.text())) {
                throw name.refused("%s is not an error that can be handled here, only %s are".formatted(
                        name.text(), String.join(", ", ErrorNames.RESERVED.stream().sorted().toList())));
            }
            names.add(name.text());
        }
        if (names.contains(ErrorNames.ALL) && names.size() > 1) {
            throw place.refused("States.ALL stands alone");
        }
        return new ErrorNames(names);
    }

    private static Retrier retrier(Place retrier) {
        int interval = retrier.optional("IntervalSeconds").map(seconds -> seconds.integer(1, DefinitionReader.MAX_SECONDS)).orElse(1);
        double rate = retrier.optional("BackoffRate").map(HandlingReader::rate).orElse(2.0);
        int attempts = retrier.optional("MaxAttempts").map(most -> most.integer(0, DefinitionReader.MAX_SECONDS)).orElse(3);
        int longest = retrier.optional("MaxDelaySeconds").map(most -> most.integer(interval + 1, MAX_DELAY_SECONDS - 1)).orElse(Integer.MAX_VALUE);
        boolean jitter = retrier.optional("JitterStrategy").map(strategy -> strategy.oneOf("FULL", "NONE")).orElse("NONE").equals("FULL");
        return new Retrier(errors(retrier), interval, rate, attempts, longest, jitter);
    }

    private static double rate(Place rate) {
        double value = rate.number().doubleValue();
        if (value < 1) {
            throw rate.refused("a BackoffRate is at least 1.0");
        }
        return value;
    }
}
