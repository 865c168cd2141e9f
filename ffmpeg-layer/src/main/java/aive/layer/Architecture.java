package aive.layer;

import aive.elf.ElfFile;
import java.util.List;
import java.util.Set;

/// A processor architecture of Lambda.
///
/// @param name the name that Maven Central, the CDK, and Lambda use
/// @param machine the number of the processor in an ELF file
/// @param firstVersionOfTheCLibrary the first symbol version of the GNU C library for this processor; `libm` provides
///     `hypot` and `hypotf` in this version in every release
/// @param unused files of the published build that nothing in the layer requires
/// @param stubs libraries for screens, sound cards, and graphics cards that FFmpeg requires but never calls here, and
///     that Lambda lacks
record Architecture(
        String name, short machine, String firstVersionOfTheCLibrary, Set<String> unused, List<String> stubs) {

    static final Architecture X86_64 = new Architecture(
            "x86_64",
            ElfFile.X86_64,
            "GLIBC_2.2.5",
            Set.of(),
            List.of("libxcb.so.1", "libxcb-shm.so.0", "libasound.so.2", "libpulse.so.0", "libudev.so.1"));

    static final Architecture ARM64 = new Architecture(
            "arm64",
            ElfFile.AARCH64,
            "GLIBC_2.17",
            // For the Raspberry Pi, and a real library for sound cards, which the empty one replaces.
            Set.of("libbcm_host.so", "libvchiq_arm.so", "libvcos.so", "libasound.so.2"),
            List.of(
                    "libxcb.so.1",
                    "libxcb-shm.so.0",
                    "libasound.so.2",
                    "libpulse.so.0",
                    "libudev.so.1",
                    // This build names these three and does not bring them; the one for x86-64 does.
                    "libdrm.so.2",
                    "libva.so.2",
                    "libva-drm.so.2"));

    static final List<Architecture> ALL = List.of(X86_64, ARM64);

    Architecture {
        unused = Set.copyOf(unused);
        stubs = List.copyOf(stubs);
    }

    /// The folder of the FFmpeg build in the jar from Maven Central.
    String resources() {
        return "org/bytedeco/ffmpeg/linux-%s-gpl/".formatted(name);
    }
}
