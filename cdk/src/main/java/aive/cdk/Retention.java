package aive.cdk;

/// Retention periods in days.
///
/// @param logs 7, 14, 30, 60, 90, 180, or 365
/// @param projects plans, callbacks, and progress of renders; an execution can be redriven for 14 days
/// @param media downloaded sources, which later renders reuse
/// @param chunks rendered parts, which later renders reuse
public record Retention(int logs, int projects, int media, int chunks) {

    /// One day longer than the period in which an execution can be redriven.
    private static final int LEAST_FOR_REDRIVE = 15;

    private static final int MOST = 3_650;

    static Retention read(DeploymentContext context) {
        return new Retention(
                LogRetention.days(context),
                context.number("projectRetentionDays", 90, LEAST_FOR_REDRIVE, MOST),
                context.number("mediaRetentionDays", 30, LEAST_FOR_REDRIVE, MOST),
                context.number("chunkRetentionDays", 30, 1, MOST));
    }

    /// The longest of the periods for projects, media, and chunks. Objects whose key has no rule of its own expire
    /// after this period.
    int longestOfWork() {
        return Math.max(projects, Math.max(media, chunks));
    }
}
