package aive.ffmpeg;

import aive.error.EncodeFailed;
import aive.time.Deadline;
import aive.time.Rational;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decodes single key frames of an encoded video.
public final class KeyFrameDecoder {

    /// The most times in one command: all times form one argument, which Linux limits to 128 KiB.
    private static final int MOMENTS_AT_ONCE = 1_000;

    private static final Pattern FRAME = Pattern.compile("frame,1,(-?[0-9]{1,18})\\b.*");
    private static final Pattern TIME_BASE = Pattern.compile("stream,([0-9]+/[0-9]+)\\b.*");

    private KeyFrameDecoder() {}

    /// Decodes only the last key frame at or before each time, and leaves out frames that cannot be decoded.
    ///
    /// The decoder skips the loop filter, since the pixels are not used.
    ///
    /// @param moments in seconds, ascending
    /// @return presentation times of the decoded frames, in seconds
    /// @throws EncodeFailed if the file is not valid media
    public static List<Rational> decode(Ffmpeg ffmpeg, Path file, List<Rational> moments, Deadline deadline) {
        List<Rational> shown = new ArrayList<>();
        for (int i = 0; i < moments.size(); i += MOMENTS_AT_ONCE) {
            List<String> intervals =
                    moments.subList(i, Math.min(i + MOMENTS_AT_ONCE, moments.size())).stream()
                            .map(moment -> moment.toDecimal(6) + "%+#1").toList();
            shown.addAll(decode(ffmpeg, file, String.join(",", intervals), deadline));
        }
        return shown;
    }

    /// @param intervals for ffprobe: positions, each with the number of packets to read there
    private static List<Rational> decode(Ffmpeg ffmpeg, Path file, String intervals, Deadline deadline) {
        try {
            // Without `explode` the decoder would conceal damage and return the frame.
            String lines = ffmpeg.probe(
                    MediaInput.of(file, "-err_detect", "explode", "-skip_loop_filter", "all"),
                    List.of("-select_streams", "v:0", "-read_intervals", intervals, "-show_entries",
                            "stream=time_base:frame=key_frame,pts", "-of", "csv"),
                    deadline);
            Matcher timeBase = TIME_BASE.matcher(lines);
            if (!timeBase.find()) {
                throw new EncodeFailed("", "the file %s has no video stream".formatted(file.getFileName()));
            }
            Rational unit = Rational.parse(timeBase.group(1));
            return FRAME.matcher(lines).results().map(frame -> Rational.of(Long.parseLong(frame.group(1))).times(unit))
                    .toList();
        } catch (InvalidMediaException e) {
            throw new EncodeFailed(
                    "", "the file %s cannot be read back: %s".formatted(file.getFileName(), e.getMessage()), e);
        }
    }
}
