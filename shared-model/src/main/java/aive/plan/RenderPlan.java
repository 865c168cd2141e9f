package aive.plan;

import aive.json.Json;
import aive.time.FrameRange;
import java.util.ArrayList;
import java.util.List;

/// The chunks of a video, in order, without gap or overlap, and its soundtrack.
public record RenderPlan(FrameRange frames, List<Chunk> chunks, SoundtrackSpec soundtrack) {

    /// @throws IllegalArgumentException if the chunks do not cover `frames` exactly; the message names the first wrong
    ///     chunk
    public RenderPlan {
        chunks = List.copyOf(chunks);
        long expected = frames.first();
        for (Chunk chunk : chunks) {
            if (chunk.frames().first() != expected) {
                throw new IllegalArgumentException(
                        "chunk of %s should begin at frame %d".formatted(chunk.frames(), expected));
            }
            expected = chunk.frames().end();
        }
        if (expected != frames.end()) {
            throw new IllegalArgumentException("chunks end at frame %d of %s".formatted(expected, frames));
        }
    }

    /// The identity of the whole video: the SHA-256 of the identities of its chunks and its soundtrack, in order.
    public String sha256() {
        List<String> parts = new ArrayList<>();
        chunks.forEach(chunk -> parts.add(chunk.sha256()));
        parts.add(soundtrack.sha256());
        return Json.sha256(parts);
    }
}
