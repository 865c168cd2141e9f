package aive.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.elf.ElfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class EmbeddedFfmpegTest {

    private static final Path FOLDER = TestFfmpeg.FFMPEG.build().ffmpeg().resolveSibling("");

    /// What every Linux has that can run Java.
    private static final Set<String> OF_THE_SYSTEM = Set.of(
            "libc.so.6", "libm.so.6", "libmvec.so.1", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libgcc_s.so.1", "libstdc++.so.6", "libz.so.1",
            "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1");

    @Test
    void everyLibraryThatFfmpegNeedsLiesBesideItOrIsTheSystems() throws IOException {
        // given
        Set<String> missing = new TreeSet<>();
        // when
        Set<String> known = new LinkedHashSet<>(List.of("ffmpeg", "ffprobe"));
        List<String> open = new ArrayList<>(known);
        while (!open.isEmpty()) {
            for (String needed : read(open.removeLast()).needed()) {
                if (Files.exists(FOLDER.resolve(needed))) {
                    if (known.add(needed)) {
                        open.add(needed);
                    }
                } else if (!OF_THE_SYSTEM.contains(needed)) {
                    missing.add(needed);
                }
            }
        }
        // then
        assertEquals(Set.of(), missing);
        assertTrue(known.size() > 8, known::toString);
    }

    @Test
    void librariesOfLibrariesAreLookedForBesideItToo() throws IOException {
        for (String program : List.of("ffmpeg", "ffprobe")) {
            assertTrue(read(program).transitiveSearchPath().getFirst().contains("$ORIGIN"), program);
        }
    }

    private static ElfFile read(String name) throws IOException {
        return ElfFile.of(Files.readAllBytes(FOLDER.resolve(name)));
    }
}
