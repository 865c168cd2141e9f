package aive.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RationalTest {

    @ParameterizedTest
    @CsvSource({"2,4,1/2", "-2,4,-1/2", "2,-4,-1/2", "-2,-4,1/2", "0,-7,0", "60,2,30", "30000,1001,30000/1001"})
    void itIsInLowestTermsWithAPositiveDenominator(long numerator, long denominator, String text) {
        assertEquals(text, Rational.of(numerator, denominator).toString());
        assertEquals(Rational.parse(text), Rational.of(numerator, denominator));
        assertEquals(Rational.parse(text).hashCode(), Rational.of(numerator, denominator).hashCode());
    }

    @ParameterizedTest
    @CsvSource({
        "1/2,1,0,1", "-1/2,0,-1,0", "3/2,2,1,2", "-3/2,-1,-2,-1", "1/3,0,0,1", "-1/3,0,-1,0", "2/3,1,0,1",
                "-2/3,-1,-1,0", "7,7,7,7", "-7,-7,-7,-7", "0,0,0,0"
    })
    void aHalfRoundsUpAlsoBelowZero(String value, long rounded, long floor, long ceil) {
        assertEquals(rounded, Rational.parse(value).roundHalfUp());
        assertEquals(floor, Rational.parse(value).floor());
        assertEquals(ceil, Rational.parse(value).ceil());
    }

    @Test
    void valuesBeyondLongAreExactAndDoNotRoundToLong() {
        Rational huge = Rational.of(Long.MAX_VALUE).times(Long.MAX_VALUE);
        assertEquals(Rational.of(Long.MAX_VALUE), huge.dividedBy(Rational.of(Long.MAX_VALUE)));
        assertEquals(Rational.of(Long.MIN_VALUE), Rational.of(Long.MIN_VALUE, 1));
        assertEquals("9223372036854775808", Rational.of(Long.MIN_VALUE, -1).toString());
        assertThrows(ArithmeticException.class, huge::roundHalfUp);
        assertThrows(ArithmeticException.class, huge::floor);
    }

    @ParameterizedTest
    @CsvSource(
            {"0.1,1/10", "1.50,3/2", "-0.25,-1/4", "1E+2,100", "0.0,0", "0.000,0", "12345.678901,12345678901/1000000"})
    void aDecimalIsTakenExactly(String decimal, String fraction) {
        assertEquals(Rational.parse(fraction), Rational.of(new BigDecimal(decimal)));
    }

    @ParameterizedTest
    @CsvSource({"1/3,3,0.333", "2/3,3,0.666", "-2/3,3,-0.666", "1/2,3,0.5", "100,3,100", "1/10000,3,0", "-1/10000,3,0",
            "30000/1001,6,29.970029"})
    void decimalsAreTruncated(String value, int places, String decimal) {
        assertEquals(decimal, Rational.parse(value).toDecimal(places));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1/0", "1/-2", "1.5", "1/2/3", " 1", "+1", "a", "-", "1/", "٣"})
    void invalidFractionsAreRejected(String text) {
        assertThrows(IllegalArgumentException.class, () -> Rational.parse(text));
    }

    @Test
    void theLongestDecimalThatAProjectMayHoldIsReadBackFromJson() {
        Rational value = Rational.of(new BigDecimal("1000000000.123456789012345678901234567891"));
        assertEquals(value, Json.MAPPER.readValue(Json.text(value), Rational.class));
        assertThrows(IllegalArgumentException.class, () -> Rational.parse("1".repeat(201)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theLawsOfFractionsHold(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Rational a = random(random);
        Rational b = random(random);
        Rational c = random(random);
        assertEquals(a.plus(b), b.plus(a));
        assertEquals(a.plus(b).plus(c), a.plus(b.plus(c)));
        assertEquals(a.plus(b).times(c), a.times(c).plus(b.times(c)));
        assertEquals(a, a.plus(b).minus(b));
        if (b.signum() != 0) {
            assertEquals(a, a.times(b).dividedBy(b));
        }
        assertEquals(Integer.signum(a.compareTo(b)), a.minus(b).signum());
        assertEquals(a.equals(b), a.compareTo(b) == 0);
        assertEquals(Rational.max(a, b), a.plus(b).minus(Rational.min(a, b)));
        // Both roundings are within one half and one of the value, and above it on a tie.
        Rational error = Rational.of(a.roundHalfUp()).minus(a);
        assertEquals(true, error.compareTo(Rational.of(-1, 2)) > 0 && error.compareTo(Rational.of(1, 2)) <= 0,
                error.toString());
        assertEquals(-Rational.ZERO.minus(a).floor(), a.ceil());
        assertEquals(a.denominator().equals(BigInteger.ONE) ? 0 : 1, a.ceil() - a.floor());
        assertEquals(a, Json.MAPPER.readValue(Json.text(a), Rational.class));
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    private static Rational random(SplittableRandom random) {
        return Rational.of(random.nextLong(-1_000, 1_001),
                random.nextBoolean() ? random.nextLong(1, 5) : random.nextLong(1, 60_000));
    }
}
