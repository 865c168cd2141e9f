package aive.planning;

import aive.composition.Composition;
import aive.plan.Chunk;
import aive.plan.ChunkSpec;
import aive.plan.RendererIdentity;
import aive.time.FrameRange;
import aive.time.Rational;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Divides a video into chunks.
public final class ChunkPlanner {

    private ChunkPlanner() {}

    /// @param timeline of the video; its shots determine the chunk boundaries
    /// @param composition of the same video
    /// @param chunkSeconds the project's target length of chunks; absent to compute it from the video's length
    /// @param renderer that will render the chunks
    public static List<Chunk> plan(
            Timeline timeline, Composition composition, Optional<Rational> chunkSeconds, RendererIdentity renderer) {
        return chunks(
                cut(timeline, ChunkPolicy.of(timeline.frames().length(), composition.format(), chunkSeconds)),
                composition, renderer);
    }

    /// @param policy for the lengths of chunks
    public static List<Chunk> plan(
            Timeline timeline, Composition composition, ChunkPolicy policy, RendererIdentity renderer) {
        return chunks(cut(timeline, List.of(policy)), composition, renderer);
    }

    private static List<Chunk> chunks(List<Run> runs, Composition composition, RendererIdentity renderer) {
        return runs.stream()
                .map(run -> new Chunk(
                        run.frames(),
                        run.first().sentence(),
                        run.last().sentence(),
                        new ChunkSpec(renderer, composition.window(run.frames()))))
                .toList();
    }

    /// The frames of a chunk, with its first and its last shot.
    record Run(FrameRange frames, Shot first, Shot last) {}

    /// A shot with the transition into it, or a part of a long shot.
    private record Part(Shot shot, FrameRange frames, int number) {

        ChunkBoundaries.Piece piece() {
            String name = number == 0 ? shot.name() : shot.name() + "/" + number;
            return new ChunkBoundaries.Piece(frames.length(), name, number > 0);
        }
    }

    /// Divides a video by the first policy that makes few enough chunks, or by the last one.
    static List<Run> cut(Timeline timeline, List<ChunkPolicy> policies) {
        List<Run> runs = cut(timeline, policies.getFirst());
        for (int i = 1; i < policies.size() && runs.size() > ChunkPolicy.MOST_CHUNKS; i++) {
            runs = cut(timeline, policies.get(i));
        }
        return runs;
    }

    private static List<Run> cut(Timeline timeline, ChunkPolicy policy) {
        List<Part> parts = parts(timeline, policy);
        List<Run> runs = new ArrayList<>();
        int first = 0;
        for (int end : ChunkBoundaries.of(parts.stream().map(Part::piece).toList(), policy)) {
            Part begin = parts.get(first);
            Part last = parts.get(end - 1);
            runs.add(new Run(new FrameRange(begin.frames().first(), last.frames().end()), begin.shot(), last.shot()));
            first = end;
        }
        return runs;
    }

    private static List<Part> parts(Timeline timeline, ChunkPolicy policy) {
        List<Part> parts = new ArrayList<>();
        List<Shot> shots = timeline.shots();
        for (int i = 0; i < shots.size(); i++) {
            Shot shot = shots.get(i);
            long end = i + 1 < shots.size() ? begin(shots.get(i + 1)) : timeline.frames().end();
            parts.addAll(parts(shot, new FrameRange(begin(shot), end), policy));
        }
        return parts;
    }

    /// A shot that is not split, or its parts, which have equal lengths.
    private static List<Part> parts(Shot shot, FrameRange frames, ChunkPolicy policy) {
        if (frames.length() <= policy.longestShot()) {
            return List.of(new Part(shot, frames, 0));
        }
        List<Part> parts = new ArrayList<>();
        long count = Math.ceilDiv(frames.length(), policy.longestPiece());
        // No part ends inside a transition, for which both files would have to be read twice.
        long entered = frames.first() + shot.entry().map(Shot.Entry::frames).orElse(0L);
        long first = frames.first();
        for (long part = 1; part <= count; part++) {
            long end = frames.first() + Math.multiplyExact(frames.length(), part) / count;
            if (end >= entered && end > first) {
                parts.add(new Part(shot, new FrameRange(first, end), parts.size()));
                first = end;
            }
        }
        return parts;
    }

    /// The first frame that shows something of a shot.
    static long begin(Shot shot) {
        return shot.frames().first() - shot.entry().map(Shot.Entry::before).orElse(0L);
    }
}
