package aive.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.ffmpeg.StubLibrary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reads the smallest file there is, a stub library; the layer's tests read FFmpeg's own files.
class ElfFileTest {

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(
            nullValues = "none",
            value = {"x86_64, 62, PULSE_0", "arm64, 183, PULSE_0", "x86_64, 62, none", "arm64, 183, none"})
    void aStubLibraryHasANameAndNothingElse(String architecture, short machine, @Nullable String version) {
        // given
        List<String> versions = Optional.ofNullable(version).stream().toList();
        // when
        ElfFile elf = ElfFile.of(new StubLibrary("libpulse.so.0", architecture, versions).bytes());
        // then
        assertEquals(machine, elf.machine());
        assertEquals(Optional.of("libpulse.so.0"), elf.name());
        assertEquals(List.of(), elf.needed());
        assertEquals(List.of(), elf.requiredVersions());
        assertFalse(elf.isProgram());
        assertFalse(elf.wantsExecutableStack());
    }

    @Test
    void aVersionThatIsNotRequiredCannotBeReplaced() {
        ElfFile elf = ElfFile.of(new StubLibrary("libpulse.so.0", "x86_64", List.of("PULSE_0")).bytes());
        assertThrows(
                IllegalArgumentException.class,
                () -> elf.replaceRequiredVersion("libm.so.6", "GLIBC_2.35", "GLIBC_2.2.5"));
    }

    @Test
    void anythingElseIsRefused() {
        assertFalse(ElfFile.isElf("#!/bin/sh".getBytes(StandardCharsets.US_ASCII)));
        assertThrows(IllegalArgumentException.class, () -> ElfFile.of(new byte[64]));
    }
}
