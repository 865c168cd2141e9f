package aive.engine;

import java.util.List;
import java.util.Optional;

/// What a state does about failures: its `Retry` and its `Catch`, each in the definition's order.
record Handling(List<Retrier> retriers, List<Catcher> catchers) {

    static final Handling NONE = new Handling(List.of(), List.of());

    Handling {
        retriers = List.copyOf(retriers);
        catchers = List.copyOf(catchers);
    }

    /// The first retrier that matches: it alone decides, even where its attempts are used up.
    Optional<Retrier> retrier(String error) {
        return retriers.stream().filter(retrier -> retrier.errors().matches(error)).findFirst();
    }

    Optional<Catcher> catcher(String error) {
        return catchers.stream().filter(catcher -> catcher.errors().matches(error)).findFirst();
    }
}
