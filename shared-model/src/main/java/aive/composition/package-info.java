/// What a video is, between the project that people wrote and FFmpeg that draws it.
///
/// Everything counts in whole frames of the output and whole samples. Every value is immutable and valid.
@NullMarked
package aive.composition;

import org.jspecify.annotations.NullMarked;
