package aive.plan;

import aive.time.FrameRange;

/// A range of frames that is rendered in one job.
///
/// @param frames its place in the video
/// @param firstSentence index in [aive.project.Project#sentences()] of the first sentence it shows
/// @param lastSentence index of the last sentence it shows
/// @param spec everything that determines its pixels
/// @param sha256 the identity of the spec
public record Chunk(FrameRange frames, int firstSentence, int lastSentence, ChunkSpec spec, String sha256) {

    /// @throws IllegalArgumentException if the number of frames in `spec` differs from the length of `frames`
    public Chunk {
        if (spec.window().frames() != frames.length()) {
            throw new IllegalArgumentException(
                    "chunk %s has a spec of %d frames".formatted(frames, spec.window().frames()));
        }
    }

    /// A chunk with the identity of its spec.
    public Chunk(FrameRange frames, int firstSentence, int lastSentence, ChunkSpec spec) {
        this(frames, firstSentence, lastSentence, spec, spec.sha256());
    }
}
