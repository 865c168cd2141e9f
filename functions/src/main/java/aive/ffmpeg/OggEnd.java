package aive.ffmpeg;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The state of the end of an Ogg file.
///
/// An Ogg file does not state its length, but its last page has an end-of-stream flag.
enum OggEnd {
    /// The last page has the end-of-stream flag.
    WHOLE,
    /// The last page is complete but has no end-of-stream flag: the file is truncated between pages, or its recorder
    /// was killed.
    UNMARKED,
    /// The file ends inside a page.
    CUT;

    /// The number of bytes to read from the end of the file. A page has at most 65,307 bytes, and the last pages of
    /// several streams are close together.
    private static final int TAIL = 1 << 18;

    private static final String CAPTURE_PATTERN = "OggS";
    private static final int HEADER = 27;
    private static final int END_OF_STREAM = 4;

    static OggEnd of(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            int length = (int) Math.min(file.length(), TAIL);
            byte[] tail = new byte[length];
            file.seek(file.length() - length);
            file.readFully(tail);
            return of(tail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OggEnd of(byte[] tail) {
        String text = new String(tail, StandardCharsets.ISO_8859_1);
        boolean ended = false;
        for (int at = text.indexOf(CAPTURE_PATTERN); at >= 0; at = text.indexOf(CAPTURE_PATTERN, at + 1)) {
            if (at + HEADER > tail.length || at + HEADER + (tail[at + 26] & 0xFF) > tail.length) {
                return CUT;
            }
            int segments = tail[at + 26] & 0xFF;
            int end = at + HEADER + segments;
            for (int i = 0; i < segments; i++) {
                end += tail[at + HEADER + i] & 0xFF;
            }
            boolean last = text.indexOf(CAPTURE_PATTERN, at + 1) < 0;
            if (last && end > tail.length) {
                return CUT;
            }
            ended |= (tail[at + 5] & END_OF_STREAM) != 0;
        }
        return ended ? WHOLE : UNMARKED;
    }
}
