/// Captions as pictures: a text is laid out once for a size of picture and painted with fonts of our own, so that it looks the same everywhere.
///
/// Everything starts at [aive.caption.CaptionFonts], the only class here that reads files.
@NullMarked
package aive.caption;

import org.jspecify.annotations.NullMarked;
