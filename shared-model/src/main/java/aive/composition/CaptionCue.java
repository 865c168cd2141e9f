package aive.composition;

import aive.time.FrameRange;
import java.util.List;
import java.util.Optional;

/// A caption text with the frames on which it is drawn.
///
/// @param text not blank
/// @param highlighted the part of the text that is being spoken, drawn in another colour; empty for none
/// @param fonts SHA-256 of each large font that draws what the renderer's own fonts do not have, in the order of
///     preference
/// @param entrance the state while the caption appears; absent afterwards
public record CaptionCue(
        FrameRange frames,
        String text,
        Optional<TextRange> highlighted,
        List<String> fonts,
        Optional<CaptionEntrance> entrance) {

    /// A cue without a highlighted part, drawn by the renderer's own fonts.
    public CaptionCue(FrameRange frames, String text) {
        this(frames, text, Optional.empty(), List.of(), Optional.empty());
    }

    /// @throws IllegalArgumentException if the highlighted part is not inside the text
    public CaptionCue {
        fonts = List.copyOf(fonts);
        if (highlighted.isPresent() && highlighted.get().end() > text.length()) {
            throw new IllegalArgumentException("%s is outside a text of %d characters".formatted(
                    highlighted.get(), text.length()));
        }
    }

    /// @throws IllegalArgumentException if a cue begins before the end of the previous cue; the message names the cue
    public static void checkOrder(List<CaptionCue> cues) {
        long free = 0;
        for (CaptionCue cue : cues) {
            if (cue.frames().first() < free) {
                throw new IllegalArgumentException("%s overlaps the previous cue".formatted(cue));
            }
            free = cue.frames().end();
        }
    }

    /// The same text on a part of the cue's frames, in a state of its entrance.
    ///
    /// @throws IllegalArgumentException if the cue has no such frames
    public CaptionCue entering(FrameRange run, Optional<CaptionEntrance> state) {
        if (run.first() < frames.first() || run.end() > frames.end()) {
            throw new IllegalArgumentException("%s are not frames of %s".formatted(run, this));
        }
        return new CaptionCue(run, text, highlighted, fonts, state);
    }

    /// Returns the part of the cue inside a frame range. Its frames count from the start of the range.
    ///
    /// @throws IllegalArgumentException if the cue and the range share no frame
    CaptionCue window(FrameRange run) {
        return new CaptionCue(frames.intersection(run).relativeTo(run.first()), text, highlighted, fonts, entrance);
    }

    /// A part of a text.
    ///
    /// @param first index of its first UTF-16 unit
    /// @param end index after its last UTF-16 unit
    public record TextRange(int first, int end) {

        /// @throws IllegalArgumentException if the range is empty or begins before the text
        public TextRange {
            if (first < 0 || end <= first) {
                throw new IllegalArgumentException("no text from %d to %d".formatted(first, end));
            }
        }
    }
}
