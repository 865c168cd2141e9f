package aive.planning;

import aive.composition.OutputFormat;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lengths that chunks should have. [ChunkBoundaries] chooses their boundaries.
///
/// @param target the length, in frames, that chunks have approximately
/// @param longestShot the length, in frames, of the longest shot that is never split. If one sentence is edited, and
///     its shot is not split, then one chunk changes
/// @param longestPiece the length limit, in frames, of the parts of a shot that is split
public record ChunkPolicy(long target, long longestShot, long longestPiece) {

    /// The number of chunks that an inline Map state renders at once. More chunks need a distributed Map, which takes
    /// some seconds to start.
    static final int MOST_CHUNKS = 40;

    /// The target lengths of chunks. They are few, because an edit that changes the target length moves all boundaries.
    private static final int[] TARGET_SECONDS = {6, 9, 13, 18, 28, 45};

    /// The largest number of target lengths in a video. Chunks are a little shorter than the target on average.
    private static final Rational MOST_TARGETS = Rational.of(348, 10);

    /// The longest time in which a function should render a chunk. Above it, more chunks are faster in spite of the
    /// distributed Map: by `bench/cloud`, an hour of 1080p is ready 30 s earlier in chunks of 45 s than in chunks of
    /// 110 s, for the same price.
    private static final double LONGEST_RENDER_SECONDS = 25;

    /// The longest shot that is not split for the shortest of these targets.
    private static final Rational SHORT_SHOT_SECONDS = Rational.of(TARGET_SECONDS[0]);

    /// The same for targets that are even shorter, with which a chunk has one shot.
    private static final Rational LONGEST_PIECE_SECONDS = Rational.of(60);

    /// @throws IllegalArgumentException if a length is not positive
    public ChunkPolicy {
        if (target < 1 || longestShot < 1 || longestPiece < 1) {
            throw new IllegalArgumentException("chunk lengths are not positive: target %d, longest shot %d, piece %d"
                    .formatted(target, longestShot, longestPiece));
        }
    }

    /// The parts of a longer shot may be as long as the longest shot that is not split.
    public ChunkPolicy(long target, long longestShot) {
        this(target, longestShot, longestShot);
    }

    /// The policies to try, shortest chunks first. The first one that makes at most [#MOST_CHUNKS] chunks should be
    /// used, otherwise the last one.
    ///
    /// @param frames length of the whole video
    /// @param chunkSeconds the project's target length; absent to compute it from the video's length
    public static List<ChunkPolicy> of(long frames, OutputFormat format, Optional<Rational> chunkSeconds) {
        FrameRate rate = format.frameRate();
        Rational length = rate.startOf(frames);
        if (chunkSeconds.isPresent()) {
            // Targets beyond the video's length all give one chunk.
            return List.of(of(Rational.min(chunkSeconds.get(), length.times(4)), rate));
        }
        List<ChunkPolicy> policies = new ArrayList<>();
        for (int seconds : TARGET_SECONDS) {
            ChunkPolicy policy = of(Rational.of(seconds), rate);
            if (!policies.isEmpty() && policy.renderSeconds(format) > LONGEST_RENDER_SECONDS) {
                break;
            }
            policies.removeIf(
                    shorter -> rate.startOf(shorter.target()).times(MOST_TARGETS).compareTo(length) < 0);
            policies.add(policy);
        }
        return policies;
    }

    /// @param seconds the target length
    static ChunkPolicy of(Rational seconds, FrameRate rate) {
        long target = Math.max(1, rate.frameAt(seconds));
        if (seconds.compareTo(SHORT_SHOT_SECONDS) < 0) {
            return new ChunkPolicy(target, Math.max(1, rate.frameAt(LONGEST_PIECE_SECONDS)));
        }
        // The parts of long shots are short, so that chunks of equal length can be made of them.
        long shortShot = Math.max(1, rate.frameAt(SHORT_SHOT_SECONDS));
        return new ChunkPolicy(target, Math.max(7 * target / 10, shortShot), Math.max(1, target / 3));
    }

    /// The longest chunk, in frames, except for a single shot of up to `longestShot`.
    long longest() {
        return Math.addExact(target, target / 5);
    }

    /// The length, in frames, below which a chunk is too short.
    long shortest() {
        return target - 3 * target / 10;
    }

    private double renderSeconds(OutputFormat format) {
        return RenderTime.functionSeconds(RenderTime.processorSeconds(longest(), format));
    }
}
