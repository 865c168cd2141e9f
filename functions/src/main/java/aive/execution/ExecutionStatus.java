package aive.execution;

/// How an execution stands.
public enum ExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED,
    /// A failed child of a distributed Map that is about to be tried again, since its parent is.
    PENDING_REDRIVE,
    /// AWS has thought of another.
    UNKNOWN;

    /// Whether nothing more will happen by itself.
    public boolean isFinal() {
        return switch (this) {
            case SUCCEEDED, FAILED, TIMED_OUT, ABORTED -> true;
            case RUNNING, PENDING_REDRIVE, UNKNOWN -> false;
        };
    }
}
