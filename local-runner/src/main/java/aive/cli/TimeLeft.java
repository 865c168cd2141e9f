package aive.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/// Estimates how long a local render still takes: the frames that are left, at the speed of the recent frames.
///
/// The speed counts the frames of all chunks together, since together they use all processors, however many of them are
/// rendered at the same time.
final class TimeLeft {

    /// The speed is that of the last frames, over this part of the time that the render takes so far. The soundtrack is
    /// mixed beside the first chunks, and the load of the machine changes.
    private static final double RECENT = 0.6;

    /// The shortest time, in seconds, over which a speed is measured.
    private static final double SHORTEST = 4;

    /// The part of the frames that must be rendered before the speed is known.
    private static final double FEWEST = 0.02;

    /// The frames of a chunk that FFmpeg has drawn and not written yet, because the encoder looks ahead. Measured in
    /// standard quality; draft looks ahead less, so that its time left is a little too short.
    private static final int DRAWN_AHEAD = 25;

    /// The seconds to join a video, and in addition for each second that rendering takes.
    private static final double JOINING = 0.2;
    private static final double JOINING_PER_SECOND = 0.01;

    private record Sample(Instant when, double frames) {}

    private final IntToLongFunction framesOf;
    private final Map<Integer, Double> unfinished = new TreeMap<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private Instant start = Instant.MIN;
    private double finished;
    private int toRender;

    /// @param framesOf the frames of a chunk that FFmpeg has written; 0 if the chunk is not being rendered
    TimeLeft(IntToLongFunction framesOf) {
        this.framesOf = framesOf;
    }

    /// @param lengths of the chunks in frames, by their numbers
    /// @param reused how many chunks are not rendered; which ones is not known
    void planned(Map<Integer, Double> lengths, int reused, Instant when) {
        unfinished.putAll(lengths);
        toRender = lengths.size() - reused;
        start = when;
        samples.add(new Sample(when, 0));
    }

    /// @param chunk its number
    /// @param reused whether it was not rendered
    void finished(int chunk, boolean reused) {
        Double length = unfinished.remove(chunk);
        if (length != null && !reused) {
            finished += length;
            toRender--;
        }
    }

    /// Returns the time until the end of the render; empty as long as it is not known.
    Optional<Duration> left(Instant now) {
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        double partial = 0;
        double left = 0;
        for (Map.Entry<Integer, Double> chunk : unfinished.entrySet()) {
            long written = framesOf.applyAsLong(chunk.getKey());
            partial += written == 0 ? 0 : Math.min((double) (written + DRAWN_AHEAD), chunk.getValue());
            left += chunk.getValue();
        }
        // A chunk that FFmpeg has just finished is not stored yet.
        double done = Math.max(samples.getLast().frames(), finished + partial);
        double elapsed = seconds(start, now);
        double horizon = Math.max(SHORTEST, RECENT * elapsed);
        samples.addLast(new Sample(now, done));
        Sample oldest = samples.removeFirst();
        while (!samples.isEmpty() && seconds(samples.getFirst().when(), now) >= horizon) {
            oldest = samples.removeFirst();
        }
        samples.addFirst(oldest);
        double time = seconds(oldest.when(), now);
        double frames = done - oldest.frames();
        double rendered = unfinished.isEmpty() ? 0 : left * Math.min(1, (double) toRender / unfinished.size());
        double all = finished + rendered;
        if (time < SHORTEST || frames <= 0 || done < FEWEST * all) {
            return Optional.empty();
        }
        double rest = Math.max(0, all - done) * time / frames;
        double joining = JOINING + JOINING_PER_SECOND * (elapsed + rest);
        return Optional.of(Duration.ofMillis(Math.round(1_000 * (rest + joining))));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1_000.0;
    }
}
