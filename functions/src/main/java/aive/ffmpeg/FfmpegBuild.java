package aive.ffmpeg;

import java.nio.file.Path;

/// The paths of the FFmpeg programs.
///
/// @param ffmpeg the program that converts
/// @param ffprobe the program that inspects
public record FfmpegBuild(Path ffmpeg, Path ffprobe) {

    /// Both programs in one folder.
    public static FfmpegBuild in(Path folder) {
        return new FfmpegBuild(folder.resolve("ffmpeg"), folder.resolve("ffprobe"));
    }
}
