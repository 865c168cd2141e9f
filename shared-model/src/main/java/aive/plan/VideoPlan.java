package aive.plan;

import aive.composition.CaptionCue;
import aive.composition.OutputFormat;
import aive.error.Problem;
import java.util.List;
import java.util.Optional;

/// Everything that the *Stitch video* state joins. The state ignores all other objects in the store.
///
/// @param projectId the author's own name for the project
/// @param videoKey key of the finished video without its extension: `videos/<safe id>/<plan hash>`
/// @param format of every chunk
/// @param frames of the whole video
/// @param stills the frames that are stored as images
/// @param parts the chunks, in order
/// @param reused the number of chunks that the store already had
/// @param soundtrack of the video
/// @param captions of the whole video for its subtitle files, also if they are not drawn
/// @param estimate what the execution takes on AWS
/// @param warnings for the author
public record VideoPlan(
        String renderId,
        String projectId,
        String videoKey,
        OutputFormat format,
        long frames,
        StillFrames stills,
        List<Part> parts,
        int reused,
        SoundtrackSpec soundtrack,
        List<CaptionCue> captions,
        Estimate estimate,
        List<Problem> warnings) {

    /// @throws IllegalArgumentException if the frames of the parts do not add up to the video
    public VideoPlan {
        parts = List.copyOf(parts);
        captions = List.copyOf(captions);
        warnings = List.copyOf(warnings);
        long sum = parts.stream().mapToLong(Part::frames).sum();
        if (sum != frames) {
            throw new IllegalArgumentException("the parts have %d frames, but the video has %d".formatted(sum, frames));
        }
    }

    /// A chunk.
    ///
    /// @param sha256 its identity
    /// @param frames its length
    /// @param because what has changed since an earlier plan of the project, so that it must be rendered; absent for a
    ///     chunk that the store already had, and if it is not known
    public record Part(String sha256, long frames, Optional<String> because) {

        /// A part that need not be explained.
        public Part(String sha256, long frames) {
            this(sha256, frames, Optional.empty());
        }

        /// The key of the chunk in the store.
        public String key() {
            return chunkKey(sha256);
        }
    }

    /// The key of the chunk with this identity in the store.
    public static String chunkKey(String sha256) {
        return "chunks/" + sha256;
    }
}
