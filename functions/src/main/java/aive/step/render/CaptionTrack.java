package aive.step.render;

import aive.ffmpeg.MediaInput;

/// Captions as FFmpeg reads them: a list of equally large images, each shown for a number of frames.
///
/// @param input the list
/// @param x left edge of the images on the picture, even
/// @param y upper edge
record CaptionTrack(MediaInput input, int x, int y) {}
