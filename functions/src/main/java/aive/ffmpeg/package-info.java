/// FFmpeg and ffprobe: finding them, running them under a deadline, reading what they say. The only package that knows Jaffree.
@NullMarked
package aive.ffmpeg;

import org.jspecify.annotations.NullMarked;
