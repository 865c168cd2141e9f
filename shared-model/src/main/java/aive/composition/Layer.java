package aive.composition;

import aive.media.VisualInfo;
import aive.time.FrameRange;
import aive.time.Rational;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An overlay on the video.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Layer.Image.class, name = "image"),
    @JsonSubTypes.Type(value = Layer.ProgressBar.class, name = "progress_bar"),
    @JsonSubTypes.Type(value = Layer.Title.class, name = "title"),
    @JsonSubTypes.Type(value = Layer.Captions.class, name = "captions")
})
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

        @Override
        public Set<String> assets() {
            return look.assets();
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

    /// An image.
    ///
    /// @param file SHA-256 of its bytes
    /// @param media what the probe found in it; only its first frame is drawn
    /// @param area the part of the frame that it fills
    /// @param opacity 0 (invisible) to 1
    /// @param frames in which it is drawn
    /// @param fade absent if it does not fade in these frames
    record Image(
            String file, VisualInfo media, PixelArea area, Rational opacity, FrameRange frames, Optional<Fade> fade)
            implements Layer {

        /// @throws IllegalArgumentException if the opacity is below 0 or above 1
        public Image {
            checkOpacity(opacity);
        }

        @Override
        public long end() {
            return frames.end();
        }

        @Override
        public Set<String> assets() {
            return Set.of(file);
        }

        @Override
        public Optional<Layer> window(FrameRange run) {
            if (!frames.overlaps(run)) {
                return Optional.empty();
            }
            FrameRange drawn = frames.intersection(run);
            return Optional.of(new Image(file, media, area, opacity, drawn.relativeTo(run.first()),
                    fade.flatMap(there -> there.part(drawn.first() - frames.first(), frames.end() - drawn.end()))));
        }
    }

    /// A bar that grows with the video, from the left: frame `n` of `total` shows `(n + 1) / total` of its width.
    ///
    /// A window of it says where in the video the window is. A chunk of a video with a progress bar therefore changes
    /// when it moves or the length of the video changes.
    ///
    /// @param area of the whole bar
    /// @param colour 24-bit RGB
    /// @param opacity 0 (invisible) to 1
    /// @param first number of its first frame in the video
    /// @param end the number of its frames
    /// @param total the number of frames of the video
    record ProgressBar(PixelArea area, int colour, Rational opacity, long first, long end, long total)
            implements Layer {

        /// @throws IllegalArgumentException if the frames are not in the video, or the opacity is below 0 or above 1
        public ProgressBar {
            checkOpacity(opacity);
            if (first < 0 || end < 1 || first + end > total) {
                throw new IllegalArgumentException("%d frames from %d of %d".formatted(end, first, total));
            }
        }

        @Override
        public Set<String> assets() {
            return Set.of();
        }

        @Override
        public Optional<Layer> window(FrameRange run) {
            return run.first() >= end
                    ? Optional.empty()
                    : Optional.of(new ProgressBar(
                            area, colour, opacity, first + run.first(), Math.min(end, run.end()) - run.first(), total));
        }
    }

    /// A text of its own look.
    ///
    /// @param cue the text and its frames
    /// @param fade absent if it does not fade in these frames
    record Title(CaptionLook look, CaptionCue cue, Optional<Fade> fade) implements Layer {

        @Override
        public long end() {
            return cue.frames().end();
        }

        @Override
        public Set<String> assets() {
            return look.assets();
        }

        @Override
        public Optional<Layer> window(FrameRange run) {
            FrameRange frames = cue.frames();
            if (!frames.overlaps(run)) {
                return Optional.empty();
            }
            FrameRange drawn = frames.intersection(run);
            return Optional.of(new Title(look, cue.window(run),
                    fade.flatMap(there -> there.part(drawn.first() - frames.first(), frames.end() - drawn.end()))));
        }
    }

    private static void checkOpacity(Rational opacity) {
        if (opacity.signum() < 0 || opacity.compareTo(Rational.ONE) > 0) {
            throw new IllegalArgumentException("not an opacity: " + opacity);
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
