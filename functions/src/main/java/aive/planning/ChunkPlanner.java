package aive.planning;

import aive.composition.Composition;
import aive.plan.Chunk;
import aive.plan.ChunkSpec;
import aive.plan.RendererIdentity;
import aive.time.FrameRange;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/// Divides a video into chunks.
public final class ChunkPlanner {

    private ChunkPlanner() {}

    /// @param timeline of the video; its shots determine the chunk boundaries
    /// @param composition of the same video
    /// @param renderer that will render the chunks
    public static List<Chunk> plan(
            Timeline timeline, Composition composition, ChunkPolicy policy, RendererIdentity renderer) {
        return cut(timeline, policy).stream()
                .map(run -> new Chunk(
                        run.frames(),
                        run.first().sentence(),
                        run.last().sentence(),
                        new ChunkSpec(renderer, composition.window(run.frames()))))
                .toList();
    }

    /// The frames of a chunk, with its first and its last shot.
    private record Run(FrameRange frames, Shot first, Shot last) {}

    /// A shot with the transition into it, or a part of a long shot.
    private record Piece(Shot shot, FrameRange frames, String name) {}

    private static List<Run> cut(Timeline timeline, ChunkPolicy policy) {
        List<Run> runs = new ArrayList<>();
        List<Piece> open = new ArrayList<>();
        long length = 0;
        for (Piece piece : pieces(timeline, policy.longestPiece())) {
            if (policy.endsBefore(length, piece.frames().length())) {
                runs.add(run(open));
                open.clear();
                length = 0;
            }
            length += piece.frames().length();
            open.add(piece);
            if (policy.endsBehind(length, piece.name(), piece.frames().length())) {
                runs.add(run(open));
                open.clear();
                length = 0;
            }
        }
        if (!open.isEmpty()) {
            runs.add(run(open));
        }
        return runs;
    }

    private static Run run(List<Piece> pieces) {
        FrameRange frames = new FrameRange(pieces.getFirst().frames().first(), pieces.getLast().frames().end());
        return new Run(frames, pieces.getFirst().shot(), pieces.getLast().shot());
    }

    private static List<Piece> pieces(Timeline timeline, long longest) {
        List<Piece> pieces = new ArrayList<>();
        List<Shot> shots = timeline.shots();
        for (int i = 0; i < shots.size(); i++) {
            Shot shot = shots.get(i);
            long end = i + 1 < shots.size() ? begin(shots.get(i + 1)) : timeline.frames().end();
            int number = 0;
            long next;
            for (long first = begin(shot); first < end; first = next) {
                // No piece ends inside a transition, for which both files would have to be read twice.
                long entry = number == 0 ? shot.entry().map(Shot.Entry::frames).orElse(0L) : 0;
                next = Math.min(first + Math.max(longest, entry), end);
                String name = number == 0 ? shot.name() : shot.name() + "/" + number;
                pieces.add(new Piece(shot, new FrameRange(first, next), name));
                number++;
            }
        }
        return pieces;
    }

    /// The first frame that shows something of a shot.
    private static long begin(Shot shot) {
        return shot.frames().first() - shot.entry().map(Shot.Entry::before).orElse(0L);
    }
}
