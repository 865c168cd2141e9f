package aive.lambda;

import java.util.List;

/// A result or an error that provides its own message, and possibly metrics, for the log.
public interface Loggable {

    /// One line without secrets and without the queries of URLs.
    String logMessage();

    /// Metrics of its own.
    default List<Measure> measures() {
        return List.of();
    }

    /// A value of one metric.
    ///
    /// @param name as in CloudWatch
    /// @param unit one of CloudWatch's, such as `Count` or `Seconds`
    /// @param value 0 or more
    record Measure(String name, String unit, long value) {

        public static Measure count(String name) {
            return new Measure(name, "Count", 1);
        }
    }
}
