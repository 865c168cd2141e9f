package aive.planning;

import aive.plan.ChunkSpec;
import aive.time.FrameRange;
import java.util.List;
import java.util.function.IntFunction;

/// An earlier plan of a project.
///
/// @param chunks SHA-256 of each chunk, in order; at least one
/// @param frames of each chunk, in order
/// @param sentences the places of its sentences
/// @param specs returns the spec of the chunk with an index
public record EarlierPlan(
        List<String> chunks, List<FrameRange> frames, SentencePlaces sentences, IntFunction<ChunkSpec> specs) {

    public EarlierPlan {
        chunks = List.copyOf(chunks);
        frames = List.copyOf(frames);
    }
}
