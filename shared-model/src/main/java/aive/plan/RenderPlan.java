package aive.plan;

import aive.json.Json;
import aive.time.FrameRange;
import java.util.ArrayList;
import java.util.List;

/// The chunks that together cover the timeline, in order, without gap or overlap, and the sound that goes with them.
public record RenderPlan(FrameRange frames, List<Chunk> chunks, SoundtrackSpec soundtrack) {

    /// @throws IllegalArgumentException if the chunks do not tile `frames`, naming the first that is out of place
    public RenderPlan {
        chunks = List.copyOf(chunks);
        long expected = frames.first();
        for (Chunk chunk : chunks) {
            if (chunk.frames().first() != expected) {
                throw new IllegalArgumentException("chunk of %s should begin at frame %d".formatted(chunk.frames(), expected));
            }
            expected = chunk.frames().end();
        }
        if (expected != frames.end()) {
            throw new IllegalArgumentException("chunks end at frame %d of %s".formatted(expected, frames));
        }
    }

    /// The identity of the whole video: the SHA-256 over its parts' identities, in order.
    public String sha256() {
        List<String> parts = new ArrayList<>();
        chunks.forEach(chunk -> parts.add(chunk.sha256()));
        parts.add(soundtrack.sha256());
        return Json.sha256(parts);
    }
}
