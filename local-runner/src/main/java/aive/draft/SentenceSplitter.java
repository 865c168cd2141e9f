package aive.draft;

import java.util.ArrayList;
import java.util.List;

/// Divides words into sentences of about 2 to 6 seconds.
///
/// A sentence ends at punctuation that ends one, and at a long pause. Shorter pieces are joined with a neighbour, and
/// longer ones are divided at their longest pause, where a comma counts as a pause too.
/// Of equal pauses it is the one that is nearest to the middle.
final class SentenceSplitter {

    private static final long SHORTEST = 2_000;
    private static final long LONGEST = 6_000;

    /// A pause, in milliseconds, that ends a sentence.
    private static final long LONG_PAUSE = 700;

    /// A piece is not joined with a neighbour over a pause as long as this, in milliseconds.
    private static final long SEPARATING_PAUSE = 1_500;

    /// The length of the pause, in milliseconds, that a comma counts as.
    private static final long COMMA = 500;

    private SentenceSplitter() {}

    /// @param words in order
    static List<SpokenSentence> split(List<SpokenWord> words) {
        List<List<SpokenWord>> pieces = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < words.size(); i++) {
            if (i + 1 == words.size() || WordText.endsSentence(words.get(i)) || pause(words, i) >= LONG_PAUSE) {
                pieces.add(words.subList(begin, i + 1));
                begin = i + 1;
            }
        }
        List<SpokenSentence> sentences = new ArrayList<>();
        for (List<SpokenWord> piece : joined(pieces)) {
            divide(piece, sentences);
        }
        return sentences;
    }

    private static long pause(List<SpokenWord> words, int i) {
        return words.get(i + 1).start() - words.get(i).end();
    }

    private static long length(List<SpokenWord> words) {
        return words.getLast().end() - words.getFirst().start();
    }

    /// Joins pieces that are shown too briefly. A piece is shown until the next one begins.
    private static List<List<SpokenWord>> joined(List<List<SpokenWord>> pieces) {
        List<List<SpokenWord>> joined = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            List<SpokenWord> piece = pieces.get(i);
            if (i > 0 && belongTogether(joined.getLast(), piece, i + 1 == pieces.size())) {
                List<SpokenWord> both = new ArrayList<>(joined.removeLast());
                both.addAll(piece);
                joined.add(both);
            } else {
                joined.add(piece);
            }
        }
        return joined;
    }

    /// A brief beginning of a sentence belongs to what follows, unless nothing follows.
    private static boolean belongTogether(List<SpokenWord> before, List<SpokenWord> piece, boolean isLast) {
        long shown = piece.getFirst().start() - before.getFirst().start();
        long pause = piece.getFirst().start() - before.getLast().end();
        boolean continues = isLast || !WordText.endsSentence(before.getLast());
        return (shown < SHORTEST || (continues && length(piece) < SHORTEST))
                && pause < SEPARATING_PAUSE
                && piece.getLast().end() - before.getFirst().start() <= LONGEST;
    }

    private static void divide(List<SpokenWord> piece, List<SpokenSentence> sentences) {
        int best = -1;
        long longest = -1;
        long middle = 0;
        if (length(piece) > LONGEST) {
            for (int i = 0; i + 1 < piece.size(); i++) {
                long pause = pause(piece, i) + (WordText.endsPhrase(piece.get(i)) ? COMMA : 0);
                long shorter = Math.min(length(piece.subList(0, i + 1)), length(piece.subList(i + 1, piece.size())));
                if (shorter >= SHORTEST && (pause > longest || (pause == longest && shorter > middle))) {
                    best = i;
                    longest = pause;
                    middle = shorter;
                }
            }
        }
        if (best < 0) {
            sentences.add(SpokenSentence.of(piece));
        } else {
            divide(piece.subList(0, best + 1), sentences);
            divide(piece.subList(best + 1, piece.size()), sentences);
        }
    }
}
