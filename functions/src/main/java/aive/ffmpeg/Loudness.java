package aive.ffmpeg;

import aive.time.Rational;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The loudness of audio (EBU R 128).
///
/// @param integrated over its whole length, in LUFS; absent for silence
public record Loudness(Optional<Rational> integrated) {

    private static final Pattern INTEGRATED = Pattern.compile("^\\s*I:\\s*(-?[0-9.]+) LUFS");

    /// The value that FFmpeg reports where there is nothing to measure.
    private static final Rational SILENCE = Rational.of(-70);

    /// Reads the summary of [AudioFilters#MEASURE] at the end of FFmpeg's log.
    public static Loudness parse(FfmpegLog log) {
        Optional<Rational> integrated = Optional.empty();
        for (String line : log.lines()) {
            Matcher matcher = INTEGRATED.matcher(line);
            if (matcher.find()) {
                integrated = Optional.of(Rational.of(new BigDecimal(matcher.group(1))));
            }
        }
        return new Loudness(integrated.filter(value -> value.compareTo(SILENCE) > 0));
    }
}
