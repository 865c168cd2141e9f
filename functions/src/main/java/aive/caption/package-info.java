/// Lays out and paints captions with bundled fonts, for the same pixels on every machine.
///
/// [aive.caption.CaptionFonts] is the entry point, and loads the fonts.
@NullMarked
package aive.caption;

import org.jspecify.annotations.NullMarked;
