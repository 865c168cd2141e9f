package aive.forecast;

import aive.message.FunctionCall;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/// Measures the duration and the price of a function call, from its creation.
public final class CallMeter {

    private static final int MILLISECONDS = 3;
    private static final int MICRODOLLARS = 6;

    private final long start = System.nanoTime();
    private final Duration before;
    private final double second;
    private final double call;

    private CallMeter(Duration before, double second, double call) {
        this.before = before;
        this.second = second;
        this.call = call;
    }

    /// A call that costs nothing, as in a local run.
    public static CallMeter free() {
        return new CallMeter(Duration.ZERO, 0, 0);
    }

    /// A call of a deployed function.
    ///
    /// @param started how long the function has been starting for this call
    /// @param memory of the function, in MB
    /// @param storage of its `/tmp`, in MB
    /// @param gigabyteSecond the price of its memory
    public static CallMeter of(Duration started, int memory, int storage, double gigabyteSecond) {
        return new CallMeter(started, Prices.second(memory, storage, gigabyteSecond), Prices.CALL);
    }

    /// What the call has taken until now.
    public FunctionCall soFar() {
        double seconds = before.plusNanos(System.nanoTime() - start).toNanos() / 1e9;
        return new FunctionCall(rounded(seconds, MILLISECONDS), rounded(seconds * second + call, MICRODOLLARS));
    }

    private static BigDecimal rounded(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    }
}
