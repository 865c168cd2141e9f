/// Draws and encodes windows of a composition with FFmpeg, and joins encoded pieces.
@NullMarked
package aive.render;

import org.jspecify.annotations.NullMarked;
