package aive.audio;

import aive.time.FrameRate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Joins pieces of music, which repeat as long as they are needed.
///
/// Each piece continues with the next by a [MusicJoin], and the last one with the first. The first time, the first
/// piece plays from its beginning.
final class MusicSequence {

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

    /// Writes the music to files.
    PlayedMusic write(Path folder) {
        // Where the first piece goes on after it has been faded in.
        MusicJoin again = joins.getLast();
        long entry = again.start() + again.overlap();
        PlayedMusic music = new PlayedMusic(folder.resolve("music-beginning.w64"), folder.resolve("music-round.w64"));
        try (StereoFile beginning = StereoFile.create(music.beginning(), entry);
                StereoFile round = StereoFile.create(music.round(), roundLength(entry))) {
            copy(pieces.getFirst(), 0, entry, beginning, 0);
            write(round, entry);
        }
        return music;
    }

    /// Writes a round: from where the first piece has been faded in, until it has been faded in again.
    private void write(StereoFile round, long entry) {
        long at = 0;
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
