package aive.plan;

import aive.composition.Window;
import aive.json.Json;
import com.fasterxml.jackson.annotation.JsonIgnore;

/// Everything that determines the pixels of a chunk, and nothing else.
///
/// The SHA-256 of its canonical JSON is the chunk's identity. Adding a component changes the identity of every chunk,
/// and all chunks are then rendered again.
///
/// @param renderer the program that draws it
/// @param window the frames that it draws
public record ChunkSpec(RendererIdentity renderer, Window window) {

    /// The chunk's identity: 64 hexadecimal digits.
    @JsonIgnore
    public String sha256() {
        return Json.sha256(this);
    }
}
