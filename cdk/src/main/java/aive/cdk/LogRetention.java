package aive.cdk;

import java.util.List;
import software.amazon.awscdk.services.logs.RetentionDays;

/// The retention periods of logs: CloudWatch allows only certain numbers of days.
final class LogRetention {

    private static final List<String> DAYS = List.of("7", "14", "30", "60", "90", "180", "365");

    private LogRetention() {}

    /// @throws IllegalArgumentException if `logRetentionDays` is not one of the allowed numbers of days
    static int days(DeploymentContext context) {
        return Integer.parseInt(context.choice("logRetentionDays", "30", DAYS));
    }

    /// @throws IllegalArgumentException if `days` is not one of the allowed numbers of days
    static RetentionDays ofDays(int days) {
        return switch (days) {
            case 7 -> RetentionDays.ONE_WEEK;
            case 14 -> RetentionDays.TWO_WEEKS;
            case 30 -> RetentionDays.ONE_MONTH;
            case 60 -> RetentionDays.TWO_MONTHS;
            case 90 -> RetentionDays.THREE_MONTHS;
            case 180 -> RetentionDays.SIX_MONTHS;
            case 365 -> RetentionDays.ONE_YEAR;
            default ->
                throw new IllegalArgumentException(
                        "logs are kept for %s days, not %d".formatted(String.join(", ", DAYS), days));
        };
    }
}
