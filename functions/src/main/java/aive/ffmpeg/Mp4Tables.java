package aive.ffmpeg;

import aive.error.MediaTooLarge;
import aive.error.MediaUnusable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/// Checks the tables of an MP4 or QuickTime file before FFmpeg reads them.
///
/// FFmpeg holds some 80 bytes in memory for each sample that a table claims, and a table of 20 bytes may claim
/// billions. Only headers of boxes and the counts in tables are read here, never samples.
final class Mp4Tables {

    /// The limit for the frames of one video track: 9 hours at 30 frames per second.
    static final long MOST_FRAMES = 1_000_000;

    /// The limit for the samples of all tracks together, and for the entries of one table: six hours of AAC at 96 kHz
    /// beside the most video. Uncompressed audio does not count, since FFmpeg reads it by chunks.
    private static final long MOST_SAMPLES = 3_200_000;

    /// The limit for the parts of an edit list, each of which FFmpeg compares with all samples.
    private static final long MOST_EDITS = 10_000;

    private static final int MOST_BOXES = 1_000_000;
    private static final int DEEPEST = 8;

    private static final int MOST_REFERENCES = 100;
    private static final int SELF_CONTAINED = 1;

    /// The size of a reference without a name, or with an empty one.
    private static final int EMPTY_REFERENCE = 13;

    private static final Set<String> FIRST =
            Set.of("ftyp", "moov", "mdat", "free", "wide", "skip", "pnot", "styp", "moof", "uuid");

    private static final Set<String> CONTAINERS =
            Set.of("moov", "trak", "mdia", "minf", "dinf", "stbl", "edts", "moof", "traf");

    private final RandomAccessFile file;
    private final MediaReference media;
    private int boxes;
    private long samples;
    private boolean fragmented;

    private Mp4Tables(RandomAccessFile file, MediaReference media) {
        this.file = file;
        this.media = media;
    }

    /// The counts in the tables of one track.
    private static final class Track {
        private String handler = "";
        private long samples;
        private long timeEntries;
        private long sampleDuration;

        /// Whether FFmpeg reads the track by chunks and not by samples.
        private boolean isReadByChunks() {
            return handler.equals("soun") && timeEntries == 1 && sampleDuration == 1;
        }
    }

    /// @throws MediaTooLarge if tables claim too many samples
    /// @throws MediaUnusable if a table claims more than it holds, samples are in another file, or a part of a
    ///     fragmented file is unreadable
    static void check(Path path, MediaReference media) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            Mp4Tables tables = new Mp4Tables(file, media);
            if (file.length() >= 8 && FIRST.contains(tables.text(4))) {
                tables.walk(0, file.length(), 0, new Track());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void walk(long start, long end, int depth, Track track) throws IOException {
        long at = start;
        while (at + 8 <= end) {
            long size = number(at, 4);
            int header = 8;
            if (size == 1 && at + 16 <= end) {
                size = number(at + 8, 8);
                header = 16;
            }
            String type = text(at + 4);
            boolean toTheEnd = size == 0 && depth == 0 && !type.equals("\0\0\0\0");
            if (toTheEnd) {
                size = end - at;
            }
            if (size < header) {
                checkRest(at, depth);
                return;
            }
            if (++boxes > MOST_BOXES) {
                throw new MediaTooLarge(media.pointer(), "%s has more than %d boxes".formatted(
                        media.description(), MOST_BOXES));
            }
            long next = size > end - at ? end : at + size;
            if (CONTAINERS.contains(type) && depth < DEEPEST) {
                Track inner = type.equals("trak") ? new Track() : track;
                walk(at + header, next, depth + 1, inner);
                if (type.equals("trak")) {
                    add(inner);
                }
            } else {
                table(type, at + header, next, track);
            }
            if (depth == 0 && at > 0 && size > end - at) {
                checkRest(at, depth);
            }
            at = next;
        }
    }

    /// A fragmented file may end anywhere, since recorders write it piece by piece. FFmpeg also takes damage in its
    /// middle for its end.
    private void checkRest(long from, int depth) throws IOException {
        if (depth > 0 || !fragmented) {
            return;
        }
        file.seek(from + 8);
        InputStream rest = Channels.newInputStream(file.getChannel());
        byte[] block = new byte[1 << 16];
        String overlap = "";
        for (int read = rest.readNBytes(block, 0, block.length); read > 0;
                read = rest.readNBytes(block, 0, block.length)) {
            String text = overlap + new String(block, 0, read, StandardCharsets.ISO_8859_1);
            if (text.contains("moof")) {
                throw media.unusable("is damaged at byte %d: FFmpeg cannot find the parts after it".formatted(from));
            }
            overlap = text.substring(Math.max(0, text.length() - 3));
        }
    }

    private void table(String type, long at, long end, Track track) throws IOException {
        if (end - at < 8) {
            return;
        }
        switch (type) {
            case "mvex" -> fragmented = true;
            case "hdlr" -> track.handler = end - at >= 12 && track.handler.isEmpty() ? text(at + 8) : track.handler;
            case "stsz" -> {
                if (end - at >= 12) {
                    track.samples = number(at + 8, 4);
                    checkFits("sizes", track.samples, number(at + 4, 4) == 0 ? 4 : 0, end - at - 12);
                }
            }
            case "stz2" -> track.samples = end - at >= 12 ? number(at + 8, 4) : 0;
            case "stts" -> {
                track.timeEntries = number(at + 4, 4);
                checkTable("durations", track.timeEntries, 8, end - at - 8);
                track.sampleDuration = end - at >= 16 ? number(at + 12, 4) : 0;
            }
            case "ctts" -> checkTable("time offsets", number(at + 4, 4), 8, end - at - 8);
            case "stsc" -> checkTable("chunks", number(at + 4, 4), 12, end - at - 8);
            case "stco" -> checkTable("positions", number(at + 4, 4), 4, end - at - 8);
            case "co64" -> checkTable("positions", number(at + 4, 4), 8, end - at - 8);
            case "stss" -> checkTable("key frames", number(at + 4, 4), 4, end - at - 8);
            case "elst" -> {
                long edits = number(at + 4, 4);
                if (edits > MOST_EDITS) {
                    throw tooLarge("an edit list of %d parts", edits, MOST_EDITS);
                }
            }
            case "dref" -> checkReferences(at + 8, end, number(at + 4, 4));
            case "trun" -> addSamples(number(at + 4, 4));
            default -> { }
        }
    }

    /// Each entry names the file with the samples. FFmpeg would read them from this file.
    private void checkReferences(long start, long end, long count) throws IOException {
        long at = start;
        for (int i = 0; i < Math.min(count, MOST_REFERENCES) && at + 12 <= end; i++) {
            long size = number(at, 4);
            boolean here = (number(at + 8, 4) & SELF_CONTAINED) != 0;
            if (!here && size > EMPTY_REFERENCE) {
                throw media.unusable("refers to another file for its samples; export it as one file");
            }
            at += Math.max(size, 12);
        }
    }

    private void add(Track track) {
        if (track.handler.equals("vide") && track.samples > MOST_FRAMES) {
            throw tooLarge("%d frames", track.samples, MOST_FRAMES);
        }
        if (!track.isReadByChunks()) {
            addSamples(track.samples);
        }
    }

    private void addSamples(long more) {
        samples += more;
        if (samples > MOST_SAMPLES) {
            throw tooLarge("%d samples in its tracks", samples, MOST_SAMPLES);
        }
    }

    private void checkTable(String of, long entries, long entrySize, long bytes) {
        checkFits(of, entries, entrySize, bytes);
        if (entries > MOST_SAMPLES) {
            throw tooLarge("a table of %d " + of, entries, MOST_SAMPLES);
        }
    }

    private void checkFits(String of, long entries, long entrySize, long bytes) {
        if (entries * entrySize > bytes) {
            throw media.unusable("is damaged: a table claims %d %s, and there is room for %d".formatted(
                    entries, of, Math.max(0, bytes / entrySize)));
        }
    }

    private MediaTooLarge tooLarge(String what, long count, long limit) {
        return new MediaTooLarge(media.pointer(), "%s has %s; the limit is %d".formatted(
                media.description(), what.formatted(count), limit));
    }

    private String text(long at) throws IOException {
        return new String(bytes(at, 4), StandardCharsets.ISO_8859_1);
    }

    /// An unsigned number in big endian; of 64 bits, its lower 63.
    private long number(long at, int count) throws IOException {
        long value = 0;
        for (byte b : bytes(at, count)) {
            value = value << 8 | (b & 0xFF);
        }
        return value & Long.MAX_VALUE;
    }

    private byte[] bytes(long at, int count) throws IOException {
        byte[] bytes = new byte[count];
        file.seek(at);
        file.readFully(bytes);
        return bytes;
    }
}
