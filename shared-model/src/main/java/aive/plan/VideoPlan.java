package aive.plan;

import aive.composition.CaptionCue;
import aive.composition.OutputFormat;
import aive.error.Problem;
import java.util.List;

/// What the last step puts together. It goes by this list, whatever else lies in the store.
///
/// @param projectId the author's own name for the project
/// @param videoKey where the finished video goes in the store, without its ending: `videos/<safe id>/<plan hash>`
/// @param format of every chunk
/// @param frames of the whole video
/// @param parts the chunks, in order
/// @param reused how many of them had been rendered before
/// @param soundtrack what is heard
/// @param captions of the whole video
/// @param warnings for the author
public record VideoPlan(
        String renderId,
        String projectId,
        String videoKey,
        OutputFormat format,
        long frames,
        List<Part> parts,
        int reused,
        SoundtrackSpec soundtrack,
        List<CaptionCue> captions,
        List<Problem> warnings) {

    /// @throws IllegalArgumentException if the parts do not add up to the video
    public VideoPlan {
        parts = List.copyOf(parts);
        captions = List.copyOf(captions);
        warnings = List.copyOf(warnings);
        long sum = parts.stream().mapToLong(Part::frames).sum();
        if (sum != frames) {
            throw new IllegalArgumentException("parts of %d frames make no video of %d".formatted(sum, frames));
        }
    }

    /// A chunk.
    ///
    /// @param sha256 its identity
    /// @param frames its length
    public record Part(String sha256, long frames) {

        /// Where a chunk lies in the store.
        public String key() {
            return chunkKey(sha256);
        }
    }

    /// Where the chunk of this identity lies in the store.
    public static String chunkKey(String sha256) {
        return "chunks/" + sha256;
    }
}
