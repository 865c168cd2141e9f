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
/// @param damagedSounds how often sound of any input could not be decoded, or was left out for a wrong checksum; from the whole of the log
/// @param changedSounds how often sound of any input changed its number of channels or its sample rate; from the whole of the log
/// @param stoppedAfter how many frames had been written when an earlier process of the same job stopped getting on and was killed; empty where there was none
public record FfmpegLog(List<String> lines, Map<Integer, Long> damagedFrames, long damagedSounds, long changedSounds, Optional<Long> stoppedAfter) {

    /// What FFmpeg itself says of a frame, not what its decoders say: those also complain of frames in front of an in-point, which nobody sees.
    private static final Pattern DAMAGED =
            Pattern.compile("\\[vist#([0-9]{1,6}):.*(?:corrupt decoded frame|Decoding error|Error submitting packet to decoder)");

    private static final Pattern DAMAGED_SOUND =
            Pattern.compile("\\[aist#.*(?:corrupt decoded frame|Decoding error|Error submitting packet to decoder)|\\[in#.*CRC mismatch");

    private static final String CHANGED_SOUND = "Reconfiguring filter graph because audio parameters changed";

    private static final Pattern ERROR = Pattern.compile("\\[(error|fatal)] ");

    /// The level of a line, and the number that tells two filters of a kind apart, which is another in every run.
    private static final Pattern DECORATION = Pattern.compile("\\[(error|fatal|info|verbose)] | @ 0x[0-9a-f]+");

    private static final Pattern ENCODED_SAMPLES = Pattern.compile("Output stream #([0-9]+):0 \\(audio\\): .* encoded \\(([0-9]+) samples\\)");

    private static final int LINES_IN_AN_ERROR = 5;

    FfmpegLog afterStopping(long frames) {
        return new FfmpegLog(lines, damagedFrames, damagedSounds, changedSounds, Optional.of(frames));
    }

    static Optional<Integer> inputOfDamagedFrame(String line) {
        Matcher matcher = DAMAGED.matcher(line);
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    static boolean isChangedSound(String line) {
        return line.contains(CHANGED_SOUND);
    }

    static boolean isDamagedSound(String line) {
        return DAMAGED_SOUND.matcher(line).find();
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
