package aive.ffmpeg;

import aive.error.EncodeFailed;
import aive.time.Deadline;
import java.nio.file.Path;
import java.util.List;

/// Decodes a video of key frames.
public final class KeyFrameDecoder {

    private KeyFrameDecoder() {}

    /// Decodes all frames of a file.
    ///
    /// The decoder skips the loop filter, since the pixels are not used.
    ///
    /// @return how many frames can be decoded. If some cannot, FFmpeg does not say reliably which.
    /// @throws EncodeFailed if the file is not valid media
    public static long decoded(Ffmpeg ffmpeg, Path file, Deadline deadline) {
        try {
            // Without `explode` the decoder would conceal damage and return the frame.
            String lines = ffmpeg.probe(
                    MediaInput.of(file, "-err_detect", "explode", "-skip_loop_filter", "all"),
                    List.of("-select_streams", "v:0", "-show_entries", "frame=key_frame", "-of", "csv"),
                    deadline);
            return lines.lines().filter(line -> line.startsWith("frame,1")).count();
        } catch (InvalidMediaException e) {
            throw new EncodeFailed(
                    "", "the file %s cannot be read back: %s".formatted(file.getFileName(), e.getMessage()), e);
        }
    }
}
