package aive.layer;

import aive.elf.ElfFile;
import java.util.List;
import java.util.Set;

/// A processor that Lambda has.
///
/// @param name as Maven Central, the CDK, and Lambda spell it
/// @param machine as an ELF file says it
/// @param firstVersionOfTheCLibrary in which `libm` has had `hypot` and `hypotf` since there is a GNU C library for
/// this processor
/// @param unused files of the build that nothing in the layer asks for
/// @param stubs libraries for screens, sound cards, and graphics cards that FFmpeg names and never calls here, and that
/// Lambda lacks
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

    /// Where Maven Central's jar has the build.
    String resources() {
        return "org/bytedeco/ffmpeg/linux-%s-gpl/".formatted(name);
    }
}
