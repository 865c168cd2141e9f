/// Render chunk: draws captions, composes and encodes the frames of one chunk.
@NullMarked
package aive.step.render;

import org.jspecify.annotations.NullMarked;
