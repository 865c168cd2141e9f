package aive.ffmpeg;

import aive.media.AudioHole;
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
/// Raw streams have no timestamps, so FFmpeg plays the audio after a gap too early.
///
/// @param holes the lost audio, in order
/// @param exact whether the lengths are exact; otherwise they are estimated from the bit rate of the remaining audio
record JunkBytes(List<AudioHole> holes, boolean exact) {

    static final JunkBytes NONE = new JunkBytes(List.of(), true);

    /// The limit for the size of a frame of MPEG audio, in bytes.
    private static final long LARGEST_FRAME = 1_729;

    /// The limit for the size of a frame, as a multiple of the stream's usual frame size.
    private static final int UNUSUAL = 3;

    /// The share of equally large frames, in percent, from which the bit rate is constant.
    private static final int CONSTANT_PERCENT = 80;

    /// The number of frames between two gaps up to which they are one: a frame in random bytes is no frame.
    private static final int FRAMES_INSIDE_A_GAP = 16;

    /// The longest distance from a whole number of frames, as a share of a frame.
    private static final Rational WHOLE = Rational.of(1, 5);

    private static final int TAG_HEADER = 10;

    private static final int AMR_QUALITY_BIT = 4;

    /// A frame from ffprobe's output.
    private record Frame(long duration, long size, long position) {}

    /// Finds the junk bytes in a file.
    ///
    /// @param format ffprobe's name of the container; only raw streams are examined
    /// @param printed ffprobe's packet lines: `pts,dts,duration,size,pos,flags`; times in units of the time base
    /// @param start time of the first packet in the decoded audio, in seconds
    /// @param missing how much shorter the decoded audio is than the header states; empty if it states no length
    static JunkBytes in(
            String format, Path file, String printed, Rational timeBase, Rational start, Optional<Rational> missing) {
        List<Frame> frames = frames(printed);
        if (frames.isEmpty()) {
            return NONE;
        }
        return switch (format) {
            case "mp3", "ac3", "eac3" -> betweenFrames(file, frames, timeBase, start, missing);
            case "aac" -> skippedByDemuxer(file, frames, timeBase, start);
            case "amr" -> framesOfBadQuality(file, frames, timeBase, start);
            default -> NONE;
        };
    }

    Rational seconds() {
        return holes.stream().map(AudioHole::seconds).reduce(Rational.ZERO, Rational::plus);
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

    /// Finds junk in unusually large packets: FFmpeg's parsers put junk into the packet of the next frame.
    private static JunkBytes betweenFrames(
            Path file, List<Frame> frames, Rational timeBase, Rational start, Optional<Rational> missing) {
        long usual = frames.stream().map(Frame::size).sorted().toList().get(frames.size() * 9 / 10);
        // With a constant bit rate, frames differ by one byte or word, and less junk is certain to be junk.
        long alike = frames.stream().filter(frame -> Math.abs(frame.size() - usual) <= 2).count();
        boolean constant = alike * 100 >= frames.size() * (long) CONSTANT_PERCENT;
        long largest = constant ? usual + usual / 2 : Math.max(LARGEST_FRAME, UNUSUAL * usual);
        long least = constant ? usual / 2 : largest;
        Usual ordinary = Usual.of(frames.stream()
                .filter(frame -> constant ? Math.abs(frame.size() - usual) <= 2 : frame.size() <= largest)
                .toList());
        List<AudioHole> holes = new ArrayList<>();
        boolean whole = constant;
        Rational elapsed = Rational.ZERO;
        Rational since = Rational.ZERO;
        Rational lost = Rational.ZERO;
        int last = -1;
        Rational pending = Rational.ZERO;
        for (int i = 0; i <= frames.size(); i++) {
            if (last >= 0 && (i == frames.size() || i - last > FRAMES_INSIDE_A_GAP)) {
                long count = lost.roundHalfUp();
                whole &= distance(lost, count).compareTo(WHOLE) <= 0;
                if (count > 0) {
                    holes.add(new AudioHole(
                            start.plus(since.times(timeBase)), ordinary.duration().times(count).times(timeBase)));
                }
                last = -1;
            }
            if (i == frames.size()) {
                break;
            }
            Frame frame = frames.get(i);
            long tags = frame.size() > largest ? tags(file, frame) : 0;
            Rational more = Rational.of(frame.size() - tags).dividedBy(ordinary.size())
                    .minus(Rational.of(frame.duration()).dividedBy(ordinary.duration()));
            if (frame.size() > largest && frame.size() - usual - tags > least) {
                if (last < 0) {
                    since = elapsed;
                    lost = more;
                } else {
                    lost = lost.plus(pending).plus(more);
                }
                last = i;
                pending = Rational.ZERO;
            } else {
                pending = pending.plus(more);
            }
            elapsed = elapsed.plus(Rational.of(frame.duration()));
        }
        if (!constant && holes.size() == 1 && missing.isPresent()) {
            return counted(holes.getFirst(), ordinary.duration().times(timeBase), missing.get());
        }
        return holes.isEmpty() ? NONE : new JunkBytes(holes, whole);
    }

    /// The exact length of the only hole, from the number of frames in the header.
    private static JunkBytes counted(AudioHole estimated, Rational frame, Rational missing) {
        Rational seconds = frame.times(missing.dividedBy(frame).roundHalfUp());
        boolean plausible = seconds.signum() > 0
                && seconds.minus(estimated.seconds()).times(2).compareTo(estimated.seconds()) < 0
                && estimated.seconds().minus(seconds).times(2).compareTo(estimated.seconds()) < 0;
        return plausible
                ? new JunkBytes(List.of(new AudioHole(estimated.at(), seconds)), true)
                : new JunkBytes(List.of(estimated), false);
    }

    /// The average frame.
    ///
    /// @param size in bytes
    /// @param duration in units of the time base
    private record Usual(Rational size, Rational duration) {

        static Usual of(List<Frame> frames) {
            return new Usual(
                    Rational.of(frames.stream().mapToLong(Frame::size).sum(), frames.size()),
                    Rational.of(frames.stream().mapToLong(Frame::duration).sum(), frames.size()));
        }
    }

    private static Rational distance(Rational value, long whole) {
        Rational difference = value.minus(Rational.of(whole));
        return difference.signum() < 0 ? Rational.ZERO.minus(difference) : difference;
    }

    /// Finds junk that FFmpeg's ADTS demuxer drops and does not count in the positions of the frames.
    private static JunkBytes skippedByDemuxer(Path file, List<Frame> frames, Rational timeBase, Rational start) {
        long read = frames.stream().mapToLong(Frame::size).sum();
        if (length(file) - read - frames.getFirst().position() <= 0) {
            return NONE;
        }
        Usual usual = Usual.of(frames);
        List<AudioHole> holes = new ArrayList<>();
        for (AdtsStream.Gap gap : AdtsStream.gaps(file, frames.getFirst().position())) {
            long count = Rational.of(gap.bytes()).dividedBy(usual.size()).roundHalfUp();
            if (count > 0) {
                holes.add(new AudioHole(
                        start.plus(usual.duration().times(gap.frame()).times(timeBase)),
                        usual.duration().times(count).times(timeBase)));
            }
        }
        return holes.isEmpty() ? NONE : new JunkBytes(holes, false);
    }

    /// Finds AMR frames that say of themselves that they are damaged. FFmpeg reads zeros as such frames, which are
    /// shorter than others, so their number says nothing about the lost time.
    private static JunkBytes framesOfBadQuality(Path path, List<Frame> frames, Rational timeBase, Rational start) {
        List<AudioHole> holes = new ArrayList<>();
        Rational elapsed = start;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            for (Frame frame : frames) {
                Rational seconds = Rational.of(frame.duration()).times(timeBase);
                file.seek(frame.position());
                if ((file.read() & AMR_QUALITY_BIT) == 0) {
                    holes.add(new AudioHole(elapsed, seconds));
                }
                elapsed = elapsed.plus(seconds);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return holes.isEmpty() ? NONE : new JunkBytes(holes, false);
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
