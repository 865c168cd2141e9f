package aive.cdk;

import java.util.OptionalInt;

/// Limits of concurrent work. One execution never uses the whole concurrency of the account.
///
/// Nothing is reserved by default: a reservation fails in an account with a low quota, and every reservation takes
/// concurrency from all other functions of the account, even while nothing is rendered.
///
/// @param fetch concurrent downloads (batches of media) of one execution
/// @param render concurrent chunks of one execution
/// @param reserved concurrent chunks of all executions together; further chunks wait. Empty to use the account's limit.
public record Concurrency(int fetch, int render, OptionalInt reserved) {

    private static final int DEFAULT_FETCH = 40;
    private static final int DEFAULT_RENDER = 200;

    /// The highest `fetchConcurrency`, equal to the most batches that *Prepare project* makes.
    ///
    /// A test compares this number with the limit of batches in `MediaList`.
    static final int MOST_FETCH = 40;

    /// @throws IllegalArgumentException if a value exceeds the account's limit
    static Concurrency read(DeploymentContext context, AccountLimits account) {
        OptionalInt reserved = context.number("reservedConcurrency", 1, 100_000);
        if (reserved.isPresent() && account.reservableConcurrency() < 1) {
            throw new IllegalArgumentException(
                    "reservedConcurrency is %d: leave it out, because Lambda keeps 100 of the account's %d (accountConcurrency) for functions without a reservation"
                            .formatted(reserved.getAsInt(), account.concurrency()));
        }
        if (reserved.isPresent() && reserved.getAsInt() > account.reservableConcurrency()) {
            throw new IllegalArgumentException(
                    "reservedConcurrency is %d: it should be at most %d, because Lambda keeps 100 of the account's %d (accountConcurrency) for functions without a reservation"
                            .formatted(reserved.getAsInt(), account.reservableConcurrency(), account.concurrency()));
        }
        int most = reserved.orElse(account.usableConcurrency());
        int render = context.number("renderConcurrency", DEFAULT_RENDER, 1, 10_000);
        if (context.isSaid("renderConcurrency") && render > most) {
            throw new IllegalArgumentException("renderConcurrency is %d: it should be at most %d (%s)"
                    .formatted(
                            render,
                            most,
                            reserved.isPresent()
                                    ? "reservedConcurrency"
                                    : "accountConcurrency is %d, and other functions need some of it"
                                            .formatted(account.concurrency())));
        }
        return new Concurrency(
                Math.min(context.number("fetchConcurrency", DEFAULT_FETCH, 1, MOST_FETCH), account.usableConcurrency()),
                Math.min(render, most),
                reserved);
    }
}
