/// Divides captions into pages, lays them out, and paints them with fonts of fixed bytes, for the same pixels on every
/// machine.
///
/// [aive.caption.CaptionFonts] is the entry point, and loads the fonts.
@NullMarked
package aive.caption;

import org.jspecify.annotations.NullMarked;
