/// The video as data: items, overlays, and audio, independent of the project's JSON and of FFmpeg.
///
/// Lengths are whole frames of the output and whole samples. Every value is immutable and valid.
@NullMarked
package aive.composition;

import org.jspecify.annotations.NullMarked;
