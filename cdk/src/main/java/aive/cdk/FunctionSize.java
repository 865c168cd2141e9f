package aive.cdk;

/// The memory, time, and storage of a function.
///
/// @param memoryMebibytes 128 to 10,240; processing power is proportional to memory, and 1,769 gives one processor
/// @param timeoutSeconds 1 to 900
/// @param storageMebibytes size of `/tmp`, 512 to 10,240
public record FunctionSize(int memoryMebibytes, int timeoutSeconds, int storageMebibytes) {

    static final int MOST_MEMORY = 10_240;
    static final int LEAST_STORAGE = 512;
    static final int MOST_STORAGE = 10_240;

    /// @throws IllegalArgumentException if Lambda does not allow this size; the CDK does not check the size
    public FunctionSize {
        require(memoryMebibytes, 128, MOST_MEMORY, "MiB of memory");
        require(timeoutSeconds, 1, 900, "seconds");
        require(storageMebibytes, LEAST_STORAGE, MOST_STORAGE, "MiB of /tmp");
    }

    private static void require(int value, int least, int most, String what) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "a function cannot have %d %s: Lambda gives %d to %d".formatted(value, what, least, most));
        }
    }
}
