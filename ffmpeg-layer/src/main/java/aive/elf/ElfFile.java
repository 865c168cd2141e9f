package aive.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A 64-bit little-endian ELF file in memory. Edits change it in place and move nothing, so every offset stays right.
public final class ElfFile {

    /// An x86-64 processor, see [#machine].
    public static final short X86_64 = 62;

    /// A 64-bit ARM processor, see [#machine].
    public static final short AARCH64 = 183;

    private static final int MAGIC = 0x464c457f;
    private static final int SMALLEST = 64;
    private static final int CLASS_64_LITTLE_ENDIAN = 0x0102;
    private static final int MACHINE = 18;
    private static final int SEGMENTS_OFFSET = 32;
    private static final int SEGMENTS_COUNT = 56;
    private static final int SEGMENT_LENGTH = 56;
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;
    private static final int PT_GNU_STACK = 0x6474e551;
    private static final int EXECUTABLE = 1;

    private static final int DYNAMIC_ENTRY = 16;
    private static final long DT_NULL = 0;
    private static final long DT_NEEDED = 1;
    private static final long DT_HASH = 4;
    private static final long DT_STRTAB = 5;
    private static final long DT_SYMTAB = 6;
    private static final long DT_SONAME = 14;
    private static final long DT_GNU_HASH = 0x6ffffef5L;
    private static final long DT_VERSYM = 0x6ffffff0L;
    private static final long DT_VERNEED = 0x6ffffffeL;
    private static final long DT_VERNEEDNUM = 0x6fffffffL;

    private static final int SYMBOL_LENGTH = 24;
    private static final int WEAK_VERSION = 2;
    private static final int VERSION_INDEX = 0x7fff;

    private final byte[] bytes;
    private final ByteBuffer elf;

    private ElfFile(byte[] bytes) {
        this.bytes = bytes;
        this.elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The offset of a required version's entry in the file, and the library that must provide the version.
    private record Requirement(int offset, String library) {}

    /// A segment (program header): a range of the file and its address in memory.
    private record Segment(int type, int flags, long offset, long address, long length) {}

    /// Whether `bytes` is a 64-bit little-endian ELF file.
    public static boolean isElf(byte[] bytes) {
        ByteBuffer start = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.length >= SMALLEST && start.getInt(0) == MAGIC && start.getShort(4) == CLASS_64_LITTLE_ENDIAN;
    }

    /// Wraps the bytes of an ELF file without copying them: edits change `bytes`.
    ///
    /// @throws IllegalArgumentException if `bytes` is not a 64-bit little-endian ELF file
    public static ElfFile of(byte[] bytes) {
        if (!isElf(bytes)) {
            throw new IllegalArgumentException("not a 64-bit little-endian ELF file");
        }
        return new ElfFile(bytes);
    }

    /// The bytes of the file with all edits; not a copy.
    public byte[] bytes() {
        return bytes;
    }

    /// The processor: [#X86_64], [#AARCH64], or another number from the ELF specification.
    public short machine() {
        return elf.getShort(MACHINE);
    }

    /// Whether this file is a program; otherwise it is a library.
    public boolean isProgram() {
        return segments().stream().anyMatch(segment -> segment.type() == PT_INTERP);
    }

    /// Whether the loader must make the stack executable: the file requests this, or has no `PT_GNU_STACK` segment.
    public boolean wantsExecutableStack() {
        return segments().stream()
                .noneMatch(segment -> segment.type() == PT_GNU_STACK && (segment.flags() & EXECUTABLE) == 0);
    }

    /// The library's name (`DT_SONAME`), by which other files require it; empty if it has none.
    public Optional<String> name() {
        return texts(DT_SONAME).stream().findFirst();
    }

    /// The names of the libraries that this file requires, in order.
    public List<String> needed() {
        return texts(DT_NEEDED);
    }

    /// The symbol versions that this file requires from other libraries.
    public List<RequiredVersion> requiredVersions() {
        List<String> symbols = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        dynamicOffset(DT_VERSYM).ifPresent(versions -> {
            for (int symbol = 1; symbol < importedSymbols(); symbol++) {
                symbols.add(symbolName(symbol));
                indices.add(elf.getShort(versions + 2 * symbol) & VERSION_INDEX);
            }
        });
        return requirements().stream()
                .map(requirement -> {
                    int index = elf.getShort(requirement.offset() + 6);
                    List<String> its = new ArrayList<>();
                    for (int i = 0; i < symbols.size(); i++) {
                        if (indices.get(i) == index) {
                            its.add(symbols.get(i));
                        }
                    }
                    boolean weak = (elf.getShort(requirement.offset() + 4) & WEAK_VERSION) != 0;
                    return new RequiredVersion(requirement.library(), version(requirement), weak, its);
                })
                .toList();
    }

    /// Changes a required version of a library: symbols that were required in `version` are now required in `other`.
    ///
    /// @param other a version that this file already requires from any library
    /// @throws IllegalArgumentException if this file does not require `version` from `library`, or `other` from any
    ///     library
    public void replaceRequiredVersion(String library, String version, String other) {
        Requirement from = requirement(library, version);
        Requirement to = requirements().stream()
                .filter(candidate -> version(candidate).equals(other))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is required in version " + other));
        elf.putInt(from.offset(), elf.getInt(to.offset()));
        elf.putInt(from.offset() + 8, elf.getInt(to.offset() + 8));
    }

    private Requirement requirement(String library, String version) {
        return requirements().stream()
                .filter(candidate -> candidate.library().equals(library)
                        && version(candidate).equals(version))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("%s is not required of %s".formatted(version, library)));
    }

    private String version(Requirement requirement) {
        return textAt(elf.getInt(requirement.offset() + 8));
    }

    private List<Requirement> requirements() {
        List<Requirement> all = new ArrayList<>();
        dynamicOffset(DT_VERNEED).ifPresent(first -> {
            int library = first;
            for (long i = dynamicValue(DT_VERNEEDNUM).orElse(0L); i > 0; i--) {
                String name = textAt(elf.getInt(library + 4));
                int version = library + elf.getInt(library + 8);
                for (int count = elf.getShort(library + 2); count > 0; count--) {
                    all.add(new Requirement(version, name));
                    version += elf.getInt(version + 12);
                }
                library += elf.getInt(library + 12);
            }
        });
        return all;
    }

    /// An upper bound for the indices of imported symbols, which come first in the symbol table.
    private int importedSymbols() {
        Optional<Integer> gnu = dynamicOffset(DT_GNU_HASH).map(hash -> elf.getInt(hash + 4));
        return gnu.or(() -> dynamicOffset(DT_HASH).map(hash -> elf.getInt(hash + 4)))
                .orElse(0);
    }

    private String symbolName(int symbol) {
        return textAt(elf.getInt(dynamicOffset(DT_SYMTAB).orElseThrow() + symbol * SYMBOL_LENGTH));
    }

    private List<String> texts(long tag) {
        return dynamicEntries(tag).stream()
                .map(entry -> textAt(Math.toIntExact(elf.getLong(entry + 8))))
                .toList();
    }

    private String textAt(int index) {
        int start = dynamicOffset(DT_STRTAB).orElseThrow() + index;
        int end = start;
        while (elf.get(end) != 0) {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
    }

    private Optional<Long> dynamicValue(long tag) {
        return dynamicEntries(tag).stream().map(entry -> elf.getLong(entry + 8)).findFirst();
    }

    private Optional<Integer> dynamicOffset(long tag) {
        return dynamicValue(tag).map(this::offset);
    }

    private List<Integer> dynamicEntries(long tag) {
        List<Integer> entries = new ArrayList<>();
        segment(PT_DYNAMIC).ifPresent(dynamic -> {
            int end = Math.toIntExact(dynamic.offset() + dynamic.length());
            for (int entry = Math.toIntExact(dynamic.offset());
                    entry < end && elf.getLong(entry) != DT_NULL;
                    entry += DYNAMIC_ENTRY) {
                if (elf.getLong(entry) == tag) {
                    entries.add(entry);
                }
            }
        });
        return entries;
    }

    /// The offset in the file that belongs to an address in memory.
    private int offset(long address) {
        return segments().stream()
                .filter(segment -> segment.type() == PT_LOAD
                        && address >= segment.address()
                        && address < segment.address() + segment.length())
                .findFirst()
                .map(segment -> Math.toIntExact(address - segment.address() + segment.offset()))
                .orElseThrow(() -> new IllegalArgumentException("no part of the file is at address " + address));
    }

    private Optional<Segment> segment(int type) {
        return segments().stream().filter(segment -> segment.type() == type).findFirst();
    }

    private List<Segment> segments() {
        int first = Math.toIntExact(elf.getLong(SEGMENTS_OFFSET));
        List<Segment> all = new ArrayList<>();
        for (int i = 0; i < elf.getShort(SEGMENTS_COUNT); i++) {
            int at = first + i * SEGMENT_LENGTH;
            all.add(new Segment(
                    elf.getInt(at),
                    elf.getInt(at + 4),
                    elf.getLong(at + 8),
                    elf.getLong(at + 16),
                    elf.getLong(at + 32)));
        }
        return all;
    }
}
