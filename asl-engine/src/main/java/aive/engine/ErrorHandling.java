package aive.engine;

import java.util.List;
import java.util.Optional;

/// The `Retry` and `Catch` of a state, each in the definition's order.
record ErrorHandling(List<Retrier> retriers, List<Catcher> catchers) {

    static final ErrorHandling NONE = new ErrorHandling(List.of(), List.of());

    ErrorHandling {
        retriers = List.copyOf(retriers);
        catchers = List.copyOf(catchers);
    }

    /// The first retrier that matches. Later retriers do not apply, even if this one allows no further attempt.
    Optional<Retrier> retrier(String error) {
        return retriers.stream().filter(retrier -> retrier.errors().matches(error)).findFirst();
    }

    /// The first catcher that matches.
    Optional<Catcher> catcher(String error) {
        return catchers.stream().filter(catcher -> catcher.errors().matches(error)).findFirst();
    }
}
