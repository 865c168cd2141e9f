/// Draws windows of a composition with FFmpeg, and joins what was encoded.
@NullMarked
package aive.render;

import org.jspecify.annotations.NullMarked;
