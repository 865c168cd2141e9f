package aive.message;

import aive.plan.Estimate;
import java.util.List;

/// The output of the *Plan chunks* state.
///
/// @param frames of the whole video
/// @param chunkCount the number of chunks
/// @param reused the number of chunks that the store already had
/// @param chunks one task per chunk; empty if there are more than [#MOST_INLINE_CHUNKS] chunks
/// @param planKey key of the [aive.plan.VideoPlan] in the store
/// @param chunksKey key of the list of all tasks in the store, a JSON array
/// @param estimate what the execution takes on AWS
public record PlannedRender(
        String renderId, long frames, int chunkCount, int reused, List<ChunkTask> chunks, String planKey,
        String chunksKey, Estimate estimate) {

    /// The largest number of chunks that the message lists. An inline Map state runs at most 40 iterations at once. If
    /// there are more chunks, the state machine reads the list from the store.
    public static final int MOST_INLINE_CHUNKS = 40;

    public PlannedRender {
        chunks = List.copyOf(chunks);
    }
}
