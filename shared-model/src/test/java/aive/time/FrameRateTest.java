package aive.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.json.Json;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRateTest {

    @ParameterizedTest
    @ValueSource(strings = {"24000/1001", "25", "30000/1001", "60000/1001"})
    void aMillionFramesAfterTenHoursBeginExactlyOnTheGrid(String text) {
        FrameRate rate = FrameRate.parse(text);
        long tenHours = rate.frameAt(Rational.of(36_000));
        for (long frame = tenHours; frame < tenHours + 1_000_000; frame++) {
            assertEquals(frame, rate.frameAt(rate.startOf(frame)));
        }
    }

    @ParameterizedTest
    @CsvSource({"24000,1001", "30000,1001", "60000,1001", "25,1", "30,1"})
    void theFrameAfterTenHoursEqualsIntegerArithmetic(long numerator, long denominator) {
        FrameRate rate = new FrameRate(Rational.of(numerator, denominator));
        for (long millisecond = 36_000_000; millisecond < 36_001_000; millisecond++) {
            // The formula: floor((2·ms·n + 1000·d) / (2·1000·d)).
            BigInteger expected = BigInteger.valueOf(2 * millisecond).multiply(BigInteger.valueOf(numerator))
                    .add(BigInteger.valueOf(1000 * denominator)).divide(BigInteger.valueOf(2000 * denominator));
            assertEquals(expected.longValueExact(), rate.frameAt(Rational.of(millisecond, 1_000)));
        }
    }

    @Test
    void halfAFrameRoundsUp() {
        FrameRate rate = FrameRate.parse("30000/1001");
        assertEquals(1, rate.frameAt(Rational.of(1001, 60_000)));
        assertEquals(0, rate.frameAt(Rational.of(1001, 60_000).minus(Rational.of(1, 1_000_000_000))));
    }

    @Test
    void samplesFollowTheFramesWithoutDrift() {
        FrameRate rate = FrameRate.parse("30000/1001");
        assertEquals(0, rate.sampleAt(0));
        assertEquals(1602, rate.sampleAt(1)); // 1601.6
        assertEquals(8008, rate.sampleAt(5));
        assertEquals(8008L * 200_000, rate.sampleAt(1_000_000));
        assertEquals(48_000L * 36_000, FrameRate.of(30).sampleAt(30L * 36_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-30", "x", "0/5"})
    void aRateIsPositive(String text) {
        assertThrows(IllegalArgumentException.class, () -> FrameRate.parse(text));
    }

    @Test
    void inJsonItIsAFraction() {
        assertEquals("\"30000/1001\"", Json.text(FrameRate.parse("30000/1001")));
        assertEquals(FrameRate.of(30), Json.MAPPER.readValue("\"60/2\"", FrameRate.class));
    }
}
