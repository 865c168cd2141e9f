package aive.step.stitch;

import aive.error.ChunkMismatch;
import aive.error.EncodeFailed;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.KeyFrameDecoder;
import aive.mp4.EncodedFrames;
import aive.mp4.InvalidMp4Exception;
import aive.mp4.Mp4Muxer;
import aive.step.Workspace;
import aive.time.Deadline;
import aive.time.FrameRate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Decodes the key frame at the start of every chunk, which shows that the decoder's parameters fit all chunks.
final class SeamCheck {

    /// How many key frames are in a file at a time: some 20 MB of 1920×1080.
    private static final int CHUNKS_AT_ONCE = 100;

    private final Ffmpeg ffmpeg;

    SeamCheck(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// @throws ChunkMismatch if the first frame of a chunk cannot be decoded
    void check(List<EncodedFrames> chunks, FrameRate rate, Workspace workspace, Deadline deadline) {
        Path file = workspace.file("seams.mp4");
        for (int i = 0; i < chunks.size(); i += CHUNKS_AT_ONCE) {
            List<EncodedFrames> some = chunks.subList(i, Math.min(i + CHUNKS_AT_ONCE, chunks.size()));
            if (!isDecodable(some, file, deadline)) {
                int damaged = i + firstDamaged(some, file, deadline);
                long frame = chunks.subList(0, damaged).stream().mapToLong(EncodedFrames::frames).sum();
                throw new ChunkMismatch(
                        "", "the joined video cannot be decoded from second %s on, where chunk %d begins".formatted(
                                rate.startOf(frame).toDecimal(3), damaged + 1));
            }
        }
    }

    /// Returns the number of the first chunk whose first frame cannot be decoded, by halving.
    private int firstDamaged(List<EncodedFrames> chunks, Path file, Deadline deadline) {
        int from = 0;
        int end = chunks.size();
        while (end - from > 1) {
            int middle = (from + end) / 2;
            if (isDecodable(chunks.subList(from, middle), file, deadline)) {
                from = middle;
            } else {
                end = middle;
            }
        }
        return from;
    }

    /// Decodes the first frames of chunks as a video of their own.
    ///
    /// @param file for that video
    private boolean isDecodable(List<EncodedFrames> chunks, Path file, Deadline deadline) {
        try {
            Mp4Muxer.join(chunks.stream().map(EncodedFrames::firstFrame).toList(), Optional.empty()).write(file);
            long decoded = KeyFrameDecoder.decoded(ffmpeg, file, deadline);
            Files.delete(file);
            return decoded == chunks.size();
        } catch (EncodeFailed | InvalidMp4Exception e) {
            throw new ChunkMismatch("", "the joined video cannot be decoded: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
