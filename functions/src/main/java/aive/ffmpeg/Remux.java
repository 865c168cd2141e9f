package aive.ffmpeg;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Copies the video track of a file, without encoding it again, into a container in which FFmpeg finds every moment and goes back to the beginning
/// exactly.
///
/// In MPEG streams and FLV it seeks by guessing, and a second round of a clip may never begin; AVI has no time stamps; Ogg and AVI count in frames.
/// Nothing but the video track is copied: no tags, chapters, or other streams.
final class Remux {

    /// NUT takes every codec, keeps time stamps in any unit, and has an index.
    static final String FORMAT = "nut";

    /// A unit in which frames of all usual rates last a whole number, in seconds.
    private static final String TIME_BASE = "1/720000";

    /// The demuxers, as ffprobe names them, that seek and rewind exactly, and those of still images.
    private static final Set<String> EXACT = Set.of("mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "gif");

    private Remux() {}

    /// @param format as ffprobe names it
    /// @param still whether it is an image without time
    static boolean isNeeded(String format, boolean still) {
        return !still && !EXACT.contains(format);
    }

    /// @param stream index of the video track
    static FfmpegJob job(Path file, int stream, Path copy, String purpose) {
        return new FfmpegJob(
                purpose,
                // `genpts`: where the file tells only when a frame is decoded.
                List.of(MediaInput.of(file, "-fflags", "+genpts")),
                Optional.empty(),
                List.of(FfmpegJob.Output.file(copy, List.of(
                        "-map", "0:" + stream, "-c", "copy", "-bsf:v", "setts=pts=PTS:dts=DTS:time_base=" + TIME_BASE,
                        "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-f", FORMAT))));
    }
}
