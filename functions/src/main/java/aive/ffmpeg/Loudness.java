package aive.ffmpeg;

import aive.time.Rational;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How loud a sound is (EBU R 128).
///
/// @param integrated over its whole length, in LUFS; absent for silence
/// @param truePeak in dBTP; absent for silence
public record Loudness(Optional<Rational> integrated, Optional<Rational> truePeak) {

    private static final Pattern INTEGRATED = Pattern.compile("^\\s*I:\\s*(-?[0-9.]+) LUFS");
    private static final Pattern PEAK = Pattern.compile("^\\s*Peak:\\s*(-?[0-9.]+) dBFS");

    /// What the meter shows where there is nothing to measure.
    private static final Rational SILENCE = Rational.of(-70);

    /// Reads the summary that [SoundFilters#MEASURE] leaves at the end of FFmpeg's log.
    public static Loudness parse(FfmpegLog log) {
        return new Loudness(last(log.lines(), INTEGRATED).filter(value -> value.compareTo(SILENCE) > 0), last(log.lines(), PEAK));
    }

    private static Optional<Rational> last(List<String> log, Pattern pattern) {
        Optional<Rational> found = Optional.empty();
        for (String line : log) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                found = Optional.of(Rational.of(new BigDecimal(matcher.group(1))));
            }
        }
        return found;
    }
}
