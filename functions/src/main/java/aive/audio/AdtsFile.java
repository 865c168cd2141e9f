package aive.audio;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file of AAC frames that FFmpeg encoded, each behind a header of 7 bytes (ADTS, ISO/IEC 13818-7).
///
/// @param frames in order
record AdtsFile(Path path, List<AacFrame> frames) {

    private static final int HEADER = 7;

    AdtsFile {
        frames = List.copyOf(frames);
    }

    static AdtsFile read(Path path) {
        List<AacFrame> frames = new ArrayList<>();
        try (DataInputStream file = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            long size = Files.size(path);
            long at = 0;
            byte[] start = new byte[HEADER + 2];
            while (at < size) {
                file.readFully(start);
                if ((start[0] & 0xFF) != 0xFF || (start[1] & 0xF1) != 0xF1) {
                    throw new IOException("there is no frame at byte %d of %s".formatted(at, path.getFileName()));
                }
                int length = (start[3] & 0b11) << 11 | (start[4] & 0xFF) << 3 | (start[5] & 0xFF) >> 5;
                frames.add(new AacFrame(
                        at + HEADER, length - HEADER, AacFrame.window(start[HEADER], start[HEADER + 1])));
                file.skipNBytes(length - start.length);
                at += length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new AdtsFile(path, frames);
    }
}
