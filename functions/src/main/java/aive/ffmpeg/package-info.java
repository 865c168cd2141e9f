/// FFmpeg and ffprobe: command lines, processes under a deadline, and parsers of their output. No other package uses
/// Jaffree.
@NullMarked
package aive.ffmpeg;

import org.jspecify.annotations.NullMarked;
