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

    /// A shot, or a part of a long shot.
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
        for (Shot shot : timeline.shots()) {
            int number = 0;
            for (long first = shot.frames().first(); first < shot.frames().end(); first += longest) {
                long end = Math.min(first + longest, shot.frames().end());
                String name = number == 0 ? shot.name() : shot.name() + "/" + number;
                pieces.add(new Piece(shot, new FrameRange(first, end), name));
                number++;
            }
        }
        return pieces;
    }
}
