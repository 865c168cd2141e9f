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
    /// Functions that release 2.35 made faster under a new version. Every release provides their first version too.
    private static final Set<String> OLD_FUNCTIONS = Set.of("hypot", "hypotf");
    /// A function that only the x265 encoder calls, with an option that nothing here sets. See
    /// docs/reference/ffmpeg-layer.md.
    private static final String NEVER_CALLED = "_ZGVbN2v_log2";
    private static final String FIRST_VERSION_OF_VECTORS = "GLIBC_2.22";

    private OlderCLibrary() {}

    /// Edits a file so that it does not require release 2.35. A file without such a requirement is not changed.
    ///
    /// @throws IllegalStateException if the file requires an unknown symbol of release 2.35
    static void suffices(ElfFile elf, Architecture architecture) {
        for (RequiredVersion required : elf.requiredVersions()) {
            if (required.version().equals(TOO_NEW)) {
                if (required.library().equals(MATHEMATICS) && OLD_FUNCTIONS.containsAll(required.symbols())) {
                    elf.replaceRequiredVersion(MATHEMATICS, TOO_NEW, architecture.firstVersionOfTheCLibrary());
                } else if (required.library().equals(VECTORS) && required.symbols().equals(List.of(NEVER_CALLED))) {
                    // The loader checks versions at the start, but looks for a function at its first call only.
                    elf.replaceRequiredVersion(VECTORS, TOO_NEW, FIRST_VERSION_OF_VECTORS);
                } else {
                    throw new IllegalStateException("what FFmpeg asks for is not in Amazon Linux 2023: " + required);
                }
            }
        }
    }
}
