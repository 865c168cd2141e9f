package aive.engine;

/// A state failed. Its `Retry` and `Catch` decide whether the execution continues.
final class StateFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ErrorOutput errorOutput;

    StateFailed(ErrorOutput errorOutput) {
        super(errorOutput.error() + ": " + errorOutput.cause());
        this.errorOutput = errorOutput;
    }

    StateFailed(String error, String cause) {
        this(new ErrorOutput(error, cause));
    }

    /// A failure with `States.QueryEvaluationError`.
    static StateFailed query(String cause) {
        return new StateFailed(ErrorOutput.QUERY_EVALUATION_ERROR, cause);
    }

    ErrorOutput errorOutput() {
        return errorOutput;
    }
}
