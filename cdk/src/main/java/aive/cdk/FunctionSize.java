package aive.cdk;

/// What one invocation of a function gets.
///
/// @param memoryMebibytes 128 to 10,240; processors come in proportion, one at 1,769
/// @param timeoutSeconds at most 900
/// @param storageMebibytes of `/tmp`, 512 to 10,240
public record FunctionSize(int memoryMebibytes, int timeoutSeconds, int storageMebibytes) {

    /// @throws IllegalArgumentException if Lambda does not have this size; the CDK would not notice
    public FunctionSize {
        require(memoryMebibytes, 128, 10_240, "MiB of memory");
        require(timeoutSeconds, 1, 900, "seconds");
        require(storageMebibytes, 512, 10_240, "MiB of /tmp");
    }

    private static void require(int value, int least, int most, String what) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("a function cannot have %d %s: Lambda gives %d to %d".formatted(value, what, least, most));
        }
    }
}
