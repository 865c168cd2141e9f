package aive.planning;

import aive.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Chooses the chunk boundaries of a video among the boundaries of its pieces, so that chunks have about equal lengths
/// and an edit moves only near boundaries.
///
/// Names determine the boundaries, and lengths limit the choice. The content has no influence, and an edit of footage
/// or text therefore moves no boundary. Each boundary between pieces has a hash of the name of the piece before it.
///
/// 1. A boundary whose hash is the lowest in its neighbourhood is an *anchor*. A chunk always ends there, whatever
///    happens outside this neighbourhood.
/// 2. Between two anchors, those boundaries are chosen for which the sum of their costs is lowest. The cost of a
///    boundary depends on its hash, and a chunk that is too short has a cost. No chunk is too long, except for a single
///    piece.
///
/// An edit that changes the length of a sentence, or inserts or removes one, thus moves boundaries between two anchors
/// at most, and mostly none, because the best boundaries usually remain the best.
final class ChunkBoundaries {

    /// Half the length of the neighbourhood of an anchor, in halves of the target. With a longer one, chunks are more
    /// equal, but more of them may change with an edit.
    private static final long NEIGHBOURHOOD_HALVES = 5;

    private static final long HIGHEST_HASH_COST = 1_000_000;
    private static final long COST_OF_A_BOUNDARY = 300_000;

    /// The additional cost of a boundary inside a shot. If the sentence is edited, both chunks change.
    private static final long COST_INSIDE_A_SHOT = 500_000;

    /// The cost of a chunk without length. It decreases linearly to zero for the shortest chunk that is not too short.
    private static final long COST_OF_SHORTNESS = 3_000_000;

    private final ChunkPolicy policy;

    /// The first frame of each piece, and the end of the last.
    private final long[] frames;

    /// The hash of the boundary before each piece.
    private final long[] hashes;

    private final boolean[] insideShots;
    private final List<Integer> ends = new ArrayList<>();

    /// A part of the video that is in one chunk.
    ///
    /// @param frames its length
    /// @param name independent of its content and place
    /// @param continuesShot whether it begins inside a shot
    record Piece(long frames, String name, boolean continuesShot) {}

    private ChunkBoundaries(List<Piece> pieces, ChunkPolicy policy) {
        this.policy = policy;
        this.frames = new long[pieces.size() + 1];
        this.hashes = new long[pieces.size()];
        this.insideShots = new boolean[pieces.size()];
        for (int i = 0; i < pieces.size(); i++) {
            frames[i + 1] = frames[i] + pieces.get(i).frames();
            hashes[i] = i == 0 ? 0 : hash(pieces.get(i - 1).name());
            insideShots[i] = pieces.get(i).continuesShot();
        }
        int first = 0;
        for (int i = 1; i < pieces.size(); i++) {
            if (isAnchor(i)) {
                divide(first, i);
                first = i;
            }
        }
        divide(first, pieces.size());
    }

    /// @return for each chunk, the index of the piece after its last piece
    static List<Integer> of(List<Piece> pieces, ChunkPolicy policy) {
        return pieces.isEmpty() ? List.of() : List.copyOf(new ChunkBoundaries(pieces, policy).ends);
    }

    private static long hash(String name) {
        return ByteBuffer.wrap(Json.newSha256().digest(name.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    private boolean isAnchor(int boundary) {
        long reach = Math.multiplyExact(policy.target(), NEIGHBOURHOOD_HALVES) / 2;
        long frame = frames[boundary];
        if (frame < reach || frames[hashes.length] - frame < reach) {
            return false;
        }
        for (int i = boundary - 1; i > 0 && frame - frames[i] < reach; i--) {
            if (hashes[i] <= hashes[boundary]) {
                return false;
            }
        }
        for (int i = boundary + 1; i < hashes.length && frames[i] - frame < reach; i++) {
            if (hashes[i] <= hashes[boundary]) {
                return false;
            }
        }
        return true;
    }

    /// Adds the ends of the chunks of the pieces from `first` to before `end`.
    private void divide(int first, int end) {
        if (frames[end] - frames[first] <= policy.longest()) {
            ends.add(end);
            return;
        }
        // costs[i]: the lowest cost of chunks that end before the piece first + i; begins[i]: where the last one begins
        long[] costs = new long[end - first + 1];
        int[] begins = new int[end - first + 1];
        Arrays.fill(costs, 1, costs.length, Long.MAX_VALUE);
        for (int i = first + 1; i <= end; i++) {
            long boundary = i == end ? 0 : cost(i);
            for (int begin = i - 1; begin >= first; begin--) {
                long length = frames[i] - frames[begin];
                if (length > policy.longest() && begin < i - 1) {
                    break;
                }
                long cost = costs[begin - first] + boundary + costOfLength(length);
                if (cost < costs[i - first]) {
                    costs[i - first] = cost;
                    begins[i - first] = begin;
                }
            }
        }
        int place = ends.size();
        for (int i = end; i > first; i = begins[i - first]) {
            ends.add(place, i);
        }
    }

    private long cost(int boundary) {
        // The lower half of the hash, since the upper half of an anchor's is low.
        return COST_OF_A_BOUNDARY
                + Integer.remainderUnsigned((int) hashes[boundary], (int) HIGHEST_HASH_COST)
                + (insideShots[boundary] ? COST_INSIDE_A_SHOT : 0);
    }

    private long costOfLength(long length) {
        long missing = policy.shortest() - length;
        return missing <= 0 ? 0 : COST_OF_SHORTNESS * missing / policy.shortest();
    }
}
