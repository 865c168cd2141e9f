package aive.cdk;

/// What the account gives to its functions. Nothing here can ask it: an account that gives less than usual says so by
/// parameters.
///
/// @param memoryMebibytes the most that one function may have: 10,240, or 3,008 in many new accounts
/// @param concurrency invocations at a time, of all functions in the region: 1,000, or 10 in many new accounts
public record AccountLimits(int memoryMebibytes, int concurrency) {

    static final AccountLimits USUAL = new AccountLimits(10_240, 1_000);

    /// What Lambda insists on leaving to functions without a reservation.
    private static final int NEVER_RESERVED = 100;

    static AccountLimits read(DeploymentContext context) {
        return new AccountLimits(
                context.number("accountMemory", USUAL.memoryMebibytes, RenderFunction.LEAST_MEMORY_TO_ENCODE, FunctionSize.MOST_MEMORY),
                context.number("accountConcurrency", USUAL.concurrency, 2, 100_000));
    }

    /// What our functions may take without starving the account's others.
    int usableConcurrency() {
        return concurrency - Math.min(NEVER_RESERVED, Math.max(1, concurrency / 5));
    }

    /// What may be reserved for one function, 0 for nothing.
    int reservableConcurrency() {
        return Math.max(0, concurrency - NEVER_RESERVED);
    }
}
