package aive.layer;

import aive.elf.ElfFile;
import aive.elf.RequiredVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Takes out of this machine's mathematics libraries what Amazon Linux 2023's do not have yet: as far as names go, they
/// become those of release
/// 2.34.
final class OlderBase {

    private static final int NAMELESS = 0;

    private OlderBase() {}

    static void in(BareRoot root) throws IOException {
        for (String library : new String[] {"libm.so.6", "libmvec.so.1"}) {
            for (Path copy : root.copies(library)) {
                if (Files.exists(copy)) {
                    Files.write(copy, older(Files.readAllBytes(copy)));
                }
            }
        }
    }

    /// Versions that are too new lose their hashes and names, their symbols lose their names. What one of the libraries
    /// wants of the other in such
    /// a version it gets in an old one.
    private static byte[] older(byte[] bytes) {
        ElfFile elf = ElfFile.of(bytes);
        for (RequiredVersion required : elf.requiredVersions()) {
            if (!RuntimeBase.has(required.version()) && required.library().equals("libm.so.6")) {
                elf.replaceRequiredVersion(required.library(), required.version(), oldest(elf));
            }
        }
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Tables tables = Tables.of(file);
        int definition = tables.definitions();
        for (int i = 0; i < tables.definitionCount(); i++) {
            int index = file.getShort(definition + 4);
            int name = definition + file.getInt(definition + 12);
            String version = tables.text(file.getInt(name));
            if (version.startsWith("GLIBC_2") && !RuntimeBase.has(version)) {
                file.putInt(definition + 8, ~file.getInt(definition + 8));
                file.putInt(name, NAMELESS);
                for (int symbol = 0; symbol < tables.symbolCount(); symbol++) {
                    if ((file.getShort(tables.symbolVersions() + 2 * symbol) & 0x7fff) == index) {
                        file.putInt(tables.symbols() + 24 * symbol, NAMELESS);
                    }
                }
            }
            definition += file.getInt(definition + 16);
        }
        return bytes;
    }

    private static String oldest(ElfFile elf) {
        return elf.requiredVersions().stream()
                .map(RequiredVersion::version)
                .filter(RuntimeBase::has)
                .findFirst()
                .orElseThrow();
    }

    /// Where the tables lie; in these libraries, as in any, what is read lies in the file where it lies in memory.
    private record Tables(
            ByteBuffer file, int symbols, int texts, int symbolVersions, int definitions, long definitionCount) {

        static Tables of(ByteBuffer file) {
            int symbols = 0;
            int texts = 0;
            int symbolVersions = 0;
            int definitions = 0;
            long definitionCount = 0;
            int headers = Math.toIntExact(file.getLong(32));
            for (int i = 0; i < file.getShort(56); i++) {
                if (file.getInt(headers + 56 * i) == 2) {
                    for (int at = Math.toIntExact(file.getLong(headers + 56 * i + 8));
                            file.getLong(at) != 0;
                            at += 16) {
                        long value = file.getLong(at + 8);
                        switch (Math.toIntExact(file.getLong(at))) {
                            case 5 -> texts = Math.toIntExact(value);
                            case 6 -> symbols = Math.toIntExact(value);
                            case 0x6ffffff0 -> symbolVersions = Math.toIntExact(value);
                            case 0x6ffffffc -> definitions = Math.toIntExact(value);
                            case 0x6ffffffd -> definitionCount = value;
                            default -> {
                                // Of no use here.
                            }
                        }
                    }
                }
            }
            return new Tables(file, symbols, texts, symbolVersions, definitions, definitionCount);
        }

        /// Linkers put the texts right behind the symbols.
        int symbolCount() {
            return (texts - symbols) / 24;
        }

        String text(int index) {
            int end = texts + index;
            while (file.get(end) != 0) {
                end++;
            }
            byte[] text = new byte[end - texts - index];
            file.get(texts + index, text);
            return new String(text, StandardCharsets.US_ASCII);
        }
    }
}
