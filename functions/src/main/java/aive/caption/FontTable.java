package aive.caption;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// One table of a TrueType file, in memory. Reading beyond its end says that the font is damaged.
///
/// @param file for messages
/// @param tag four characters, such as `COLR`
record FontTable(Path file, String tag, ByteBuffer bytes) {

    private static final int TRUETYPE = 0x00010000;
    private static final int HEADER = 12;
    private static final int RECORD = 16;
    private static final int MAX_BYTES = 64 << 20;

    /// Reads some tables, and no other part of the file.
    ///
    /// @return in the order of `tags`
    /// @throws IOException if the file cannot be read
    /// @throws IllegalArgumentException if it is no TrueType font, is damaged, or lacks a table
    static List<FontTable> read(Path file, List<String> tags) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FontTable header = part(channel, file, "header", 0, HEADER);
            if (header.unsigned32(0) != TRUETYPE) {
                throw new IllegalArgumentException(file + " is not a TrueType font");
            }
            int count = header.unsigned16(4);
            FontTable directory = part(channel, file, "table directory", HEADER, (long) count * RECORD);
            List<FontTable> tables = new ArrayList<>();
            for (String tag : tags) {
                tables.add(directory.table(channel, count, tag));
            }
            return tables;
        }
    }

    private FontTable table(FileChannel channel, int count, String wanted) throws IOException {
        for (int record = 0; record < count * RECORD; record += RECORD) {
            StringBuilder name = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                name.append((char) unsigned8(record + i));
            }
            if (name.toString().equals(wanted)) {
                return part(channel, file, wanted, unsigned32(record + 8), unsigned32(record + 12));
            }
        }
        throw new IllegalArgumentException("%s has no table %s".formatted(file, wanted));
    }

    private static FontTable part(FileChannel channel, Path file, String tag, long offset, long length)
            throws IOException {
        if (offset + length > channel.size() || length > MAX_BYTES) {
            throw new IllegalArgumentException("%s is damaged: its %s should be %d bytes at %d of %d"
                    .formatted(file, tag, length, offset, channel.size()));
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException(file + " became shorter while it was read");
            }
        }
        return new FontTable(file, tag, bytes);
    }

    int unsigned8(long at) {
        return bytes.get(checked(at, 1)) & 0xFF;
    }

    int unsigned16(long at) {
        return signed16(at) & 0xFFFF;
    }

    int signed16(long at) {
        return bytes.getShort(checked(at, 2));
    }

    int unsigned24(long at) {
        return unsigned8(at) << 16 | unsigned16(at + 1);
    }

    long unsigned32(long at) {
        return bytes.getInt(checked(at, 4)) & 0xFFFF_FFFFL;
    }

    /// A signed number with 14 binary places, from −2 to less than 2.
    double fixed2Dot14(long at) {
        return signed16(at) / 16384.0;
    }

    /// A signed number with 16 binary places.
    double fixed16Dot16(long at) {
        return bytes.getInt(checked(at, 4)) / 65536.0;
    }

    /// To throw where the table contradicts itself.
    IllegalArgumentException damaged(String what) {
        return new IllegalArgumentException("%s is damaged: in its table %s, %s".formatted(file, tag, what));
    }

    private int checked(long at, int width) {
        if (at < 0 || at + width > bytes.limit()) {
            throw damaged("byte %d is beyond its end at %d".formatted(at, bytes.limit()));
        }
        return (int) at;
    }
}
