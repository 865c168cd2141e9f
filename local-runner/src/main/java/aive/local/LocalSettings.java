package aive.local;

import aive.time.Rational;
import java.nio.file.Path;
import java.util.Optional;

/// What a local run needs to know.
///
/// @param projectFolder what relative paths in the project are relative to
/// @param store the folder that stands in for the buckets
/// @param ffmpeg where the embedded FFmpeg is, or is to be unpacked
/// @param ffmpegProgram another FFmpeg, to be used in its place
/// @param workers how many functions run at once
/// @param chunkSeconds in place of the project's own wish
public record LocalSettings(
        Path projectFolder, Path store, Path ffmpeg, Optional<Path> ffmpegProgram, int workers, Optional<Rational> chunkSeconds) {}
