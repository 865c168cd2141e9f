package aive.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// Estimates how long a local render still takes, from the time that the latest chunks took.
///
/// The chunks that are waiting are given to the workers that become free first, in their order, as the state machine
/// does.
final class TimeLeft {

    /// The time to start FFmpeg for a chunk.
    private static final double SECONDS_PER_CHUNK = 0.3;

    /// The time to join a video, and in addition for each second of it.
    private static final double JOINING = 0.3;
    private static final double JOINING_PER_SECOND = 0.01;

    /// What is left of a chunk that takes longer than expected, as a share of the expected time.
    private static final double ALMOST_READY = 0.1;

    private record Finished(double length, double seconds) {}

    private record Running(double length, Instant since) {}

    private final Map<Integer, Double> waiting = new LinkedHashMap<>();
    private final Map<Integer, Running> running = new LinkedHashMap<>();
    private final List<Finished> finished = new ArrayList<>();
    private double total;
    private int toRender;
    private int workers = 1;

    /// @param lengths of the chunks in seconds of video, by their numbers, in the order in which they start
    /// @param reused how many chunks are not rendered; which ones is not known
    void planned(Map<Integer, Double> lengths, int reused) {
        waiting.putAll(lengths);
        total = lengths.values().stream().mapToDouble(Double::doubleValue).sum();
        toRender = lengths.size() - reused;
    }

    /// The next chunk has started.
    void started(Instant when) {
        Iterator<Map.Entry<Integer, Double>> next = waiting.entrySet().iterator();
        if (next.hasNext()) {
            Map.Entry<Integer, Double> chunk = next.next();
            running.put(chunk.getKey(), new Running(chunk.getValue(), when));
            next.remove();
            workers = Math.max(workers, running.size());
        }
    }

    /// @param chunk its number
    /// @param seconds the time that it took
    /// @param reused whether it was not rendered
    void finished(int chunk, double seconds, boolean reused) {
        // The children of a distributed Map start in another order; their chunks count as equally long.
        Optional<Integer> key = running.containsKey(chunk)
                ? Optional.of(chunk)
                : running.keySet().stream().findFirst();
        key.map(running::remove).filter(_ -> !reused).ifPresent(ended ->
                finished.add(new Finished(ended.length(), seconds)));
    }

    /// Returns the time until the end of the render; empty until a chunk has been rendered.
    Optional<Duration> left(Instant now) {
        if (finished.isEmpty()) {
            return Optional.empty();
        }
        double perSecond = secondsPerSecond();
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (Running chunk : running.values()) {
            double expected = SECONDS_PER_CHUNK + chunk.length() * perSecond;
            double elapsed = Duration.between(chunk.since(), now).toMillis() / 1_000.0;
            free.add(Math.max(expected - elapsed, ALMOST_READY * expected));
        }
        while (free.size() < workers) {
            free.add(0.0);
        }
        int left = running.size() + waiting.size();
        double rendered = left == 0 ? 0 : Math.clamp((double) (toRender - finished.size()) / left, 0, 1);
        for (double length : waiting.values()) {
            free.add(free.remove() + rendered * (SECONDS_PER_CHUNK + length * perSecond));
        }
        double end = free.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return Optional.of(Duration.ofMillis(Math.round(1_000 * (end + JOINING + JOINING_PER_SECOND * total))));
    }

    /// The time to render a second of video. Later chunks count more, because the soundtrack is mixed beside the first
    /// ones and the load of the machine changes: a chunk counts half as much as one that ended a round of all workers
    /// later.
    private double secondsPerSecond() {
        double length = 0;
        double seconds = 0;
        for (int i = 0; i < finished.size(); i++) {
            double weight = Math.pow(0.5, (double) (finished.size() - 1 - i) / workers);
            length += weight * finished.get(i).length();
            seconds += weight * Math.max(0, finished.get(i).seconds() - SECONDS_PER_CHUNK);
        }
        return length == 0 ? 0 : seconds / length;
    }
}
