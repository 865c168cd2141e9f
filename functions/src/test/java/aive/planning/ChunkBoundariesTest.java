package aive.planning;

import static aive.planning.Projects.THIRTY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.Encoding;
import aive.composition.OutputFormat;
import aive.project.Quality;
import aive.time.FrameRange;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The lengths of the chunks of random videos, and what edits change. `-Dchunks.print=true` prints the measured values.
class ChunkBoundariesTest {

    private static final int SECOND = 30;
    private static final OutputFormat FORMAT =
            new OutputFormat(1920, 1080, THIRTY, new Encoding.H264(Quality.STANDARD));

    /// A shot with a name of its own.
    private record TestShot(String name, long frames) {}

    /// The kinds of random shots.
    enum Shots {
        /// 1 to 20 s.
        LONG,
        /// 2 to 7.5 s, like the sentences of a narrator.
        SPOKEN;

        long frames(SplittableRandom random) {
            return switch (this) {
                case LONG -> random.nextLong(SECOND, 20 * SECOND);
                case SPOKEN -> random.nextLong(2 * SECOND, 6 * SECOND)
                        + (random.nextBoolean() ? random.nextLong(3 * SECOND / 2) : 0);
            };
        }
    }

    /// What was measured on random videos of one kind and length.
    private static final class Measured {
        private int videos;
        private int edits;
        private long chunks;
        private int mostChunks;
        private double ratios;
        private double highestRatio;
        private int overTheLimit;
        private long changed;
        private int mostChanged;
        private int otherTargets;
        private int sentences;
        private int sentencesInOneChunk;

        double ratio() {
            return ratios / videos;
        }

        double changedByAnEdit() {
            return (double) changed / edits;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%5.1f chunks, at most %2d; longest / mean %.2f, at most %.2f, above 1.35: %2d %%;"
                            + " an edited length changes %.1f, at most %2d; all: %d %%; sentences in one chunk: %d %%",
                    (double) chunks / videos, mostChunks, ratio(), highestRatio, 100 * overTheLimit / videos,
                    changedByAnEdit(), mostChanged, 100 * otherTargets / (edits + otherTargets),
                    100 * sentencesInOneChunk / sentences);
        }
    }

    /// Chunks have about equal lengths, and an edit changes few of them.
    ///
    /// Short videos have few shots in a chunk. Chunks are less equal there, so that an edit still changes one chunk.
    ///
    /// @param ratio limit for the longest chunk's length, in those of the mean, on average of all videos
    /// @param highestRatio the same for every video
    /// @param mostChanged limit for the number of chunks that an edit of a length changes
    /// @param inOneChunk the lowest percentage of sentences of which an edit changes one chunk
    @ParameterizedTest
    @CsvSource({
        "LONG, 10, 1.2, 1.6, 6, 30", "LONG, 30, 1.25, 1.6, 10, 30", "LONG, 60, 1.3, 1.5, 14, 30",
        "LONG, 120, 1.3, 1.5, 14, 30", "LONG, 300, 1.3, 1.4, 12, 40", "LONG, 600, 1.3, 1.4, 12, 80",
        "LONG, 1200, 1.27, 1.37, 12, 99", "LONG, 3600, 1.28, 1.35, 12, 100", "LONG, 10800, 1.28, 1.35, 12, 100",
        "SPOKEN, 10, 1.3, 2, 6, 90", "SPOKEN, 30, 1.4, 1.8, 8, 90", "SPOKEN, 60, 1.4, 1.7, 8, 90",
        "SPOKEN, 120, 1.42, 1.6, 8, 90", "SPOKEN, 300, 1.3, 1.45, 10, 97", "SPOKEN, 600, 1.25, 1.35, 10, 100",
        "SPOKEN, 1200, 1.25, 1.35, 10, 100", "SPOKEN, 3600, 1.25, 1.35, 10, 100",
        "SPOKEN, 10800, 1.25, 1.35, 10, 100"
    })
    void chunksHaveAboutEqualLengthsAndAnEditChangesFew(
            Shots kind, int seconds, double ratio, double highestRatio, int mostChanged, int inOneChunk) {
        Measured measured = measure(kind, seconds, seconds > 2_000 ? 25 : 60);
        if (Boolean.getBoolean("chunks.print")) {
            System.out.printf(Locale.ROOT, "%-6s %5d s: %s%n", kind, seconds, measured);
        }
        assertTrue(measured.ratio() <= ratio, measured.toString());
        assertTrue(measured.highestRatio <= highestRatio, measured.toString());
        assertTrue(seconds > 1_500 || measured.mostChunks <= ChunkPolicy.MOST_CHUNKS, measured.toString());
        assertTrue(measured.changedByAnEdit() <= 3.3, measured.toString());
        assertTrue(measured.mostChanged <= mostChanged, measured.toString());
        assertTrue(100 * measured.otherTargets <= 8 * (measured.edits + measured.otherTargets), measured.toString());
        assertTrue(100 * measured.sentencesInOneChunk >= inOneChunk * measured.sentences, measured.toString());
    }

    private static Measured measure(Shots kind, int seconds, int videos) {
        Measured measured = new Measured();
        SplittableRandom random = new SplittableRandom(seconds);
        for (int i = 0; i < videos; i++) {
            // The lengths differ by an eighth, but not beyond an hour.
            long frames = random.nextLong(7L * seconds * SECOND / 8, (long) seconds * SECOND);
            List<TestShot> shots = shots(kind, frames, random);
            List<ChunkPlanner.Run> before = cut(shots);
            measureLengths(before, frames, measured);
            measureSentences(shots, before, measured);
            Set<String> rendered = contents(shots, before);
            for (List<TestShot> after : edits(kind, shots, random)) {
                List<ChunkPlanner.Run> now = cut(after);
                if (!policies(shots).getFirst().equals(policies(after).getFirst())) {
                    measured.otherTargets++;
                    continue;
                }
                Set<String> changed = contents(after, now);
                changed.removeAll(rendered);
                measured.edits++;
                measured.changed += changed.size();
                measured.mostChanged = Math.max(measured.mostChanged, changed.size());
            }
        }
        return measured;
    }

    private static void measureLengths(List<ChunkPlanner.Run> chunks, long frames, Measured measured) {
        long longest = chunks.stream().mapToLong(chunk -> chunk.frames().length()).max().orElseThrow();
        double ratio = (double) longest * chunks.size() / frames;
        measured.videos++;
        measured.chunks += chunks.size();
        measured.mostChunks = Math.max(measured.mostChunks, chunks.size());
        measured.ratios += ratio;
        measured.highestRatio = Math.max(measured.highestRatio, ratio);
        measured.overTheLimit += ratio > 1.35 ? 1 : 0;
    }

    private static void measureSentences(List<TestShot> shots, List<ChunkPlanner.Run> chunks, Measured measured) {
        Set<Long> ends = new HashSet<>();
        chunks.forEach(chunk -> ends.add(chunk.frames().end()));
        long first = 0;
        for (TestShot shot : shots) {
            boolean split = false;
            for (long frame = first + 1; frame < first + shot.frames(); frame++) {
                split |= ends.contains(frame);
            }
            measured.sentences++;
            measured.sentencesInOneChunk += split ? 0 : 1;
            first += shot.frames();
        }
    }

    /// The shots with one more, one less, and one of another length.
    private static List<List<TestShot>> edits(Shots kind, List<TestShot> shots, SplittableRandom random) {
        List<TestShot> inserted = new ArrayList<>(shots);
        inserted.add(random.nextInt(shots.size()), new TestShot("inserted", kind.frames(random)));
        List<TestShot> lengthened = new ArrayList<>(shots);
        int place = random.nextInt(shots.size());
        TestShot old = shots.get(place);
        lengthened.set(place, new TestShot(old.name(), Math.max(1, old.frames() + random.nextLong(-20, 60))));
        if (shots.size() == 1) {
            return List.of(inserted, lengthened);
        }
        List<TestShot> removed = new ArrayList<>(shots);
        removed.remove(random.nextInt(shots.size()));
        return List.of(inserted, lengthened, removed);
    }

    private static List<TestShot> shots(Shots kind, long frames, SplittableRandom random) {
        List<TestShot> shots = new ArrayList<>();
        for (long left = frames; left > 0; left -= shots.getLast().frames()) {
            shots.add(new TestShot("s" + random.nextInt(1_000_000_000), Math.min(left, kind.frames(random))));
        }
        return shots;
    }

    /// For each chunk, a description of its content.
    private static Set<String> contents(List<TestShot> shots, List<ChunkPlanner.Run> chunks) {
        Set<String> contents = new HashSet<>();
        int i = 0;
        long first = 0;
        for (ChunkPlanner.Run chunk : chunks) {
            StringBuilder content = new StringBuilder();
            for (long frame = chunk.frames().first(); frame < chunk.frames().end();) {
                long end = Math.min(first + shots.get(i).frames(), chunk.frames().end());
                content.append("%s from %d to %d;".formatted(shots.get(i).name(), frame - first, end - first));
                frame = end;
                if (end == first + shots.get(i).frames()) {
                    first = end;
                    i++;
                }
            }
            contents.add(content.toString());
        }
        return contents;
    }

    private static List<ChunkPolicy> policies(List<TestShot> shots) {
        long frames = shots.stream().mapToLong(TestShot::frames).sum();
        return ChunkPolicy.of(frames, FORMAT, Optional.empty());
    }

    private static List<ChunkPlanner.Run> cut(List<TestShot> shots) {
        return ChunkPlanner.cut(timeline(shots), policies(shots));
    }

    private static Timeline timeline(List<TestShot> all) {
        List<Shot> shots = new ArrayList<>();
        long first = 0;
        for (TestShot shot : all) {
            shots.add(new Shot.BlackShot(
                    FrameRange.ofLength(first, shot.frames()), shots.size(), shot.name(), Optional.empty()));
            first += shot.frames();
        }
        return new Timeline(THIRTY, new FrameRange(0, first), shots, List.of(), List.of());
    }

    /// Whatever happens before an anchor's neighbourhood, boundaries after it stay.
    @ParameterizedTest
    @CsvSource({"6", "18", "110"})
    void noEditReachesBeyondTheNextAnchors(int targetSeconds) {
        ChunkPolicy policy = ChunkPolicy.of(aive.time.Rational.of(targetSeconds), THIRTY);
        SplittableRandom random = new SplittableRandom(targetSeconds);
        long farthest = 0;
        for (int video = 0; video < 20; video++) {
            List<TestShot> shots = shots(Shots.SPOKEN, 150 * policy.target(), random);
            // when: the whole first half is replaced by half of it
            List<TestShot> after = new ArrayList<>(shots(Shots.SPOKEN, 37 * policy.target(), random));
            List<TestShot> kept = shots.subList(shots.size() / 2, shots.size());
            long edited = shots.subList(0, shots.size() / 2).stream().mapToLong(TestShot::frames).sum();
            long removed = edited - after.stream().mapToLong(TestShot::frames).sum();
            after.addAll(kept);
            // then
            Set<Long> old = new HashSet<>();
            ChunkPlanner.cut(timeline(shots), List.of(policy)).forEach(chunk -> old.add(chunk.frames().end()));
            for (ChunkPlanner.Run chunk : ChunkPlanner.cut(timeline(after), List.of(policy))) {
                long end = chunk.frames().end() + removed;
                if (end > edited && !old.contains(end)) {
                    farthest = Math.max(farthest, end - edited);
                }
            }
        }
        assertTrue(farthest <= 12 * policy.target(), farthest / policy.target() + " targets");
    }

    @Test
    void shotsWithEqualNamesAreDividedToo() {
        List<TestShot> shots = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            shots.add(new TestShot("same", 5 * SECOND));
        }
        List<ChunkPlanner.Run> chunks = cut(shots);
        assertTrue(chunks.size() <= ChunkPolicy.MOST_CHUNKS, chunks.size() + " chunks");
        assertEquals(2_000L * SECOND, chunks.stream().mapToLong(chunk -> chunk.frames().length()).sum());
    }
}
