package aive.notify;

import aive.lambda.Loggable;
import java.util.List;

/// A callback could not be notified of the end of its execution. Lambda retries; then the event goes to the
/// dead-letter queue.
public final class CallbackUndelivered extends RuntimeException implements Loggable {

    private static final long serialVersionUID = 1L;

    private final String remark;
    private final transient List<Measure> measures;

    /// @param reason one sentence with the callback's URL, without its query
    /// @param measures metrics of the execution, which do not depend on the callback
    public CallbackUndelivered(String reason, List<Measure> measures) {
        super(reason);
        this.remark = reason;
        this.measures = List.copyOf(measures);
    }

    @Override
    public String logMessage() {
        return remark;
    }

    @Override
    public List<Measure> measures() {
        return measures;
    }
}
