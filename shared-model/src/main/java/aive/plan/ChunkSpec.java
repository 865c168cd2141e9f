package aive.plan;

import aive.composition.Window;
import aive.json.Json;
import com.fasterxml.jackson.annotation.JsonIgnore;

/// Everything that determines the pixels of a chunk, and nothing else.
///
/// The SHA-256 of its canonical JSON is the chunk's identity. A new component makes every chunk a new one, which is the
/// safe way to be wrong.
///
/// @param renderer which program draws it
/// @param window what it shows
public record ChunkSpec(RendererIdentity renderer, Window window) {

    /// The chunk's identity: 64 hexadecimal digits.
    @JsonIgnore
    public String sha256() {
        return Json.sha256(this);
    }
}
