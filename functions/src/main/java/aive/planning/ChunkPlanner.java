package aive.planning;

import aive.media.Asset;
import aive.media.VideoFacts;
import aive.plan.Chunk;
import aive.plan.ChunkSpec;
import aive.time.FrameRange;
import aive.time.Rational;
import aive.timeline.Caption;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/// Cuts a timeline into chunks.
public final class ChunkPlanner {

    private final NavigableMap<Long, Caption> captionsByEnd = new TreeMap<>();
    private final IntFunction<Asset> footage;
    private final ChunkSpec.Renderer renderer;
    private final ChunkSpec.Picture picture;

    private ChunkPlanner(Timeline timeline, IntFunction<Asset> footage, ChunkSpec.Renderer renderer, ChunkSpec.Picture picture) {
        timeline.captions().forEach(caption -> captionsByEnd.put(caption.frames().end(), caption));
        this.footage = footage;
        this.renderer = renderer;
        this.picture = picture;
    }

    /// @param footage the asset that a sentence shows, by the sentence's index; its picture must be known
    public static List<Chunk> plan(
            Timeline timeline, ChunkPolicy policy, IntFunction<Asset> footage, ChunkSpec.Renderer renderer, ChunkSpec.Picture picture) {
        ChunkPlanner planner = new ChunkPlanner(timeline, footage, renderer, picture);
        return cut(timeline, policy).stream().map(planner::chunk).toList();
    }

    /// A shot, or a part of a long one.
    private record Piece(Shot shot, FrameRange frames, String name) {

        /// The piece that two neighbours of the same shot make together.
        Piece joined(Piece next) {
            return new Piece(shot, new FrameRange(frames.first(), next.frames.end()), name);
        }
    }

    private static List<List<Piece>> cut(Timeline timeline, ChunkPolicy policy) {
        List<List<Piece>> chunks = new ArrayList<>();
        List<Piece> open = new ArrayList<>();
        long length = 0;
        for (Piece piece : pieces(timeline, policy.longestPiece())) {
            if (policy.endsBefore(length, piece.frames().length())) {
                chunks.add(List.copyOf(open));
                open.clear();
                length = 0;
            }
            length += piece.frames().length();
            if (!open.isEmpty() && open.getLast().shot().equals(piece.shot())) {
                open.add(open.removeLast().joined(piece));
            } else {
                open.add(piece);
            }
            if (policy.endsBehind(length, piece.name(), piece.frames().length())) {
                chunks.add(List.copyOf(open));
                open.clear();
                length = 0;
            }
        }
        if (!open.isEmpty()) {
            chunks.add(List.copyOf(open));
        }
        return chunks;
    }

    private static List<Piece> pieces(Timeline timeline, long longest) {
        List<Piece> pieces = new ArrayList<>();
        for (Shot shot : timeline.shots()) {
            int number = 0;
            for (long first = shot.frames().first(); first < shot.frames().end(); first += longest) {
                long end = Math.min(first + longest, shot.frames().end());
                pieces.add(new Piece(shot, new FrameRange(first, end), number == 0 ? shot.name() : shot.name() + "/" + number));
                number++;
            }
        }
        return pieces;
    }

    private Chunk chunk(List<Piece> pieces) {
        FrameRange frames = new FrameRange(pieces.getFirst().frames().first(), pieces.getLast().frames().end());
        List<ChunkSpec.Part> parts = pieces.stream().map(piece -> part(piece, frames.first())).toList();
        List<ChunkSpec.Text> texts = new ArrayList<>();
        for (Caption caption : captionsByEnd.tailMap(frames.first(), false).values()) {
            if (caption.frames().first() >= frames.end()) {
                break;
            }
            texts.add(new ChunkSpec.Text(caption.frames().intersection(frames).relativeTo(frames.first()), caption.text()));
        }
        return new Chunk(
                frames,
                pieces.getFirst().shot().sentence(),
                pieces.getLast().shot().sentence(),
                new ChunkSpec(renderer, picture, parts, texts));
    }

    private ChunkSpec.Part part(Piece piece, long origin) {
        FrameRange frames = piece.frames().relativeTo(origin);
        return switch (piece.shot()) {
            case Shot.Black _ -> new ChunkSpec.Black(frames);
            case Shot.Footage shot -> {
                Asset asset = footage.apply(shot.sentence());
                VideoFacts facts = asset.video().orElseThrow();
                Rational shown = picture.frameRate().startOf(piece.frames().first() - shot.frames().first());
                Rational inPoint = facts.still() ? Rational.ZERO : shot.inPoint().plus(shown);
                yield new ChunkSpec.Clip(frames, asset.footage(), facts, inPoint, shot.fill());
            }
        };
    }
}
