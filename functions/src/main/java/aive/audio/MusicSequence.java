package aive.audio;

import aive.ffmpeg.MediaInput;
import aive.time.FrameRate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Joins pieces of music, and repeats them until they are long enough.
///
/// Each piece continues with the next by a [MusicJoin], and the last one with the first. The first time, the first
/// piece plays from its beginning.
final class MusicSequence {

    /// Short music is written several times, so that the list of files stays short.
    private static final int SHORTEST_ROUND = 60 * FrameRate.SAMPLES_PER_SECOND;

    private static final int BLOCK = FrameRate.SAMPLES_PER_SECOND;

    private final List<DecodedMusic> pieces;
    private final List<MusicJoin> joins = new ArrayList<>();

    /// @param pieces in order, at least one
    /// @param crossfade the longest overlap of two pieces, in samples
    MusicSequence(List<DecodedMusic> pieces, long crossfade) {
        this.pieces = List.copyOf(pieces);
        for (int i = 0; i < pieces.size(); i++) {
            joins.add(MusicJoin.of(pieces.get(i), pieces.get((i + 1) % pieces.size()), crossfade));
        }
    }

    /// Writes the music to files, and a list of them that FFmpeg's concat demuxer plays.
    ///
    /// @param samples the music is at least this long
    MediaInput write(Path folder, long samples) {
        // Where the first piece goes on after it has been faded in.
        MusicJoin again = joins.getLast();
        long entry = again.start() + again.overlap();
        StringBuilder list = new StringBuilder("ffconcat version 1.0\n");
        if (entry > 0) {
            Path file = folder.resolve("music-intro.w64");
            try (StereoFile intro = StereoFile.create(file, entry)) {
                copy(pieces.getFirst(), 0, entry, intro, 0);
            }
            list.append(line(file));
        }
        long length = roundLength(entry);
        long wanted = Math.max(1, samples - entry);
        long repeats = Math.max(1, Math.min(wanted, SHORTEST_ROUND) / length);
        Path rounds = folder.resolve("music-rounds.w64");
        try (StereoFile round = StereoFile.create(rounds, length * repeats)) {
            for (long repeat = 0; repeat < repeats; repeat++) {
                write(round, repeat * length, entry);
            }
        }
        for (long written = 0; written < wanted; written += length * repeats) {
            list.append(line(rounds));
        }
        Path file = folder.resolve("music.ffconcat");
        try {
            Files.writeString(file, list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return MediaInput.ownList(file);
    }

    private static String line(Path file) {
        // In a quoted name only the quote needs escaping.
        return "file 'file:%s'\n".formatted(file.toAbsolutePath().toString().replace("'", "'\\''"));
    }

    /// Writes a round: from where the first piece has been faded in, until it has been faded in again.
    private void write(StereoFile round, long from, long entry) {
        long at = from;
        long first = entry;
        for (int i = 0; i < pieces.size(); i++) {
            DecodedMusic piece = pieces.get(i);
            MusicJoin join = joins.get(i);
            at = copy(piece, first, join.end() - join.overlap(), round, at);
            round.write(at, join.overlapped(piece, pieces.get((i + 1) % pieces.size())));
            at += join.overlap();
            first = join.start() + join.overlap();
        }
    }

    private long roundLength(long entry) {
        long length = 0;
        long first = entry;
        for (MusicJoin join : joins) {
            length += join.end() - first;
            first = join.start() + join.overlap();
        }
        return length;
    }

    /// Copies a range of samples.
    ///
    /// @return the position after it
    private static long copy(DecodedMusic piece, long first, long end, StereoFile target, long position) {
        long at = position;
        for (long from = first; from < end; from += BLOCK) {
            int samples = (int) Math.min(BLOCK, end - from);
            target.write(at, piece.read(from, samples));
            at += samples;
        }
        return at;
    }
}
