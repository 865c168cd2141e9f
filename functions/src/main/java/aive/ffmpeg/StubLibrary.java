package aive.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// An empty ELF shared library, in place of one that FFmpeg names but never calls.
///
/// The loader accepts any library of the right name that defines the required symbol versions. If a version is missing,
/// the loader prints a warning to standard error and continues. The layout and the terms are those of the ELF-64
/// specification: header, three program headers, dynamic section, hash table, one empty symbol, the version of that
/// symbol, version definitions, string table.
///
/// @param name the name by which other files depend on the library, `libpulse.so.0`
/// @param architecture as in [Platform#architecture], `x86_64` or `arm64`
/// @param versions the symbol versions that other files require of the library, `PULSE_0`; may be empty
public record StubLibrary(String name, String architecture, List<String> versions) {

    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int PROGRAM_HEADERS = 3;
    private static final int DYNAMIC_ENTRY = 16;
    private static final int DYNAMIC_ENTRIES = 10;
    private static final int DYNAMIC = HEADER + PROGRAM_HEADERS * PROGRAM_HEADER;
    private static final int HASH = DYNAMIC + DYNAMIC_ENTRIES * DYNAMIC_ENTRY;
    private static final int HASH_LENGTH = 16;
    private static final int SYMBOLS = HASH + HASH_LENGTH;
    private static final int SYMBOL_LENGTH = 24;
    private static final int SYMBOL_VERSIONS = SYMBOLS + SYMBOL_LENGTH;
    private static final int DEFINITIONS = SYMBOL_VERSIONS + 8;
    private static final int DEFINITION = 20;
    private static final int DEFINITION_LENGTH = DEFINITION + 8;

    private static final short X86_64 = 62;
    private static final short AARCH64 = 183;
    private static final short SHARED_OBJECT = 3;
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_GNU_STACK = 0x6474e551;
    private static final int READ_WRITE = 6;
    /// The largest memory page of either architecture.
    private static final int PAGE = 0x10000;
    private static final long DT_HASH = 4;
    private static final long DT_STRTAB = 5;
    private static final long DT_SYMTAB = 6;
    private static final long DT_STRSZ = 10;
    private static final long DT_SYMENT = 11;
    private static final long DT_SONAME = 14;
    private static final long DT_VERSYM = 0x6ffffff0L;
    private static final long DT_VERDEF = 0x6ffffffcL;
    private static final long DT_VERDEFNUM = 0x6ffffffdL;
    /// Index of the version that stands for the library itself.
    private static final short BASE = 1;

    /// @throws IllegalArgumentException if the architecture is neither `x86_64` nor `arm64`
    public StubLibrary {
        versions = List.copyOf(versions);
        machine(architecture);
    }

    /// The content of the file.
    public byte[] bytes() {
        Texts texts = new Texts();
        int ownName = texts.add(name);
        List<Integer> versionNames = versions.stream().map(texts::add).toList();
        int textsOffset = DEFINITIONS + (1 + versions.size()) * DEFINITION_LENGTH;
        int length = textsOffset + texts.length();

        ByteBuffer elf = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        header(elf);
        programHeader(elf, PT_LOAD, 0, length, PAGE);
        programHeader(elf, PT_DYNAMIC, DYNAMIC, DYNAMIC_ENTRIES * DYNAMIC_ENTRY, 8);
        // Without this header the loader would make the stack executable, as very old libraries need it.
        programHeader(elf, PT_GNU_STACK, 0, 0, 16);
        elf.putLong(DT_SONAME).putLong(ownName);
        elf.putLong(DT_HASH).putLong(HASH);
        elf.putLong(DT_STRTAB).putLong(textsOffset);
        elf.putLong(DT_SYMTAB).putLong(SYMBOLS);
        elf.putLong(DT_STRSZ).putLong(texts.length());
        elf.putLong(DT_SYMENT).putLong(SYMBOL_LENGTH);
        if (!versions.isEmpty()) {
            elf.putLong(DT_VERSYM).putLong(SYMBOL_VERSIONS);
            elf.putLong(DT_VERDEF).putLong(DEFINITIONS);
            elf.putLong(DT_VERDEFNUM).putLong(1 + versions.size());
        }
        // The rest of the dynamic section is zeros, which end it; the symbol and its version are zeros too.
        elf.position(HASH).putInt(1).putInt(1);
        elf.position(DEFINITIONS);
        definition(elf, BASE, name, ownName, versions.isEmpty());
        for (int i = 0; i < versions.size(); i++) {
            definition(elf, i + 2, versions.get(i), versionNames.get(i), i == versions.size() - 1);
        }
        texts.writeTo(elf);
        return elf.array();
    }

    private static short machine(String architecture) {
        return switch (architecture) {
            case "x86_64" -> X86_64;
            case "arm64" -> AARCH64;
            default -> throw new IllegalArgumentException("no stub library can be made for " + architecture);
        };
    }

    private void header(ByteBuffer elf) {
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).put(new byte[8]);
        elf.putShort(SHARED_OBJECT).putShort(machine(architecture)).putInt(1);
        elf.putLong(0).putLong(HEADER).putLong(0);
        elf.putInt(0).putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) PROGRAM_HEADERS);
        elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    }

    private static void programHeader(ByteBuffer elf, int type, long offset, long length, long alignment) {
        elf.putInt(type).putInt(READ_WRITE);
        elf.putLong(offset).putLong(offset).putLong(offset);
        elf.putLong(length).putLong(length).putLong(alignment);
    }

    private static void definition(ByteBuffer elf, int index, String version, int text, boolean last) {
        elf.putShort((short) 1).putShort(index == BASE ? (short) 1 : 0).putShort((short) index).putShort((short) 1);
        elf.putInt(hash(version)).putInt(DEFINITION).putInt(last ? 0 : DEFINITION_LENGTH);
        elf.putInt(text).putInt(0);
    }

    /// The hash function of the ELF specification.
    private static int hash(String text) {
        int hash = 0;
        for (byte character : text.getBytes(StandardCharsets.US_ASCII)) {
            hash = (hash << 4) + character;
            int high = hash & 0xf0000000;
            hash = (hash ^ (high >>> 24)) & ~high;
        }
        return hash;
    }

    /// Builds a string table.
    private static final class Texts {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private Texts() {
            bytes.write(0);
        }

        private int add(String text) {
            int index = bytes.size();
            bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
            bytes.write(0);
            return index;
        }

        private int length() {
            return bytes.size();
        }

        private void writeTo(ByteBuffer elf) {
            elf.put(bytes.toByteArray());
        }
    }
}
