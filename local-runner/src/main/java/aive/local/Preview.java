package aive.local;

import aive.message.ChunkTask;
import aive.plan.VideoPlan;
import java.util.List;
import java.util.Optional;

/// The chunks that a render would produce.
///
/// @param plan of the video
/// @param chunks in order
public record Preview(VideoPlan plan, List<PreviewedChunk> chunks) {

    public Preview {
        chunks = List.copyOf(chunks);
    }

    /// A chunk, and whether the store has it.
    ///
    /// @param processorSeconds the time that rendering takes approximately
    /// @param because why it must be rendered; absent if the store has it
    public record PreviewedChunk(
            ChunkTask task, long frames, double processorSeconds, boolean reused, Optional<String> because) {}
}
