package aive.composition;

import aive.time.FrameRange;
import java.util.List;

/// A text that is written on the video for a run of frames.
///
/// @param text not blank
public record CaptionCue(FrameRange frames, String text) {

    /// @throws IllegalArgumentException if a cue begins before the one in front of it has ended, naming it
    public static void checkOrder(List<CaptionCue> cues) {
        long free = 0;
        for (CaptionCue cue : cues) {
            if (cue.frames().first() < free) {
                throw new IllegalArgumentException("%s overlaps the cue in front of it".formatted(cue));
            }
            free = cue.frames().end();
        }
    }
}
