package aive.ffmpeg;

import aive.media.SilentStretch;
import aive.time.Rational;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The standard error of FFmpeg, parsed.
///
/// @param lines the last ones
/// @param damagedFrames the number of frames of each input, by its index, that could not be decoded or were concealed;
///     from the whole log
/// @param audioErrors the number of audio packets, of any input, that could not be decoded or had a wrong checksum;
///     from the whole log
/// @param audioFormatChanges the number of changes of the channel count or the sample rate, in any input; from the
///     whole log
/// @param silences stretches that FFmpeg's filter `silencedetect` found, in order, at most 1,000; from the whole log
/// @param stalledAt the number of frames that an earlier process of the same job had written when it stalled and was
///     killed; empty if none stalled
public record FfmpegLog(List<String> lines, Map<Integer, Long> damagedFrames, long audioErrors, long audioFormatChanges,
        List<SilentStretch> silences, Optional<Long> stalledAt) {

    /// Messages of FFmpeg itself about a frame. Messages of its decoders are ignored, since they also concern frames
    /// before an in-point, which are not shown.
    private static final Pattern DAMAGED_FRAME =
            Pattern.compile(
                    "\\[vist#([0-9]{1,6}):.*(?:corrupt decoded frame|Decoding error|Error submitting packet to "
                            + "decoder)");

    private static final Pattern AUDIO_ERROR =
            Pattern.compile(
                    "\\[aist#.*(?:corrupt decoded frame|Decoding error|Error submitting packet to "
                            + "decoder)|\\[in#.*CRC mismatch");

    private static final String AUDIO_FORMAT_CHANGE = "Reconfiguring filter graph because audio parameters changed";

    private static final Pattern SILENCE = Pattern.compile(
            "silence_end: ([0-9]{1,9}(?:\\.[0-9]{1,9})?) \\| silence_duration: ([0-9]{1,9}(?:\\.[0-9]{1,9})?)");

    static final int MOST_SILENCES = 1_000;

    private static final Pattern ERROR = Pattern.compile("\\[(error|fatal)] ");

    /// The parts of a line that an error message omits: its level, and the address of a filter, which differs in every
    /// run.
    private static final Pattern DECORATION = Pattern.compile("\\[(error|fatal|info|verbose)] | @ 0x[0-9a-f]+");

    private static final Pattern ENCODED_SAMPLES =
            Pattern.compile("Output stream #([0-9]+):0 \\(audio\\): .* encoded \\(([0-9]+) samples\\)");

    private static final int LINES_IN_AN_ERROR = 5;

    FfmpegLog afterStall(long frames) {
        return new FfmpegLog(lines, damagedFrames, audioErrors, audioFormatChanges, silences,
                Optional.of(frames));
    }

    static Optional<Integer> inputOfDamagedFrame(String line) {
        Matcher matcher = DAMAGED_FRAME.matcher(line);
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    static Optional<SilentStretch> silence(String line) {
        Matcher matcher = SILENCE.matcher(line);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Rational end = Rational.of(new BigDecimal(matcher.group(1)));
        return Optional.of(new SilentStretch(end.minus(Rational.of(new BigDecimal(matcher.group(2)))), end));
    }

    static boolean isAudioFormatChange(String line) {
        return line.contains(AUDIO_FORMAT_CHANGE);
    }

    static boolean isAudioError(String line) {
        return AUDIO_ERROR.matcher(line).find();
    }

    /// The number of audio samples in an output. FFmpeg logs this number only in a job with an
    /// [FfmpegJob.Output#nothing].
    ///
    /// @param output index of the output
    long samples(int output) {
        for (String line : lines) {
            Matcher matcher = ENCODED_SAMPLES.matcher(line);
            if (matcher.find() && Integer.parseInt(matcher.group(1)) == output) {
                return Long.parseLong(matcher.group(2));
            }
        }
        return 0;
    }

    boolean contains(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    /// The last distinct error lines of the log, for messages; without error lines, the last distinct lines.
    String complaint() {
        List<String> errors = lines.stream().filter(line -> ERROR.matcher(line).find()).toList();
        List<String> said = (errors.isEmpty() ? lines : errors).stream()
                .map(line -> DECORATION.matcher(line).replaceAll("")).distinct().toList();
        return String.join(" | ", said.subList(Math.max(0, said.size() - LINES_IN_AN_ERROR), said.size()));
    }
}
