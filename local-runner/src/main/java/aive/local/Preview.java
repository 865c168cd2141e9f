package aive.local;

import aive.message.ChunkTicket;
import aive.plan.VideoPlan;
import java.util.List;

/// What would be rendered.
///
/// @param plan of the video
/// @param chunks in order
public record Preview(VideoPlan plan, List<Line> chunks) {

    public Preview {
        chunks = List.copyOf(chunks);
    }

    /// A chunk and whether it lies in the store already.
    public record Line(ChunkTicket ticket, long frames, boolean reused) {}
}
