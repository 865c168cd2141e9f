package aive.timeline;

import aive.time.FrameRange;

/// A text that is written on the picture for a run of frames.
///
/// @param sentence the index of its sentence in [aive.project.Project#sentences()]
/// @param text not blank
public record Caption(FrameRange frames, int sentence, String text) {}
