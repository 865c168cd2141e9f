package aive.elf;

import java.util.List;

/// A version of a library's symbols without which the loader does not start a program.
///
/// @param library as it is asked for, `libm.so.6`
/// @param version `GLIBC_2.35`
/// @param weak whether the loader only warns where the version is missing; its symbols are missing all the same
/// @param symbols what is asked for in this version
public record RequiredVersion(String library, String version, boolean weak, List<String> symbols) {

    public RequiredVersion {
        symbols = List.copyOf(symbols);
    }
}
