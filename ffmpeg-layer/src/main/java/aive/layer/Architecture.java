package aive.layer;

import aive.elf.ElfFile;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A processor that Lambda has.
enum Architecture {
    X86_64(
            ElfFile.X86_64,
            "GLIBC_2.2.5",
            Set.of(),
            List.of("libxcb.so.1", "libxcb-shm.so.0", "libasound.so.2", "libpulse.so.0", "libudev.so.1")),

    ARM64(
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
                    // Graphics cards: this build names these three and does not bring them; that for x86-64 does.
                    "libdrm.so.2",
                    "libva.so.2",
                    "libva-drm.so.2"));

    private final short machine;
    private final String firstVersionOfTheCLibrary;
    private final Set<String> unused;
    private final List<String> stubs;

    Architecture(short machine, String firstVersionOfTheCLibrary, Set<String> unused, List<String> stubs) {
        this.machine = machine;
        this.firstVersionOfTheCLibrary = firstVersionOfTheCLibrary;
        this.unused = unused;
        this.stubs = stubs;
    }

    /// As an ELF file says it.
    short machine() {
        return machine;
    }

    /// The version in which `libm` has had `hypot` and `hypotf` since there is a GNU C library for this processor.
    String firstVersionOfTheCLibrary() {
        return firstVersionOfTheCLibrary;
    }

    /// Files of the build that nothing in the layer asks for.
    Set<String> unused() {
        return unused;
    }

    /// Libraries for screens, sound cards, and graphics cards that FFmpeg names and never calls here, and that Lambda lacks.
    List<String> stubs() {
        return stubs;
    }

    /// Where Maven Central's jar has the build.
    String resources() {
        return "org/bytedeco/ffmpeg/linux-%s-gpl/".formatted(this);
    }

    /// As Maven Central, the CDK, and Lambda spell it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
