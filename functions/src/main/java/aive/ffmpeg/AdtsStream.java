package aive.ffmpeg;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The bytes between the frames of a raw AAC stream (ADTS), which FFmpeg skips without saying where.
final class AdtsStream {

    private static final int HEADER = 7;
    private static final int BLOCK = 1 << 16;

    private final RandomAccessFile file;

    private AdtsStream(RandomAccessFile file) {
        this.file = file;
    }

    /// Bytes that belong to no frame.
    ///
    /// @param frame the number of frames before them
    /// @param bytes their number
    record Gap(long frame, long bytes) {}

    /// @param start position of the first frame
    static List<Gap> gaps(Path path, long start) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return new AdtsStream(file).gaps(start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Gap> gaps(long start) throws IOException {
        List<Gap> gaps = new ArrayList<>();
        long frames = 0;
        long at = start;
        while (at + HEADER <= file.length()) {
            int length = frameLength(at);
            boolean last = at + length == file.length();
            if (length > 0 && (last || frameLength(at + length) > 0)) {
                frames++;
                at += length;
            } else {
                long next = nextFrame(at + 1);
                if (next >= file.length()) {
                    break;
                }
                gaps.add(new Gap(frames, next - at));
                at = next;
            }
        }
        return gaps;
    }

    /// The position of the next two frames in a row, or the end of the file.
    private long nextFrame(long from) throws IOException {
        byte[] block = new byte[BLOCK];
        for (long at = from; at < file.length(); at += BLOCK - 1) {
            file.seek(at);
            int read = (int) Math.min(BLOCK, file.length() - at);
            file.readFully(block, 0, read);
            for (int i = 0; i + 1 < read; i++) {
                if ((block[i] & 0xFF) == 0xFF && (block[i + 1] & 0xF6) == 0xF0) {
                    int length = frameLength(at + i);
                    if (length > 0 && frameLength(at + i + length) > 0) {
                        return at + i;
                    }
                }
            }
        }
        return file.length();
    }

    /// The length of the frame whose header is at a position; 0 if there is no header.
    private int frameLength(long at) throws IOException {
        if (at + HEADER > file.length()) {
            return 0;
        }
        byte[] header = new byte[HEADER];
        file.seek(at);
        file.readFully(header);
        int length = (header[3] & 3) << 11 | (header[4] & 0xFF) << 3 | (header[5] & 0xFF) >> 5;
        boolean found = (header[0] & 0xFF) == 0xFF && (header[1] & 0xF6) == 0xF0 && (header[2] >> 2 & 0xF) < 13;
        return found && length > HEADER ? length : 0;
    }
}
