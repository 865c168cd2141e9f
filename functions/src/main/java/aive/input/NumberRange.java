package aive.input;

import java.math.BigDecimal;

/// The range of numbers that a field allows; its text form is for messages.
///
/// @param lowest the lower bound
/// @param open whether `lowest` itself is excluded
/// @param highest the upper bound, included
/// @param unit for messages
record NumberRange(BigDecimal lowest, boolean open, BigDecimal highest, String unit) {

    static NumberRange from(String lowest) {
        return new NumberRange(new BigDecimal(lowest), false, new BigDecimal(lowest), "");
    }

    static NumberRange above(String lowest) {
        return new NumberRange(new BigDecimal(lowest), true, new BigDecimal(lowest), "");
    }

    NumberRange to(String newHighest) {
        return new NumberRange(lowest, open, new BigDecimal(newHighest), unit);
    }

    NumberRange of(String newUnit) {
        return new NumberRange(lowest, open, highest, newUnit);
    }

    /// Whether the range contains a number. Fast for any exponent: BigDecimal compares magnitudes before digits.
    boolean contains(BigDecimal number) {
        int aboveLowest = number.compareTo(lowest);
        return (open ? aboveLowest > 0 : aboveLowest >= 0) && number.compareTo(highest) <= 0;
    }

    @Override
    public String toString() {
        return (open ? "more than " : "") + lowest.toPlainString() + (open ? " and at most " : " to ")
                + highest.toPlainString() + " " + unit;
    }
}
