package aive.layer;

import aive.elf.ElfFile;
import aive.elf.RequiredVersion;
import java.util.List;
import java.util.Set;

/// Lets a library that was linked on a system with the GNU C library 2.35 start on 2.34.
final class OlderCLibrary {

    private static final String TOO_NEW = "GLIBC_2.35";
    private static final String MATHEMATICS = "libm.so.6";
    private static final String VECTORS = "libmvec.so.1";
    /// 2.35 has them anew (faster), and every other one in its first version.
    private static final Set<String> OLD_FUNCTIONS = Set.of("hypot", "hypotf");
    /// Anything else of `libmvec` is in this one.
    private static final String FIRST_VERSION_OF_VECTORS = "GLIBC_2.22";

    private OlderCLibrary() {}

    /// Edits the library; one that does not ask for what is too new stays as it is.
    ///
    /// @throws IllegalStateException if it asks for something too new that we do not know
    static void suffices(ElfFile elf, Architecture architecture) {
        for (RequiredVersion required : elf.requiredVersions()) {
            if (required.version().equals(TOO_NEW)) {
                if (required.library().equals(MATHEMATICS) && OLD_FUNCTIONS.containsAll(required.symbols())) {
                    elf.replaceRequiredVersion(MATHEMATICS, TOO_NEW, architecture.firstVersionOfTheCLibrary());
                } else if (required.library().equals(VECTORS) && required.symbols().equals(List.of(VectorLog2.NAME))) {
                    // Nobody has it in this version; but ours has no versions, which counts as any.
                    elf.replaceRequiredVersion(VECTORS, TOO_NEW, FIRST_VERSION_OF_VECTORS);
                    elf.need(VectorLog2.NAME);
                } else {
                    throw new IllegalStateException("what FFmpeg asks for is not in Amazon Linux 2023: " + required);
                }
            }
        }
    }
}
