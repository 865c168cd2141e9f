package aive.engine;

/// A state failed; its `Retry` and `Catch` decide what that means.
final class StateFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    StateFailed(Failure failure) {
        super(failure.error() + ": " + failure.cause());
        this.failure = failure;
    }

    StateFailed(String error, String cause) {
        this(new Failure(error, cause));
    }

    static StateFailed query(String cause) {
        return new StateFailed(Failure.QUERY_EVALUATION_ERROR, cause);
    }

    Failure failure() {
        return failure;
    }
}
