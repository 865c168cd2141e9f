package aive.forecast;

/// List prices of AWS in us-east-1, in dollars, as of 2026 and to our knowledge. `docs/how-to/operate.md` lists them
/// too.
public final class Prices {

    /// A gigabyte of memory for a second, on x86_64 and on arm64. Initialisation is billed too.
    public static final double X86_GB_SECOND = 0.0000166667;
    public static final double ARM_GB_SECOND = 0.0000133334;

    /// A gigabyte of `/tmp` for a second, beyond the first 512 MB.
    public static final double STORAGE_GB_SECOND = 0.0000000309;

    /// A call of a function.
    public static final double CALL = 0.0000002;

    /// A state transition of a standard workflow.
    public static final double TRANSITION = 0.000025;

    /// Requests to S3.
    public static final double S3_WRITE = 0.000005;
    public static final double S3_READ = 0.0000004;

    private static final int FREE_STORAGE = 512;

    private Prices() {}

    /// A second of a function.
    ///
    /// @param memory in MB
    /// @param storage of `/tmp`, in MB
    /// @param gigabyteSecond the price of its memory
    public static double second(int memory, int storage, double gigabyteSecond) {
        return (memory * gigabyteSecond + Math.max(0, storage - FREE_STORAGE) * STORAGE_GB_SECOND) / 1_024;
    }

    /// A gigabyte of memory for a second, on a processor like this one.
    public static double gigabyteSecond() {
        return System.getProperty("os.arch").equals("aarch64") ? ARM_GB_SECOND : X86_GB_SECOND;
    }
}
