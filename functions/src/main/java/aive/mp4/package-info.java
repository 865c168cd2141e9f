/// Reads and writes MP4 files (ISO/IEC 14496-12) without decoding: the tables of files that this program made, and the
/// file that joins their samples.
@NullMarked
package aive.mp4;

import org.jspecify.annotations.NullMarked;
