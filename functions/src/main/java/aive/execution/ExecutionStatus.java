package aive.execution;

/// The status of an execution.
public enum ExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED,
    /// A failed child of a distributed Map that will be redriven with its parent.
    PENDING_REDRIVE,
    /// A status that this program does not know.
    UNKNOWN;

    /// Whether the execution has ended.
    public boolean isFinal() {
        return switch (this) {
            case SUCCEEDED, FAILED, TIMED_OUT, ABORTED -> true;
            case RUNNING, PENDING_REDRIVE, UNKNOWN -> false;
        };
    }
}
