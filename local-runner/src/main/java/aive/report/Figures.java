package aive.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/// Formats numbers for people.
final class Figures {

    private static final int SECONDS_A_MINUTE = 60;
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private Figures() {}

    /// `0.04 s`, `3.4 s`, `112 s`, `12 min 5 s`, `1 h 3 min`
    static String seconds(Duration duration) {
        return seconds(duration.toMillis() / 1_000.0);
    }

    static String seconds(double seconds) {
        if (seconds >= 2 * SECONDS_A_MINUTE) {
            long whole = Math.round(seconds);
            return whole >= 3_600
                    ? "%d h %d min".formatted(whole / 3_600, whole % 3_600 / SECONDS_A_MINUTE)
                    : "%d min %d s".formatted(whole / SECONDS_A_MINUTE, whole % SECONDS_A_MINUTE);
        }
        if (seconds >= 100) {
            return number("%.0f s", seconds);
        }
        return seconds >= 1 || seconds == 0 ? number("%.1f s", seconds) : number("%.2f s", seconds);
    }

    /// `sentence 9`, `sentences 9–12`
    ///
    /// @param numbers `9`, or `9–12`
    static String sentences(String numbers) {
        return (numbers.contains("–") ? "sentences " : "sentence ") + numbers;
    }

    /// A time in the video: `1:05.4`, `1:02:05.4`.
    static String clock(double seconds) {
        long tenths = Math.round(seconds * 10);
        long minutes = tenths / 10 / SECONDS_A_MINUTE;
        String rest = number("%04.1f", tenths % (10 * SECONDS_A_MINUTE) / 10.0);
        return minutes >= SECONDS_A_MINUTE
                ? "%d:%02d:%s".formatted(minutes / SECONDS_A_MINUTE, minutes % SECONDS_A_MINUTE, rest)
                : "%d:%s".formatted(minutes, rest);
    }

    /// `$0.0123`, `$1.20`
    static String dollars(BigDecimal dollars) {
        boolean small = dollars.signum() != 0 && dollars.abs().compareTo(CENT.multiply(BigDecimal.TEN)) < 0;
        return "$" + dollars.setScale(small ? 4 : 2, RoundingMode.HALF_UP).toPlainString();
    }

    /// `12.3 MB`
    static String bytes(long bytes) {
        return bytes < 1_000_000 ? number("%.0f kB", bytes / 1e3) : number("%.1f MB", bytes / 1e6);
    }

    /// `1 chunk`, `12 chunks`
    static String count(long number, String one, String many) {
        return number == 1 ? "1 " + one : String.format(Locale.ROOT, "%,d %s", number, many);
    }

    /// A number in the language of the web: with a point, whatever the locale is.
    static String number(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    /// A place along an axis: `12.345%`.
    static String percent(double part, double whole) {
        return number("%.3f%%", whole <= 0 ? 0 : 100 * part / whole);
    }
}
