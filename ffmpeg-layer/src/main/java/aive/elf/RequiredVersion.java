package aive.elf;

import java.util.List;

/// A symbol version that a program requires of a library. Unless the version is weak, the loader does not
/// start the program without it.
///
/// @param library the name by which the program requires the library, such as `libm.so.6`
/// @param version the name of the version, such as `GLIBC_2.35`
/// @param weak whether the loader only warns if the version is missing; the version's symbols are missing even then
/// @param symbols the symbols that the program imports in this version
public record RequiredVersion(String library, String version, boolean weak, List<String> symbols) {

    public RequiredVersion {
        symbols = List.copyOf(symbols);
    }
}
