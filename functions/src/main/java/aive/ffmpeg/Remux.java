package aive.ffmpeg;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Copies the video track of a file into a container in which FFmpeg seeks and rewinds exactly, without encoding again.
///
/// In MPEG streams and FLV, FFmpeg estimates positions, and a loop may never restart. AVI has no timestamps. Ogg and
/// AVI count time in frames. Tags, chapters, and other streams are not copied.
final class Remux {

    /// The format of the copy. NUT supports every codec and any time base, and has an index.
    static final String FORMAT = "nut";

    /// A time base in which frames of all common rates have whole durations, in seconds.
    private static final String TIME_BASE = "1/720000";

    /// ffprobe's names of the demuxers that seek and rewind exactly.
    private static final Set<String> EXACT = Set.of("mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "gif");

    private Remux() {}

    /// Whether a file must be copied: it is a video, and its demuxer does not seek and rewind exactly.
    ///
    /// @param format ffprobe's name of the container
    /// @param still whether the file is a still image
    static boolean isNeeded(String format, boolean still) {
        return !still && !EXACT.contains(format);
    }

    /// The job that copies the video track of `file` to `copy`.
    ///
    /// @param stream index of the video track
    static FfmpegJob job(Path file, int stream, Path copy, String purpose) {
        return new FfmpegJob(
                purpose,
                // `genpts`: derives presentation times where the file has only decoding times.
                List.of(MediaInput.of(file, "-fflags", "+genpts")),
                Optional.empty(),
                List.of(FfmpegJob.Output.file(copy, List.of(
                        "-map", "0:" + stream, "-c", "copy", "-bsf:v", "setts=pts=PTS:dts=DTS:time_base=" + TIME_BASE,
                        "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-f", FORMAT))));
    }
}
