package aive.planning;

import aive.json.Json;
import aive.time.FrameRate;
import aive.time.Rational;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where chunks end.
///
/// Boundaries are content-defined: between half and twice the target length a chunk ends behind the first shot whose own name says so. What is
/// far away has no say, so an edit moves no boundary far from it; and since the name is not the content, an edit of a shot's footage or text
/// moves none at all. Stability beats balance.
///
/// @param target the length that chunks aim at, in frames
/// @param longestPiece a shot longer than this is split, in frames
public record ChunkPolicy(long target, long longestPiece) {

    /// Chunks of a long video are longer, so that about 40 of them do.
    private static final int WANTED_CHUNKS = 40;

    private static final int[] TARGET_SECONDS = {5, 10, 20, 30, 60};
    private static final Rational LONGEST_PIECE_SECONDS = Rational.of(60);
    private static final long SHARES = 1_000_000;

    /// @throws IllegalArgumentException if a length is not positive
    public ChunkPolicy {
        if (target < 1 || longestPiece < 1) {
            throw new IllegalArgumentException("not lengths of chunks: %d, %d".formatted(target, longestPiece));
        }
    }

    /// @param frames length of the whole video
    /// @param chunkSeconds what the project says in place of a target by the video's length
    public static ChunkPolicy of(long frames, FrameRate rate, Optional<Rational> chunkSeconds) {
        Rational target = chunkSeconds.orElseGet(() -> Rational.of(targetSeconds(rate.startOf(frames))));
        long longestPiece = Math.max(1, rate.frameAt(LONGEST_PIECE_SECONDS));
        // Beyond the video's own length every target means the same: one chunk.
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

    /// Whether a chunk of `open` frames ends behind its last piece.
    boolean endsBehind(long open, String lastName, long lastLength) {
        if (2 * open < target) {
            return false;
        }
        // A piece is an end the likelier, the more of it lies where chunks may end, so that the chance is the same for every second of video,
        // whatever it is made of; two in one target length, so that chunks are as long as the target on average and hardly one ends for its
        // length alone.
        long eligible = Math.min(lastLength, open - target / 2);
        long share = Long.remainderUnsigned(fingerprint(lastName), SHARES);
        return open >= 2 * target || share * target < 2 * eligible * SHARES;
    }

    private static long fingerprint(String name) {
        return ByteBuffer.wrap(Json.newSha256().digest(name.getBytes(StandardCharsets.UTF_8))).getLong();
    }
}
