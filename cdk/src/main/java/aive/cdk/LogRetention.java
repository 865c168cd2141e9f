package aive.cdk;

import software.amazon.awscdk.services.logs.RetentionDays;

/// CloudWatch keeps logs for certain numbers of days only.
final class LogRetention {

    private LogRetention() {}

    /// @throws IllegalArgumentException if that is none of them
    static RetentionDays ofDays(int days) {
        return switch (days) {
            case 7 -> RetentionDays.ONE_WEEK;
            case 14 -> RetentionDays.TWO_WEEKS;
            case 30 -> RetentionDays.ONE_MONTH;
            case 60 -> RetentionDays.TWO_MONTHS;
            case 90 -> RetentionDays.THREE_MONTHS;
            case 180 -> RetentionDays.SIX_MONTHS;
            case 365 -> RetentionDays.ONE_YEAR;
            default -> throw new IllegalArgumentException("logs are kept for 7, 14, 30, 60, 90, 180, or 365 days, not %d".formatted(days));
        };
    }
}
