package aive.audio;

import aive.error.EncodeFailed;
import aive.mp4.AacHeader;
import aive.time.FrameRate;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Joins the encoded segments of a soundtrack without encoding again.
///
/// A decoder adds the second half of each frame to the first half of the next, and the two cancel each other's errors
/// (time-domain aliasing) if both halves have the same window. Neighbouring segments encode the same samples near
/// their boundary, and are joined behind a frame that has the same window in both. What differs there is the rounding
/// of the encoder, as between any two frames.
final class AacJoiner {

    private AacJoiner() {}

    /// Writes the joined frames to an MP4 file.
    ///
    /// @param samples the exact length of the soundtrack
    static Path write(List<Part> parts, long samples, Path target) {
        List<Integer> sizes = parts.stream().flatMap(part -> part.frames().stream()).map(AacFrame::length).toList();
        try (OutputStream file = Files.newOutputStream(target)) {
            file.write(AacHeader.of(sizes, samples));
            for (Part part : parts) {
                byte[] encoded = Files.readAllBytes(part.file().path());
                for (AacFrame frame : part.frames()) {
                    file.write(encoded, Math.toIntExact(frame.offset()), frame.length());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target;
    }

    /// Frames of a file, one after another.
    record Part(AdtsFile file, int first, int end) {

        List<AacFrame> frames() {
            return file.frames().subList(first, end);
        }
    }

    /// @param segments in order
    /// @param encoded the encoded samples of each, from [AudioSegment#encodedFrom] to [AudioSegment#encodedEnd]
    /// @return all frames of the soundtrack, each once
    static List<Part> join(List<AudioSegment> segments, List<AdtsFile> encoded) {
        List<Part> parts = new ArrayList<>();
        int first = 0;
        for (int i = 0; i + 1 < segments.size(); i++) {
            long last = lastFrame(segments.get(i), encoded.get(i), segments.get(i + 1), encoded.get(i + 1));
            parts.add(new Part(encoded.get(i), first, (int) (last + 1 - segments.get(i).firstFrame())));
            first = (int) (last + 1 - segments.get(i + 1).firstFrame());
        }
        parts.add(new Part(encoded.getLast(), first, encoded.getLast().frames().size()));
        return parts;
    }

    /// The frame of the soundtrack behind which a segment continues with the next: the nearest long one, or else the
    /// nearest whose window is the same in both.
    private static long lastFrame(AudioSegment segment, AdtsFile encoded, AudioSegment next, AdtsFile following) {
        long boundary = segment.end() / AudioSegment.FRAME;
        long found = -1;
        for (int i = 0; i <= 2 * AudioSegment.SEARCHED_FRAMES; i++) {
            // 0, -1, 1, -2, 2 …
            long frame = boundary + (i % 2 == 0 ? i / 2 : -(i + 1) / 2);
            AacFrame one = encoded.frames().get((int) (frame - segment.firstFrame()));
            AacFrame other = following.frames().get((int) (frame - next.firstFrame()));
            if (one.overlapsLike(other)) {
                if (one.isLong()) {
                    return frame;
                }
                found = found < 0 ? frame : found;
            }
        }
        if (found < 0) {
            throw new EncodeFailed("", "FFmpeg encoded the audio around second %d in two ways that do not fit together"
                    .formatted(segment.end() / FrameRate.SAMPLES_PER_SECOND));
        }
        return found;
    }
}
