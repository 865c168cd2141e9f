package aive.ffmpeg;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Set;

/// The length of a file according to its own header, in bytes.
///
/// FFmpeg takes the end of a WAV, AIFF, CAF, Wave64, or ASF file for the end of its audio, and does not report missing
/// data.
final class DeclaredLength {

    /// A 32-bit size of at least this value means that the length is unknown, since the file was written to a pipe.
    private static final long UNKNOWN_32 = 0x7FFF_0000L;

    /// How many chunks are read at most. In every format, the audio is among the first few.
    private static final int MOST_CHUNKS = 1_000;

    /// The ASF header object and file properties object, by their GUIDs.
    private static final String ASF_HEADER = "3026b2758e66cf11a6d900aa0062ce6c";
    private static final String ASF_FILE_PROPERTIES = "a1dcab8c47a9cf118ee400c00c205365";
    private static final long ASF_BROADCAST = 1;

    private static final String WAVE64 = "riff";

    /// The first four bytes of audio files. Other data after the audio is metadata.
    private static final Set<String> HEADERS = Set.of("RIFF", "RF64", "BW64", "FORM", "caff", WAVE64, "fLaC", "OggS");

    private final RandomAccessFile file;

    private DeclaredLength(RandomAccessFile file) {
        this.file = file;
    }

    /// @return empty if the format does not state a length, or the program that wrote the file did not know it
    static OptionalLong of(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return new DeclaredLength(file).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether another recording with its own header begins at a position, or one byte later, after a padding byte.
    static boolean isRecordingAt(Path path, long position) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            DeclaredLength content = new DeclaredLength(file);
            for (long at = position; at <= position + 1 && at + 4 <= file.length(); at++) {
                String start = content.text(at);
                if (HEADERS.contains(start) || start.startsWith("ID3") || isMpegAudio(start)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a text begins like a frame of MPEG audio: eleven set bits, and a valid version, layer, and bit rate.
    private static boolean isMpegAudio(String start) {
        int second = start.charAt(1);
        int third = start.charAt(2);
        return start.charAt(0) == 0xFF && (second & 0xE0) == 0xE0 && (second & 0x18) != 0x08 && (second & 0x06) != 0
                && (third & 0xF0) != 0xF0 && (third & 0xF0) != 0 && (third & 0x0C) != 0x0C;
    }

    private OptionalLong read() throws IOException {
        if (file.length() < 64) {
            return OptionalLong.empty();
        }
        return switch (text(0)) {
            case "RIFF", "RF64", "BW64" -> text(8).equals("WAVE") ? wave() : OptionalLong.empty();
            case "FORM" -> text(8).startsWith("AIF") ? aiff() : OptionalLong.empty();
            case "caff" -> caf();
            case WAVE64 -> wave64();
            default -> hex(0).equals(ASF_HEADER) ? asf() : OptionalLong.empty();
        };
    }

    private OptionalLong wave() throws IOException {
        long extended = -1;
        long at = 12;
        for (int i = 0; i < MOST_CHUNKS && at + 8 <= file.length(); i++) {
            long size = littleEndian(at + 4, 4);
            switch (text(at)) {
                // The sizes in a file of more than 4 GiB: RIFF, data, samples.
                case "ds64" -> extended = littleEndian(at + 16, 8);
                case "data" -> {
                    long length = size == 0xFFFF_FFFFL ? extended : size;
                    return length <= 0 || (length >= UNKNOWN_32 && extended < 0)
                            ? OptionalLong.empty()
                            : OptionalLong.of(at + 8 + length);
                }
                default -> { }
            }
            at += 8 + size + size % 2;
        }
        return OptionalLong.empty();
    }

    private OptionalLong aiff() throws IOException {
        long at = 12;
        for (int i = 0; i < MOST_CHUNKS && at + 8 <= file.length(); i++) {
            long size = bigEndian(at + 4, 4);
            if (text(at).equals("SSND")) {
                return size == 0 || size >= UNKNOWN_32 ? OptionalLong.empty() : OptionalLong.of(at + 8 + size);
            }
            at += 8 + size + size % 2;
        }
        return OptionalLong.empty();
    }

    private OptionalLong caf() throws IOException {
        long at = 8;
        for (int i = 0; i < MOST_CHUNKS && at + 12 <= file.length(); i++) {
            long size = bigEndian(at + 4, 8);
            if (text(at).equals("data")) {
                return size <= 0 ? OptionalLong.empty() : OptionalLong.of(Math.addExact(at + 12, size));
            }
            if (size < 0 || size > file.length()) {
                return OptionalLong.empty();
            }
            at += 12 + size;
        }
        return OptionalLong.empty();
    }

    private OptionalLong wave64() throws IOException {
        long at = 40;
        for (int i = 0; i < MOST_CHUNKS && at + 24 <= file.length(); i++) {
            // The size includes the 24 bytes of the chunk's own header.
            long size = littleEndian(at + 16, 8);
            if (text(at).equals("data")) {
                return size <= 24 || size == Long.MAX_VALUE
                        ? OptionalLong.empty()
                        : OptionalLong.of(Math.addExact(at, size));
            }
            if (size < 24 || size > file.length()) {
                return OptionalLong.empty();
            }
            at += (size + 7) / 8 * 8;
        }
        return OptionalLong.empty();
    }

    private OptionalLong asf() throws IOException {
        long at = 30;
        for (int i = 0; i < MOST_CHUNKS && at + 24 <= file.length(); i++) {
            long size = littleEndian(at + 16, 8);
            if (hex(at).equals(ASF_FILE_PROPERTIES) && at + 92 <= file.length()) {
                long length = littleEndian(at + 40, 8);
                boolean broadcast = (littleEndian(at + 88, 4) & ASF_BROADCAST) != 0;
                return broadcast || length <= 0 ? OptionalLong.empty() : OptionalLong.of(length);
            }
            if (size < 24 || size > file.length()) {
                return OptionalLong.empty();
            }
            at += size;
        }
        return OptionalLong.empty();
    }

    private byte[] bytes(long at, int count) throws IOException {
        byte[] bytes = new byte[count];
        file.seek(at);
        file.readFully(bytes);
        return bytes;
    }

    private String text(long at) throws IOException {
        return new String(bytes(at, 4), StandardCharsets.ISO_8859_1);
    }

    private String hex(long at) throws IOException {
        return HexFormat.of().formatHex(bytes(at, 16));
    }

    private long bigEndian(long at, int count) throws IOException {
        long value = 0;
        for (byte b : bytes(at, count)) {
            value = value << 8 | (b & 0xFF);
        }
        return value;
    }

    private long littleEndian(long at, int count) throws IOException {
        byte[] bytes = bytes(at, count);
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | (bytes[i] & 0xFF);
        }
        return value;
    }
}
