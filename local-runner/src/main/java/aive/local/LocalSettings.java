package aive.local;

import aive.time.Rational;
import java.nio.file.Path;
import java.util.Optional;

/// The settings of a local run.
///
/// @param projectFolder base of the project's relative paths
/// @param store the folder that replaces the buckets
/// @param ffmpeg the folder into which the embedded FFmpeg is unpacked
/// @param ffmpegProgram another FFmpeg to use instead
/// @param workers how many functions run at the same time
/// @param chunkSeconds overrides the project's value
/// @param sourceHeaders a file with headers for downloads
public record LocalSettings(
        Path projectFolder,
        Path store,
        Path ffmpeg,
        Optional<Path> ffmpegProgram,
        int workers,
        Optional<Rational> chunkSeconds,
        Optional<Path> sourceHeaders) {

    /// The settings of a run without headers for downloads.
    public LocalSettings(
            Path projectFolder,
            Path store,
            Path ffmpeg,
            Optional<Path> ffmpegProgram,
            int workers,
            Optional<Rational> chunkSeconds) {
        this(projectFolder, store, ffmpeg, ffmpegProgram, workers, chunkSeconds, Optional.empty());
    }

    /// The folder into which the caption fonts are unpacked, beside that of FFmpeg.
    public Path fonts() {
        return ffmpeg.resolveSibling("fonts");
    }

    /// The folder of the large fonts that `./aive fonts` installs.
    public Path installedFonts() {
        return fonts().resolve("installed");
    }
}
