package aive.ffmpeg;

import aive.time.Rational;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Bytes between the frames of a raw audio stream that belong to no frame. Each such gap means lost audio.
///
/// MP3 and ADTS streams have no timestamps, so FFmpeg plays the audio after a gap too early.
///
/// @param seconds length of the lost audio, estimated from the bit rate of the remaining audio
/// @param from time of the first gap in the decoded audio, in seconds; absent where FFmpeg does not report positions
record JunkBytes(Rational seconds, Optional<Rational> from) {

    static final JunkBytes NONE = new JunkBytes(Rational.ZERO, Optional.empty());

    /// The limit for the size of a frame of MPEG audio, in bytes.
    private static final long LARGEST_FRAME = 1_729;

    /// The limit for the size of a frame, as a multiple of the stream's usual frame size.
    private static final int UNUSUAL = 3;

    /// The share of equally large frames, in percent, from which the bit rate is constant.
    private static final int CONSTANT_PERCENT = 80;

    private static final int TAG_HEADER = 10;

    /// A frame from ffprobe's output.
    private record Frame(long duration, long size, long position) {}

    /// Finds the junk bytes in a file.
    ///
    /// @param format ffprobe's name of the container; only raw streams are examined
    /// @param printed ffprobe's packet lines: `pts,dts,duration,size,pos,flags`; times in units of the time base
    static JunkBytes in(String format, Path file, String printed, Rational timeBase) {
        return switch (format) {
            case "mp3" -> betweenFrames(file, frames(printed), timeBase);
            case "aac" -> skippedByDemuxer(file, frames(printed), timeBase);
            default -> NONE;
        };
    }

    private static List<Frame> frames(String printed) {
        List<Frame> frames = new ArrayList<>();
        for (String line : printed.lines().toList()) {
            String[] fields = line.split(",", -1);
            if (fields.length > 4 && isNumber(fields[2]) && isNumber(fields[3]) && isNumber(fields[4])) {
                frames.add(new Frame(Long.parseLong(fields[2]), Long.parseLong(fields[3]), Long.parseLong(fields[4])));
            }
        }
        return frames;
    }

    /// Finds junk in unusually large packets: FFmpeg's MPEG audio parser puts junk into the packet of the next frame.
    private static JunkBytes betweenFrames(Path file, List<Frame> frames, Rational timeBase) {
        if (frames.isEmpty()) {
            return NONE;
        }
        long usual = frames.stream().map(Frame::size).sorted().toList().get(frames.size() * 9 / 10);
        // With a constant bit rate, frames differ by one byte of padding, and less junk is certain to be junk.
        long alike = frames.stream().filter(frame -> Math.abs(frame.size() - usual) <= 1).count();
        boolean constant = alike * 100 >= frames.size() * (long) CONSTANT_PERCENT;
        long largest = constant ? usual + usual / 2 : Math.max(LARGEST_FRAME, UNUSUAL * usual);
        long least = constant ? usual / 2 : largest;
        long junk = 0;
        long ordinary = 0;
        long ordinaryDuration = 0;
        long elapsed = 0;
        long from = -1;
        for (Frame frame : frames) {
            long junkOfFrame = frame.size() > largest ? frame.size() - usual - tags(file, frame) : 0;
            if (junkOfFrame > least) {
                junk += junkOfFrame;
                from = from < 0 ? elapsed : from;
            } else {
                ordinary += Math.min(frame.size(), largest);
                ordinaryDuration += frame.duration();
            }
            elapsed += frame.duration();
        }
        return from < 0 || ordinary == 0 ? NONE : new JunkBytes(
                seconds(junk, ordinary, ordinaryDuration, timeBase), Optional.of(Rational.of(from).times(timeBase)));
    }

    /// Computes the junk from the size of the file: FFmpeg's ADTS demuxer drops junk, and does not count it in the
    /// positions of the frames.
    private static JunkBytes skippedByDemuxer(Path file, List<Frame> frames, Rational timeBase) {
        long read = frames.stream().mapToLong(Frame::size).sum();
        if (read == 0) {
            return NONE;
        }
        long junk = length(file) - read - frames.getFirst().position();
        return junk <= 0 ? NONE : new JunkBytes(
                seconds(junk, read, frames.stream().mapToLong(Frame::duration).sum(), timeBase), Optional.empty());
    }

    private static Rational seconds(long junk, long bytes, long duration, Rational timeBase) {
        return Rational.of(junk).times(Rational.of(duration, bytes)).times(timeBase);
    }

    /// The number of bytes of ID3 tags in a frame: concatenated recordings may each have their own.
    private static long tags(Path file, Frame frame) {
        byte[] bytes = bytes(file, frame);
        long tags = 0;
        for (int at = 0; at + TAG_HEADER <= bytes.length; at++) {
            if (bytes[at] == 'I' && bytes[at + 1] == 'D' && bytes[at + 2] == '3') {
                long size = TAG_HEADER;
                for (int i = 0; i < 4; i++) {
                    size += (long) (bytes[at + 6 + i] & 0x7F) << (7 * (3 - i));
                }
                tags += size;
                at += (int) Math.min(size, bytes.length) - 1;
            }
        }
        return tags;
    }

    private static byte[] bytes(Path path, Frame frame) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            int length = (int) Math.clamp(file.length() - frame.position(), 0, Math.min(frame.size(), 1 << 26));
            byte[] bytes = new byte[length];
            file.seek(frame.position());
            file.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNumber(String field) {
        return field.matches("[0-9]{1,18}");
    }
}
