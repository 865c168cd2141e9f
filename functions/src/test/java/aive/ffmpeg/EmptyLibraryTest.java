package aive.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmptyLibraryTest {

    private static final int DT_NEEDED = 1;
    private static final int DT_STRTAB = 5;
    private static final int DT_SONAME = 14;
    private static final int DT_RPATH = 15;

    /// What every Linux has that can run Java.
    private static final Set<String> OF_THE_SYSTEM = Set.of(
            "libc.so.6", "libm.so.6", "libmvec.so.1", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libgcc_s.so.1", "libstdc++.so.6", "libz.so.1",
            "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1");

    @ParameterizedTest(name = "{0}")
    @CsvSource({"x86_64, 62", "arm64, 183"})
    void itIsALibraryOfItsNameAndNothingElse(String architecture, int machine) {
        // when
        ByteBuffer elf = ByteBuffer.wrap(EmptyLibrary.named("libpulse.so.0", architecture)).order(ByteOrder.LITTLE_ENDIAN);
        // then
        assertEquals(0x464c457f, elf.getInt(0));
        assertEquals(3, elf.getShort(16), "a shared object");
        assertEquals(machine, elf.getShort(18));
        assertEquals(List.of("libpulse.so.0"), names(elf, DT_SONAME));
        assertEquals(List.of(), names(elf, DT_NEEDED));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void everyLibraryThatFfmpegNeedsLiesBesideItOrIsTheSystems() throws IOException {
        // given
        Path folder = TestFfmpeg.FFMPEG.build().ffmpeg().resolveSibling("");
        Set<String> missing = new TreeSet<>();
        // when
        Set<String> known = new LinkedHashSet<>(List.of("ffmpeg", "ffprobe"));
        List<String> open = new ArrayList<>(known);
        while (!open.isEmpty()) {
            for (String needed : names(read(folder.resolve(open.removeLast())), DT_NEEDED)) {
                if (Files.exists(folder.resolve(needed))) {
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
        for (String program : List.of("ffmpeg", "ffprobe")) {
            assertTrue(names(read(folder.resolve(program)), DT_RPATH).getFirst().contains("$ORIGIN"), "libraries of libraries are looked for here, too");
        }
    }

    private static ByteBuffer read(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The strings that entries of one tag in the dynamic section stand for.
    private static List<String> names(ByteBuffer elf, int wanted) {
        List<Integer> offsets = new ArrayList<>();
        long strings = 0;
        for (long[] header : headers(elf)) {
            if (header[0] == 2) {
                for (int entry = (int) header[1]; elf.getLong(entry) != 0; entry += 16) {
                    if (elf.getLong(entry) == wanted) {
                        offsets.add((int) elf.getLong(entry + 8));
                    }
                    if (elf.getLong(entry) == DT_STRTAB) {
                        strings = elf.getLong(entry + 8);
                    }
                }
            }
        }
        long table = fileOffset(elf, strings);
        return offsets.stream().map(offset -> string(elf, (int) table + offset)).toList();
    }

    /// Type, offset in the file, address in memory, and length of each segment.
    private static List<long[]> headers(ByteBuffer elf) {
        int first = (int) elf.getLong(32);
        return Stream.iterate(first, at -> at + 56)
                .limit(elf.getShort(56))
                .map(at -> new long[] {elf.getInt(at), elf.getLong(at + 8), elf.getLong(at + 16), elf.getLong(at + 32)})
                .toList();
    }

    private static long fileOffset(ByteBuffer elf, long address) {
        for (long[] header : headers(elf)) {
            if (header[0] == 1 && address >= header[2] && address < header[2] + header[3]) {
                return address - header[2] + header[1];
            }
        }
        return address;
    }

    private static String string(ByteBuffer elf, int offset) {
        int end = offset;
        while (elf.get(end) != 0) {
            end++;
        }
        return StandardCharsets.US_ASCII.decode(elf.slice(offset, end - offset)).toString();
    }
}
