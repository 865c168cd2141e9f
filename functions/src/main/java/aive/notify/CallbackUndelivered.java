package aive.notify;

import aive.lambda.Loggable;
import java.util.List;
import java.util.stream.Stream;

/// A callback could not be notified of the end of its execution. Lambda retries; then the event goes to the
/// dead-letter queue. The metric `CallbacksUndelivered` counts these calls, so that an alarm can leave them out.
public final class CallbackUndelivered extends RuntimeException implements Loggable {

    private static final long serialVersionUID = 1L;

    private final String remark;
    private final transient List<Measure> measures;

    /// @param reason one sentence with the callback's URL, without its query
    /// @param measures further metrics, which do not depend on the callback
    public CallbackUndelivered(String reason, List<Measure> measures) {
        super(reason);
        this.remark = reason;
        this.measures =
                Stream.concat(measures.stream(), Stream.of(Measure.count("CallbacksUndelivered"))).toList();
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
