package aive.forecast;

/// The functions of a deployment, as far as they determine time and price.
///
/// @param memory of each function, in MB
/// @param storage of each function's `/tmp`, in MB
/// @param gigabyteSecond the price of a gigabyte of memory for a second
/// @param fetchConcurrency batches of media at the same time
/// @param renderConcurrency chunks at the same time, where there are more than the inline Map takes
/// @param warm whether functions have run before and need no start
public record Deployment(
        Sizes memory, Sizes storage, double gigabyteSecond, int fetchConcurrency, int renderConcurrency, boolean warm) {

    /// The defaults of this project's stack.
    public static final Deployment COLD = new Deployment(
            new Sizes(1_769, 3_538, 1_769, 10_240, 10_240),
            new Sizes(512, 10_240, 512, 10_240, 10_240),
            Prices.X86_GB_SECOND,
            40,
            200,
            false);

    /// A number for each function.
    public record Sizes(int prepare, int fetch, int plan, int render, int stitch) {}

    /// The same functions, started already.
    public Deployment warmed() {
        return new Deployment(memory, storage, gigabyteSecond, fetchConcurrency, renderConcurrency, true);
    }
}
