/// Render chunk: draws and encodes the frames of one chunk.
@NullMarked
package aive.step.render;

import org.jspecify.annotations.NullMarked;
