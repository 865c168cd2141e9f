package aive.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the loader makes of these files is tested where FFmpeg is started with them.
class SharedObjectTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(shorts = {ElfFile.X86_64, ElfFile.AARCH64})
    void anEmptyOneIsALibraryOfItsNameAndNothingElse(short machine) {
        // when
        ElfFile elf = ElfFile.of(SharedObject.empty("libpulse.so.0", machine, List.of("PULSE_0")).bytes());
        // then
        assertEquals(machine, elf.machine());
        assertEquals(Optional.of("libpulse.so.0"), elf.name());
        assertEquals(List.of(), elf.needed());
        assertEquals(List.of(), elf.requiredVersions());
        assertFalse(elf.isProgram());
        assertFalse(elf.wantsExecutableStack());
    }

    @Test
    void itHasNoRoomToAskForAnother() {
        // given
        ElfFile elf = ElfFile.of(SharedObject.empty("libpulse.so.0", ElfFile.X86_64, List.of("PULSE_0")).bytes());
        // then
        assertThrows(IllegalArgumentException.class, () -> elf.need("PULSE_0"));
        assertThrows(IllegalArgumentException.class, () -> elf.need("libz.so.1"));
        assertThrows(IllegalArgumentException.class, () -> elf.replaceRequiredVersion("libm.so.6", "GLIBC_2.35", "GLIBC_2.2.5"));
    }

    @Test
    void anythingElseIsRefused() {
        assertFalse(ElfFile.isElf("#!/bin/sh".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertThrows(IllegalArgumentException.class, () -> ElfFile.of(new byte[64]));
    }
}
