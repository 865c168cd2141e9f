/// Reads and edits ELF files, the programs and libraries of Linux: bytes in, bytes out, on any machine.
///
/// Terms and layout are those of the ELF-64 specification and of the GNU symbol versions.
@NullMarked
package aive.elf;

import org.jspecify.annotations.NullMarked;
