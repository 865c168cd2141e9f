package aive.composition;

import aive.time.FrameRange;
import java.util.List;

/// A caption text with the frames on which it is drawn.
///
/// @param text not blank
public record CaptionCue(FrameRange frames, String text) {

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

    /// Returns the part of the cue inside a frame range. Its frames count from the start of the range.
    ///
    /// @throws IllegalArgumentException if the cue and the range share no frame
    CaptionCue window(FrameRange run) {
        return new CaptionCue(frames.intersection(run).relativeTo(run.first()), text);
    }
}
