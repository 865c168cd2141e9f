package aive.mp4;

import java.util.ArrayList;
import java.util.List;

/// The frames of several pieces one after another, in decoding order.
final class JoinedFrames {

    private final EncodedFrames[] pieces;
    private final int[] pieceOf;
    private final int[] starts;
    private final int reorder;

    /// @throws InvalidMp4Exception if the pieces need different decoders
    JoinedFrames(List<EncodedFrames> pieces) throws InvalidMp4Exception {
        this.pieces = pieces.toArray(EncodedFrames[]::new);
        this.starts = new int[pieces.size()];
        int frames = 0;
        int most = 0;
        for (int i = 0; i < starts.length; i++) {
            EncodedFrames piece = this.pieces[i];
            EncodedFrames first = this.pieces[0];
            if (!piece.description().equals(first.description()) || piece.timescale() != first.timescale()) {
                throw new InvalidMp4Exception("chunk %d needs another decoder than chunk 1".formatted(i + 1));
            }
            starts[i] = frames;
            frames = Math.addExact(frames, piece.frames());
            most = Math.max(most, reorder(piece));
        }
        this.reorder = most;
        this.pieceOf = new int[frames];
        for (int i = 0; i < starts.length; i++) {
            for (int j = 0; j < this.pieces[i].frames(); j++) {
                pieceOf[starts[i] + j] = i;
            }
        }
    }

    /// How many frames later than it is decoded a frame is shown at most.
    private static int reorder(EncodedFrames piece) {
        int most = 0;
        for (int i = 0; i < piece.frames(); i++) {
            most = Math.max(most, i - piece.shown(i));
        }
        return most;
    }

    int frames() {
        return pieceOf.length;
    }

    long timescale() {
        return pieces[0].timescale();
    }

    long ticks() {
        return pieces[0].ticks();
    }

    VideoDescription description() {
        return pieces[0].description();
    }

    Extent extent(int i) {
        return piece(i).extent(i - starts[pieceOf[i]]);
    }

    int size(int i) {
        return piece(i).size(i - starts[pieceOf[i]]);
    }

    /// How many frames before the first frame is shown its decoding begins.
    int reorder() {
        return reorder;
    }

    /// The number of frames from decoding a frame to showing it.
    ///
    /// Decoding times count frames, so that they stay in order where a piece of one or two frames, whose own delay is
    /// none, meets longer ones.
    int delay(int i) {
        int inPiece = i - starts[pieceOf[i]];
        return piece(i).shown(inPiece) - inPiece + reorder;
    }

    /// The numbers of all key frames.
    List<Integer> keys() {
        List<Integer> keys = new ArrayList<>();
        for (int i = 0; i < frames(); i++) {
            if (piece(i).isKey(i - starts[pieceOf[i]])) {
                keys.add(i);
            }
        }
        return keys;
    }

    private EncodedFrames piece(int i) {
        return pieces[pieceOf[i]];
    }
}
