package aive.fetch;

import java.time.Duration;

/// A try failed in a way that another one may not. Never leaves this package.
final class TryAgain extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Trail trail;
    private final String predicate;
    private final Duration atLeast;

    TryAgain(Trail trail, String predicate) {
        this(trail, predicate, Duration.ZERO);
    }

    /// @param atLeast how long the server wants to be left alone
    TryAgain(Trail trail, String predicate, Duration atLeast) {
        super(predicate);
        this.trail = trail;
        this.predicate = predicate;
        this.atLeast = atLeast;
    }

    Trail trail() {
        return trail;
    }

    /// What happened, to follow the URL in a sentence.
    String predicate() {
        return predicate;
    }

    Duration atLeast() {
        return atLeast;
    }
}
