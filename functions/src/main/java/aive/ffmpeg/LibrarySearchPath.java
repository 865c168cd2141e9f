package aive.ffmpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes an ELF program's own folder the place where *all* of its libraries are looked for.
///
/// The embedded FFmpeg has a `RUNPATH`, which holds for the libraries that the program itself names, not for those that its libraries name in turn.
/// A `RPATH` holds for both, and differs in nothing but the tag of one entry of the dynamic section.
final class LibrarySearchPath {

    private static final int PROGRAM_HEADERS_OFFSET = 32;
    private static final int PROGRAM_HEADERS_COUNT = 56;
    private static final int PROGRAM_HEADER = 56;
    private static final int PT_DYNAMIC = 2;
    private static final int OFFSET = 8;
    private static final int LENGTH = 32;
    private static final int DYNAMIC_ENTRY = 16;
    private static final long DT_RPATH = 15;
    private static final long DT_RUNPATH = 29;

    private LibrarySearchPath() {}

    /// Edits the program in place; one without a `RUNPATH` stays as it is.
    static void makeTransitive(Path program) throws IOException {
        byte[] bytes = Files.readAllBytes(program);
        ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int headers = Math.toIntExact(elf.getLong(PROGRAM_HEADERS_OFFSET));
        for (int i = 0; i < elf.getShort(PROGRAM_HEADERS_COUNT); i++) {
            int header = headers + i * PROGRAM_HEADER;
            if (elf.getInt(header) == PT_DYNAMIC) {
                int dynamic = Math.toIntExact(elf.getLong(header + OFFSET));
                int end = dynamic + Math.toIntExact(elf.getLong(header + LENGTH));
                for (int entry = dynamic; entry < end; entry += DYNAMIC_ENTRY) {
                    if (elf.getLong(entry) == DT_RUNPATH) {
                        elf.putLong(entry, DT_RPATH);
                    }
                }
            }
        }
        Files.write(program, bytes);
    }
}
