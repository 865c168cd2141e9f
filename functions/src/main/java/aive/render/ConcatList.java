package aive.render;

import aive.ffmpeg.MediaInput;
import aive.time.FrameRate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Joins encoded pieces into one input with FFmpeg's concat demuxer.
public final class ConcatList {

    private ConcatList() {}

    /// Writes the list of pieces in the ffconcat format.
    ///
    /// The list states each piece's duration, since the duration in its container is one frame short at some
    /// boundaries.
    ///
    /// @param list the file to write
    public static MediaInput write(List<EncodedPiece> pieces, FrameRate rate, Path list) {
        StringBuilder text = new StringBuilder("ffconcat version 1.0\n");
        Microseconds position = new Microseconds(rate);
        for (EncodedPiece piece : pieces) {
            // In a quoted name only the quote needs escaping.
            String name = piece.file().toAbsolutePath().toString().replace("'", "'\\''");
            text.append("file 'file:%s'\nduration %s\n".formatted(name, position.advance(piece.frames())));
        }
        try {
            Files.writeString(list, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return MediaInput.ownList(list);
    }
}
