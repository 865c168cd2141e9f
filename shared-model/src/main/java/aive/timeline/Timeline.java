package aive.timeline;

import aive.composition.CaptionCue;
import aive.error.Problem;
import aive.time.FrameRange;
import aive.time.FrameRate;
import java.util.List;

/// The shots and captions of the whole video on the output's frame grid.
///
/// @param frameRate of the output
/// @param frames all frames, from 0
/// @param shots in order, without gap or overlap
/// @param captions in order, without overlap; also those of a project that does not draw them
/// @param warnings differences between the timeline and the project's times
public record Timeline(
        FrameRate frameRate, FrameRange frames, List<Shot> shots, List<CaptionCue> captions, List<Problem> warnings) {

    /// @throws IllegalArgumentException if the shots do not cover the frames exactly, captions overlap, or a caption
    ///     ends after the last frame
    public Timeline {
        shots = List.copyOf(shots);
        captions = List.copyOf(captions);
        warnings = List.copyOf(warnings);
        long expected = 0;
        for (Shot shot : shots) {
            if (shot.frames().first() != expected) {
                throw new IllegalArgumentException("%s should begin at frame %d".formatted(shot, expected));
            }
            expected = shot.frames().end();
        }
        if (frames.first() != 0 || expected != frames.end()) {
            throw new IllegalArgumentException("shots end at frame %d of %s".formatted(expected, frames));
        }
        CaptionCue.checkOrder(captions);
        if (!captions.isEmpty() && captions.getLast().frames().end() > frames.end()) {
            throw new IllegalArgumentException("a caption ends after frame %d".formatted(frames.end()));
        }
    }
}
