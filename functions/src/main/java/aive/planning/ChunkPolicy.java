package aive.planning;

import aive.json.Json;
import aive.time.FrameRate;
import aive.time.Rational;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The rules for chunk boundaries.
///
/// Boundaries are content-defined. Between half and twice the target length, a chunk ends after the first shot for
/// which the hash of its name is below a threshold. Only nearby shots influence a boundary, and an edit therefore moves
/// no distant boundary. The name is independent of the content, and an edit of a shot's footage or text therefore moves
/// no boundary at all. Stable boundaries matter more than equal lengths.
///
/// @param target length of chunks, in frames
/// @param longestPiece limit for the length of a shot, in frames; longer shots are split
public record ChunkPolicy(long target, long longestPiece) {

    /// The approximate number of chunks for which the target length is computed from the video's length.
    private static final int WANTED_CHUNKS = 40;

    private static final int[] TARGET_SECONDS = {5, 10, 20, 30, 60};
    private static final Rational LONGEST_PIECE_SECONDS = Rational.of(60);
    private static final long SHARES = 1_000_000;

    /// @throws IllegalArgumentException if a length is not positive
    public ChunkPolicy {
        if (target < 1 || longestPiece < 1) {
            throw new IllegalArgumentException(
                    "chunk lengths are not positive: target %d, longest piece %d".formatted(target, longestPiece));
        }
    }

    /// @param frames length of the whole video
    /// @param chunkSeconds the project's target length; absent to compute it from the video's length
    public static ChunkPolicy of(long frames, FrameRate rate, Optional<Rational> chunkSeconds) {
        Rational target = chunkSeconds.orElseGet(() -> Rational.of(targetSeconds(rate.startOf(frames))));
        long longestPiece = Math.max(1, rate.frameAt(LONGEST_PIECE_SECONDS));
        // Targets beyond the video's length all give one chunk.
        Rational capped = Rational.min(target, rate.startOf(frames).times(4));
        return new ChunkPolicy(Math.max(1, rate.frameAt(capped)), longestPiece);
    }

    private static int targetSeconds(Rational videoSeconds) {
        Rational wanted = videoSeconds.dividedBy(Rational.of(WANTED_CHUNKS));
        int nearest = TARGET_SECONDS[0];
        for (int candidate : TARGET_SECONDS) {
            if (distance(wanted, candidate).compareTo(distance(wanted, nearest)) < 0) {
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static Rational distance(Rational a, int b) {
        Rational difference = a.minus(Rational.of(b));
        return difference.signum() < 0 ? Rational.ZERO.minus(difference) : difference;
    }

    /// Whether a chunk of `open` frames ends before a piece of `next` frames.
    boolean endsBefore(long open, long next) {
        return open > 0 && open + next > 2 * target;
    }

    /// Whether a chunk of `open` frames ends after its last piece.
    boolean endsBehind(long open, String lastName, long lastLength) {
        if (2 * open < target) {
            return false;
        }
        // The probability of a boundary after a piece is proportional to its length in the allowed range, and therefore
        // the same for every second of video. It amounts to two boundaries per target length: chunks then have the
        // target length on average, and few reach the limit.
        long eligible = Math.min(lastLength, open - target / 2);
        long share = Long.remainderUnsigned(fingerprint(lastName), SHARES);
        return open >= 2 * target || share * target < 2 * eligible * SHARES;
    }

    private static long fingerprint(String name) {
        return ByteBuffer.wrap(Json.newSha256().digest(name.getBytes(StandardCharsets.UTF_8))).getLong();
    }
}
