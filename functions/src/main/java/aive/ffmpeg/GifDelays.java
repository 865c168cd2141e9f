package aive.ffmpeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Corrects the delays of a GIF: browsers show a frame with a delay of 10 ms or less for 100 ms, and GIFs are made for
/// browsers. FFmpeg takes such delays literally.
final class GifDelays {

    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xF9;
    private static final int IMAGE = 0x2C;
    private static final int HEADER_LENGTH = 13;
    private static final int CORRECTED = 10;

    private final byte[] bytes;
    private boolean changed;

    private GifDelays(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Writes a copy with corrected delays to `copy`, if there are any to correct.
    ///
    /// @return `copy`, if it was written
    static Optional<Path> corrected(Path file, Path copy) {
        try {
            GifDelays delays = new GifDelays(Files.readAllBytes(file));
            delays.correct();
            return delays.changed ? Optional.of(Files.write(copy, delays.bytes)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Walks through the blocks, up to the end or the first that is not one of GIF's.
    private void correct() {
        int at = HEADER_LENGTH + colourTable(at(HEADER_LENGTH - 3));
        while (at < bytes.length) {
            if (at(at) == EXTENSION) {
                if (at(at + 1) == GRAPHIC_CONTROL && at(at + 2) == 4 && at + 5 < bytes.length) {
                    correctDelay(at + 4);
                }
                at = afterSubBlocks(at + 2);
            } else if (at(at) == IMAGE) {
                at = afterSubBlocks(at + 11 + colourTable(at(at + 9)));
            } else {
                return;
            }
        }
    }

    /// @param at position of the delay, in hundredths of a second, little endian
    private void correctDelay(int at) {
        if (at(at) <= 1 && at(at + 1) == 0) {
            bytes[at] = CORRECTED;
            changed = true;
        }
    }

    /// The length of a colour table, from the flags that announce it.
    private static int colourTable(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private int afterSubBlocks(int start) {
        int at = start;
        while (at(at) > 0) {
            at += 1 + at(at);
        }
        return at + 1;
    }

    private int at(int position) {
        return position < bytes.length ? bytes[position] & 0xFF : 0;
    }
}
