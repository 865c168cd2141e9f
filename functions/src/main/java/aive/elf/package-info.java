/// ELF files, the programs and libraries of Linux: what the loader reads of them, small edits, and libraries of a few bytes. Pure: from bytes to
/// bytes, on any machine. Terms and layout are those of the ELF-64 specification and of the GNU symbol versions.
@NullMarked
package aive.elf;

import org.jspecify.annotations.NullMarked;
