package aive.ffmpeg;

import aive.error.EncodeFailed;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// Presentation times of the packets of an encoded stream, in order.
public final class StreamTimestamps {

    /// Lines of ffprobe's output. Packets without a time are ignored.
    private static final Pattern PACKET = Pattern.compile("packet,(-?[0-9]{1,18})\\b.*");
    private static final Pattern STREAM = Pattern.compile("stream,([0-9]+/[0-9]+),([0-9]{1,18})\\b.*");

    private final Rational timeBase;
    private final long declared;
    private final long[] starts;

    private StreamTimestamps(Rational timeBase, long declared, long[] starts) {
        this.timeBase = timeBase;
        this.declared = declared;
        this.starts = starts;
    }

    /// Reads the times of all packets of a stream.
    ///
    /// @param stream FFmpeg's stream specifier, `"v:0"`
    /// @throws EncodeFailed if there is no such stream
    public static StreamTimestamps read(Ffmpeg ffmpeg, Path file, String stream, Deadline deadline) {
        try {
            // A video of 12 hours has millions of packets.
            LongStream.Builder starts = LongStream.builder();
            List<Matcher> streams = new ArrayList<>();
            ffmpeg.probeByLine(
                    MediaInput.of(file),
                    List.of("-select_streams", stream, "-show_entries", "stream=time_base,duration_ts:packet=pts",
                            "-of", "csv"),
                    deadline,
                    line -> {
                        matching(PACKET, line).ifPresent(packet -> starts.add(Long.parseLong(packet.group(1))));
                        matching(STREAM, line).ifPresent(streams::add);
                    });
            Matcher found = streams.stream()
                    .findFirst()
                    .orElseThrow(() ->
                            new EncodeFailed("", "the file %s has no stream %s".formatted(file.getFileName(), stream)));
            return new StreamTimestamps(
                    Rational.parse(found.group(1)), Long.parseLong(found.group(2)),
                            starts.build().sorted().toArray());
        } catch (InvalidMediaException e) {
            throw new EncodeFailed(
                    "", "the file %s cannot be read back: %s".formatted(file.getFileName(), e.getMessage()), e);
        }
    }

    private static Optional<Matcher> matching(Pattern kind, String line) {
        return Optional.of(kind.matcher(line)).filter(Matcher::matches);
    }

    public long packets() {
        return starts.length;
    }

    /// The duration in the container, which players show, in seconds.
    public Rational length() {
        return Rational.of(declared).times(timeBase);
    }

    /// Whether packet `n` is shown exactly at the start of frame `n`.
    public boolean isEvenlySpaced(FrameRate rate) {
        Rational ticks = rate.startOf(1).dividedBy(timeBase);
        long frame = ticks.floor();
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] != i * frame) {
                return false;
            }
        }
        return ticks.isWhole();
    }
}
