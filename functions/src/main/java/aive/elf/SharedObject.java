package aive.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/// A library of a few hundred bytes: its name, versions that others ask for, at most one function.
///
/// Without a function it stands in for a library that is named but never called: the loader is content with any file of the right name that has
/// the right versions. The layout: header, four program headers, dynamic section, hash table, symbols, their versions, the versions' definitions,
/// texts, code.
///
/// @param name under which others ask for it, `libpulse.so.0`
/// @param machine [ElfFile#X86_64] or [ElfFile#AARCH64]
/// @param versions of symbols that others ask it for, `PULSE_0`
/// @param function what it exports, or nothing
public record SharedObject(String name, short machine, List<String> versions, Function function) {

    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int PROGRAM_HEADERS = 4;
    private static final int DYNAMIC_ENTRY = 16;
    private static final int DYNAMIC_ENTRIES = 10;
    private static final int DYNAMIC = HEADER + PROGRAM_HEADERS * PROGRAM_HEADER;
    private static final int HASH = DYNAMIC + DYNAMIC_ENTRIES * DYNAMIC_ENTRY;
    private static final int SYMBOLS = 2;
    private static final int HASH_LENGTH = (3 + SYMBOLS) * 4 + 4;
    private static final int SYMBOL_TABLE = HASH + HASH_LENGTH;
    private static final int SYMBOL_LENGTH = 24;
    private static final int SYMBOL_VERSIONS = SYMBOL_TABLE + SYMBOLS * SYMBOL_LENGTH;
    private static final int DEFINITIONS = SYMBOL_VERSIONS + SYMBOLS * 2;
    private static final int DEFINITION = 20;
    private static final int DEFINITION_LENGTH = DEFINITION + 8;

    private static final short SHARED_OBJECT = 3;
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_GNU_STACK = 0x6474e551;
    private static final int READ_EXECUTE = 5;
    private static final int READ_WRITE = 6;
    /// The largest page of either architecture.
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

    private static final byte GLOBAL_FUNCTION = 0x12;
    private static final short DEFINED_SOMEWHERE = 1;
    private static final short OF_THE_LIBRARY_ITSELF = 1;

    public SharedObject {
        versions = List.copyOf(versions);
    }

    /// A function in machine language that needs nothing but its arguments.
    ///
    /// @param name under which others ask for it
    /// @param code in hexadecimal digits
    public record Function(String name, String code) {

        static final Function NONE = new Function("", "");
    }

    /// A library that is there, and nothing else.
    public static SharedObject empty(String name, short machine, List<String> versions) {
        return new SharedObject(name, machine, versions, Function.NONE);
    }

    /// A library of one function, for whoever asks for it in any version.
    public static SharedObject of(String name, short machine, Function function) {
        return new SharedObject(name, machine, List.of(), function);
    }

    /// The file.
    public byte[] bytes() {
        Texts texts = new Texts();
        int ownName = texts.add(name);
        int functionName = texts.add(function.name());
        List<Integer> versionNames = versions.stream().map(texts::add).toList();
        int textsOffset = DEFINITIONS + (1 + versions.size()) * DEFINITION_LENGTH;
        int codeOffset = textsOffset + texts.length();
        byte[] code = HexFormat.of().parseHex(function.code());

        ByteBuffer elf = ByteBuffer.allocate(codeOffset + code.length).order(ByteOrder.LITTLE_ENDIAN);
        header(elf);
        programHeader(elf, PT_LOAD, READ_WRITE, 0, 0, codeOffset, PAGE);
        // The same page of the file once more, at another address, where it cannot be written but run.
        programHeader(elf, PT_LOAD, READ_EXECUTE, codeOffset, PAGE + codeOffset, code.length, PAGE);
        programHeader(elf, PT_DYNAMIC, READ_WRITE, DYNAMIC, DYNAMIC, DYNAMIC_ENTRIES * DYNAMIC_ENTRY, 8);
        // Without this word the loader would make the stack executable for old times' sake.
        programHeader(elf, PT_GNU_STACK, READ_WRITE, 0, 0, 0, 16);
        elf.putLong(DT_SONAME).putLong(ownName);
        elf.putLong(DT_HASH).putLong(HASH);
        elf.putLong(DT_STRTAB).putLong(textsOffset);
        elf.putLong(DT_SYMTAB).putLong(SYMBOL_TABLE);
        elf.putLong(DT_STRSZ).putLong(texts.length());
        elf.putLong(DT_SYMENT).putLong(SYMBOL_LENGTH);
        if (versions.isEmpty()) {
            elf.put(new byte[3 * DYNAMIC_ENTRY]);
        } else {
            elf.putLong(DT_VERSYM).putLong(SYMBOL_VERSIONS);
            elf.putLong(DT_VERDEF).putLong(DEFINITIONS);
            elf.putLong(DT_VERDEFNUM).putLong(1 + versions.size());
        }
        elf.putLong(0).putLong(0);
        symbols(elf, functionName, code.length == 0 ? 0 : PAGE + codeOffset, code.length);
        elf.putShort((short) 0).putShort(OF_THE_LIBRARY_ITSELF);
        definition(elf, OF_THE_LIBRARY_ITSELF, name, ownName, versions.isEmpty());
        for (int i = 0; i < versions.size(); i++) {
            definition(elf, i + 2, versions.get(i), versionNames.get(i), i == versions.size() - 1);
        }
        texts.writeTo(elf);
        elf.put(code);
        return elf.array();
    }

    private void header(ByteBuffer elf) {
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).put(new byte[8]);
        elf.putShort(SHARED_OBJECT).putShort(machine).putInt(1);
        elf.putLong(0).putLong(HEADER).putLong(0);
        elf.putInt(0).putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) PROGRAM_HEADERS);
        elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    }

    private static void programHeader(ByteBuffer elf, int type, int flags, long offset, long address, long length, long alignment) {
        elf.putInt(type).putInt(flags);
        elf.putLong(offset).putLong(address).putLong(address);
        elf.putLong(length).putLong(length).putLong(alignment);
    }

    /// One bucket, which leads to the function, and the symbol that every table begins with.
    private static void symbols(ByteBuffer elf, int name, long address, long length) {
        boolean none = length == 0;
        elf.putInt(1).putInt(none ? 1 : SYMBOLS).putInt(none ? 0 : 1).putInt(0).putInt(0).putInt(0);
        elf.put(new byte[SYMBOL_LENGTH]);
        elf.putInt(name).put(none ? 0 : GLOBAL_FUNCTION).put((byte) 0).putShort(none ? 0 : DEFINED_SOMEWHERE);
        elf.putLong(address).putLong(length);
    }

    private static void definition(ByteBuffer elf, int index, String version, int text, boolean last) {
        elf.putShort((short) 1).putShort(index == OF_THE_LIBRARY_ITSELF ? (short) 1 : 0).putShort((short) index).putShort((short) 1);
        elf.putInt(hash(version)).putInt(DEFINITION).putInt(last ? 0 : DEFINITION_LENGTH);
        elf.putInt(text).putInt(0);
    }

    /// The hash function of the specification.
    private static int hash(String text) {
        int hash = 0;
        for (byte character : text.getBytes(StandardCharsets.US_ASCII)) {
            hash = (hash << 4) + character;
            int high = hash & 0xf0000000;
            hash = (hash ^ (high >>> 24)) & ~high;
        }
        return hash;
    }

    /// A string table in the making; its length is a multiple of 16, so that code may follow.
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
            return (bytes.size() + 15) / 16 * 16;
        }

        private void writeTo(ByteBuffer elf) {
            elf.put(bytes.toByteArray()).put(new byte[length() - bytes.size()]);
        }
    }
}
