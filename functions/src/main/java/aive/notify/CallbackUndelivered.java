package aive.notify;

import aive.lambda.Loggable;

/// A callback could not be notified of the end of its execution. Lambda retries; then the event goes to the
/// dead-letter queue.
public final class CallbackUndelivered extends RuntimeException implements Loggable {

    private static final long serialVersionUID = 1L;

    private final String remark;

    /// @param reason one sentence with the callback's URL, without its query
    public CallbackUndelivered(String reason) {
        super(reason);
        this.remark = reason;
    }

    @Override
    public String logMessage() {
        return remark;
    }
}
