package aive.cdk;

/// Lambda's limits in the account. The stack cannot query them, so parameters override the usual values.
///
/// @param memoryMebibytes largest memory of a function: 10,240, or 3,008 in many new accounts
/// @param concurrency concurrent invocations of all functions in the region: 1,000, or 10 in many new accounts
public record AccountLimits(int memoryMebibytes, int concurrency) {

    static final AccountLimits USUAL = new AccountLimits(10_240, 1_000);

    /// Lambda keeps this much concurrency for functions without a reservation.
    private static final int NEVER_RESERVED = 100;

    static AccountLimits read(DeploymentContext context) {
        return new AccountLimits(
                context.number(
                        "accountMemory",
                        USUAL.memoryMebibytes,
                        RenderFunction.LEAST_MEMORY_TO_ENCODE,
                        FunctionSize.MOST_MEMORY),
                context.number("accountConcurrency", USUAL.concurrency, 2, 100_000));
    }

    /// Concurrency that our functions may use without starving others in the account.
    int usableConcurrency() {
        return concurrency - Math.min(NEVER_RESERVED, Math.max(1, concurrency / 5));
    }

    /// Concurrency that may be reserved for one function; 0 if none.
    int reservableConcurrency() {
        return Math.max(0, concurrency - NEVER_RESERVED);
    }
}
