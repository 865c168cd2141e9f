package aive.composition;

import aive.time.FrameRange;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An overlay on the video.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = Layer.Captions.class, name = "captions"))
public sealed interface Layer {

    /// The frame after the last one that the layer draws on.
    long end();

    /// The identities (SHA-256) of the files that the layer is drawn from.
    Set<String> assets();

    /// Returns the part of the layer in a frame range, counted from the range's start; empty if nothing is drawn there.
    Optional<Layer> window(FrameRange run);

    /// Captions, one after another.
    ///
    /// @param look of all cues
    /// @param cues in order, without overlap; at least one
    record Captions(CaptionLook look, List<CaptionCue> cues) implements Layer {

        /// @throws IllegalArgumentException if there is no cue, or two overlap
        public Captions {
            cues = List.copyOf(cues);
            if (cues.isEmpty()) {
                throw new IllegalArgumentException("a captions layer needs at least one cue");
            }
            CaptionCue.checkOrder(cues);
        }

        @Override
        public long end() {
            return cues.getLast().frames().end();
        }

        /// Returns an empty set, because captions are drawn from their text and the renderer's fonts.
        @Override
        public Set<String> assets() {
            return Set.of();
        }

        @Override
        public Optional<Layer> window(FrameRange run) {
            List<CaptionCue> seen = cues.subList(firstEndingAfter(run.first()), cues.size()).stream()
                    .takeWhile(cue -> cue.frames().first() < run.end())
                    .map(cue -> cue.window(run))
                    .toList();
            return seen.isEmpty() ? Optional.empty() : Optional.of(new Captions(look, seen));
        }

        /// Returns the index of the first cue that ends after a frame, or the number of cues if there is none.
        ///
        /// It uses binary search, because a long video has thousands of cues and is cut into thousands of windows.
        private int firstEndingAfter(long frame) {
            int low = 0;
            int high = cues.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (cues.get(middle).frames().end() <= frame) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /// @throws IllegalArgumentException if a layer ends after frame `frames`
    static void checkEnds(List<Layer> layers, long frames) {
        for (Layer layer : layers) {
            if (layer.end() > frames) {
                throw new IllegalArgumentException("a layer ends at frame %d of %d".formatted(layer.end(), frames));
            }
        }
    }
}
