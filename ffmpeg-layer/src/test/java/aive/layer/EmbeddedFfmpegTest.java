package aive.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.elf.ElfFile;
import aive.ffmpeg.TestFfmpeg;
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
import org.junit.jupiter.api.io.TempDir;

/// The FFmpeg that the local command line unpacks: it stands here because its files are read with `aive.elf`.
@EnabledOnOs(OS.LINUX)
class EmbeddedFfmpegTest {

    private static final Path FOLDER = TestFfmpeg.FFMPEG.build().ffmpeg().resolveSibling("");

    /// Libraries that exist on every Linux with Java.
    private static final Set<String> OF_THE_SYSTEM = Set.of(
            "libc.so.6", "libm.so.6", "libmvec.so.1", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libgcc_s.so.1",
            "libstdc++.so.6", "libz.so.1", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1");

    @Test
    void everyLibraryOfFfmpegIsBesideItOrPartOfTheSystem() throws IOException {
        // given
        Set<String> missing = new TreeSet<>();
        // when
        Set<String> known = new LinkedHashSet<>(List.of("ffmpeg", "ffprobe"));
        List<String> open = new ArrayList<>(known);
        while (!open.isEmpty()) {
            for (String needed : ElfFile.of(Files.readAllBytes(FOLDER.resolve(open.removeLast()))).needed()) {
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
    void itStartsWithoutTheLibrariesOfADesktopWhereTheLibraryPathIsSet(@TempDir Path folder)
            throws IOException, InterruptedException {
        // given
        BareRoot root = BareRoot.withLayer(folder);
        root.mount(FOLDER, "/embedded");
        // when
        BareRoot.Result without = root.run(List.of("/embedded/ffmpeg", "-version"));
        root.set("LD_LIBRARY_PATH", "/embedded");
        BareRoot.Result with = root.run(List.of("/embedded/ffmpeg", "-version"));
        // then
        assertNotEquals(0, without.exitCode());
        assertTrue(without.output().contains("error while loading shared libraries"), without.output());
        assertEquals(0, with.exitCode(), with.output());
    }
}
