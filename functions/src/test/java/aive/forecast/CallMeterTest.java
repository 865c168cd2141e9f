package aive.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.message.FunctionCall;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallMeterTest {

    /// Ten gigabytes of memory and 9.5 of storage, for $0.0000166667 and $0.0000000309 a second and gigabyte.
    private static final double SECOND = 10 * 0.000_016_666_7 + 9.5 * 0.000_000_030_9;

    @Test
    void aCallCostsItsMemoryDuringItsTimeAndItsRequest() {
        // when
        FunctionCall call = CallMeter.of(Duration.ofSeconds(100), 10_240, 10_240, Prices.X86_GB_SECOND).soFar();
        // then
        double seconds = call.seconds().doubleValue();
        assertTrue(seconds >= 100, call.toString());
        assertEquals(seconds * SECOND + 0.000_000_2, call.dollars().doubleValue(), 0.000_001);
        assertEquals(6, call.dollars().scale());
    }

    @Test
    void armCostsAFifthLess() {
        FunctionCall x86 = CallMeter.of(Duration.ofHours(100), 1_024, 512, Prices.X86_GB_SECOND).soFar();
        FunctionCall arm = CallMeter.of(Duration.ofHours(100), 1_024, 512, Prices.ARM_GB_SECOND).soFar();
        assertEquals(0.8, arm.dollars().doubleValue() / x86.dollars().doubleValue(), 0.001);
    }

    @Test
    void aLocalCallIsFree() {
        assertEquals(0, CallMeter.free().soFar().dollars().compareTo(BigDecimal.ZERO));
    }
}
