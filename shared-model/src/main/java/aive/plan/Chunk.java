package aive.plan;

import aive.time.FrameRange;

/// A run of frames that is rendered by itself.
///
/// @param frames where in the video
/// @param firstSentence index in [aive.project.Project#sentences()] of the first sentence it shows
/// @param lastSentence index of the last
/// @param spec what is rendered
public record Chunk(FrameRange frames, int firstSentence, int lastSentence, ChunkSpec spec) {

    /// @throws IllegalArgumentException if the spec has another length
    public Chunk {
        if (spec.window().frames() != frames.length()) {
            throw new IllegalArgumentException("a chunk of %s with a spec of %d frames".formatted(frames, spec.window().frames()));
        }
    }

    public String sha256() {
        return spec.sha256();
    }
}
