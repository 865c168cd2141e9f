package aive.time;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An exact fraction in lowest terms with a positive denominator.
///
/// Equal values are equal records. A method rounds only if its name or its description says so, and nothing overflows.
/// In JSON a rational is a string: `"30000/1001"`, or `"30"` if the denominator is 1.
public record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {

    public static final Rational ZERO = of(0);
    public static final Rational ONE = of(1);

    private static final BigInteger TWO = BigInteger.TWO;
    private static final Pattern TEXT = Pattern.compile("(-?[0-9]{1,200})(?:/([0-9]{1,200}))?");

    /// @throws IllegalArgumentException if `denominator` is zero
    public Rational {
        if (denominator.signum() == 0) {
            throw new IllegalArgumentException("denominator of " + numerator + "/0 is zero");
        }
        BigInteger divisor = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            divisor = divisor.negate();
        }
        numerator = numerator.divide(divisor);
        denominator = denominator.divide(divisor);
    }

    public static Rational of(long whole) {
        return of(whole, 1);
    }

    /// @throws IllegalArgumentException if `denominator` is zero
    public static Rational of(long numerator, long denominator) {
        return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /// The exact value of a decimal. The caller limits its scale, since the denominator is ten to the power of the
    /// scale.
    public static Rational of(BigDecimal decimal) {
        return decimal.scale() > 0
                ? new Rational(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
                : new Rational(decimal.toBigIntegerExact(), BigInteger.ONE);
    }

    /// Reads `"30"`, `"-7"`, or `"30000/1001"`.
    ///
    /// @throws IllegalArgumentException if `text` is neither a whole number nor a fraction, or has more than 200 digits
    ///     on one side
    @JsonCreator
    public static Rational parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a fraction: " + text);
        }
        String denominator = matcher.group(2);
        return new Rational(
                new BigInteger(matcher.group(1)), denominator == null ? BigInteger.ONE : new BigInteger(denominator));
    }

    public Rational plus(Rational other) {
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    public Rational minus(Rational other) {
        return plus(new Rational(other.numerator.negate(), other.denominator));
    }

    public Rational times(Rational other) {
        return new Rational(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    public Rational times(long factor) {
        return times(of(factor));
    }

    /// @throws IllegalArgumentException if `other` is zero
    public Rational dividedBy(Rational other) {
        return new Rational(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    public boolean isWhole() {
        return denominator.equals(BigInteger.ONE);
    }

    public int signum() {
        return numerator.signum();
    }

    /// The nearest whole number; a half rounds towards positive infinity.
    ///
    /// @throws ArithmeticException if the result does not fit in a long
    public long roundHalfUp() {
        return floor(numerator.multiply(TWO).add(denominator), denominator.multiply(TWO));
    }

    /// The largest whole number that is not greater than this number.
    ///
    /// @throws ArithmeticException if the result does not fit in a long
    public long floor() {
        return floor(numerator, denominator);
    }

    /// The smallest whole number that is not less than this number.
    ///
    /// @throws ArithmeticException if the result does not fit in a long
    public long ceil() {
        return Math.negateExact(floor(numerator.negate(), denominator));
    }

    /// A decimal for people and for FFmpeg options, truncated after `places` decimals, without trailing zeros.
    public String toDecimal(int places) {
        BigDecimal decimal = new BigDecimal(numerator).divide(new BigDecimal(denominator), places, RoundingMode.DOWN);
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    public static Rational max(Rational a, Rational b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    public static Rational min(Rational a, Rational b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    @Override
    public int compareTo(Rational other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @JsonValue
    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }

    private static long floor(BigInteger numerator, BigInteger denominator) {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        BigInteger whole = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        return whole.longValueExact();
    }
}
