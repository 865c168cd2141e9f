package aive.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// An ELF shared object that holds nothing but its own name.
///
/// The embedded FFmpeg names libraries for screens and sound cards that a server lacks, and never calls them here. The loader is content with any
/// file of the right name. The layout is that of the ELF-64 specification: header, two program headers, dynamic section, hash table, symbol
/// table, string table.
public final class EmptyLibrary {

    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int DYNAMIC_ENTRIES = 7;
    private static final int DYNAMIC = HEADER + 2 * PROGRAM_HEADER;
    private static final int HASH = DYNAMIC + DYNAMIC_ENTRIES * 16;
    private static final int HASH_LENGTH = 4 * 4;
    private static final int SYMBOLS = HASH + HASH_LENGTH;
    private static final int SYMBOL_LENGTH = 24;
    private static final int STRINGS = SYMBOLS + SYMBOL_LENGTH;

    private static final short SHARED_OBJECT = 3;
    private static final short X86_64 = 62;
    private static final short AARCH64 = 183;
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int READ_WRITE = 6;
    private static final int PAGE = 0x10000;
    private static final long DT_HASH = 4;
    private static final long DT_STRTAB = 5;
    private static final long DT_SYMTAB = 6;
    private static final long DT_STRSZ = 10;
    private static final long DT_SYMENT = 11;
    private static final long DT_SONAME = 14;

    private EmptyLibrary() {}

    /// The bytes of a library.
    ///
    /// @param name as others ask for it, `libpulse.so.0`
    /// @param architecture `x86_64` or `arm64`
    public static byte[] named(String name, String architecture) {
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        strings.write(0);
        strings.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        strings.write(0);
        int length = STRINGS + strings.size();
        ByteBuffer elf = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        header(elf, architecture.equals("arm64") ? AARCH64 : X86_64);
        programHeader(elf, PT_LOAD, 0, length, PAGE);
        programHeader(elf, PT_DYNAMIC, DYNAMIC, DYNAMIC_ENTRIES * 16, 8);
        elf.putLong(DT_SONAME).putLong(1);
        elf.putLong(DT_HASH).putLong(HASH);
        elf.putLong(DT_STRTAB).putLong(STRINGS);
        elf.putLong(DT_SYMTAB).putLong(SYMBOLS);
        elf.putLong(DT_STRSZ).putLong(strings.size());
        elf.putLong(DT_SYMENT).putLong(SYMBOL_LENGTH);
        elf.putLong(0).putLong(0);
        // One bucket, one symbol (the empty one that every table begins with), no chain.
        elf.putInt(1).putInt(1).putInt(0).putInt(0);
        elf.put(new byte[SYMBOL_LENGTH]);
        elf.put(strings.toByteArray());
        return elf.array();
    }

    private static void header(ByteBuffer elf, short machine) {
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).put(new byte[8]);
        elf.putShort(SHARED_OBJECT).putShort(machine).putInt(1);
        elf.putLong(0).putLong(HEADER).putLong(0);
        elf.putInt(0).putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 2);
        elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    }

    private static void programHeader(ByteBuffer elf, int type, long offset, long length, long alignment) {
        elf.putInt(type).putInt(READ_WRITE);
        elf.putLong(offset).putLong(offset).putLong(offset);
        elf.putLong(length).putLong(length).putLong(alignment);
    }
}
