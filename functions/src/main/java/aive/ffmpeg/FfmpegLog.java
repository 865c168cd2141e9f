package aive.ffmpeg;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What FFmpeg wrote on its standard error.
///
/// @param lines the last ones
/// @param damagedFrames how many frames of each input, by its index, could not be decoded or were patched up; from the whole of the log
/// @param audioErrors how often sound of any input could not be decoded, or was left out for a wrong checksum; from the whole of the log
/// @param audioFormatChanges how often sound of any input changed its number of channels or its sample rate; from the whole of the log
/// @param stalledAt how many frames had been written when an earlier process of the same job stopped getting on and was killed; empty where there was none
public record FfmpegLog(List<String> lines, Map<Integer, Long> damagedFrames, long audioErrors, long audioFormatChanges, Optional<Long> stalledAt) {

    /// What FFmpeg itself says of a frame, not what its decoders say: those also complain of frames in front of an in-point, which nobody sees.
    private static final Pattern DAMAGED_FRAME =
            Pattern.compile("\\[vist#([0-9]{1,6}):.*(?:corrupt decoded frame|Decoding error|Error submitting packet to decoder)");

    private static final Pattern AUDIO_ERROR =
            Pattern.compile("\\[aist#.*(?:corrupt decoded frame|Decoding error|Error submitting packet to decoder)|\\[in#.*CRC mismatch");

    private static final String AUDIO_FORMAT_CHANGE = "Reconfiguring filter graph because audio parameters changed";

    private static final Pattern ERROR = Pattern.compile("\\[(error|fatal)] ");

    /// The level of a line, and the number that tells two filters of a kind apart, which is another in every run.
    private static final Pattern DECORATION = Pattern.compile("\\[(error|fatal|info|verbose)] | @ 0x[0-9a-f]+");

    private static final Pattern ENCODED_SAMPLES = Pattern.compile("Output stream #([0-9]+):0 \\(audio\\): .* encoded \\(([0-9]+) samples\\)");

    private static final int LINES_IN_AN_ERROR = 5;

    FfmpegLog afterStall(long frames) {
        return new FfmpegLog(lines, damagedFrames, audioErrors, audioFormatChanges, Optional.of(frames));
    }

    static Optional<Integer> inputOfDamagedFrame(String line) {
        Matcher matcher = DAMAGED_FRAME.matcher(line);
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    static boolean isAudioFormatChange(String line) {
        return line.contains(AUDIO_FORMAT_CHANGE);
    }

    static boolean isAudioError(String line) {
        return AUDIO_ERROR.matcher(line).find();
    }

    /// How many samples of sound went into an output; only the log of a job with an [FfmpegJob.Output#nothing] tells.
    ///
    /// @param output its index
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

    /// For a message: the last different things that FFmpeg called errors; where it called nothing so, whatever it said last.
    String complaint() {
        List<String> errors = lines.stream().filter(line -> ERROR.matcher(line).find()).toList();
        List<String> said = (errors.isEmpty() ? lines : errors).stream().map(line -> DECORATION.matcher(line).replaceAll("")).distinct().toList();
        return String.join(" | ", said.subList(Math.max(0, said.size() - LINES_IN_AN_ERROR), said.size()));
    }
}
