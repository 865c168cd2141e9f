package aive.caption;

import aive.composition.CaptionCue.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Divides long captions into pages that are shown one after another.
///
/// A page has at most the lines of its look, in the look's font size. Pages end where a speaker would pause: after a
/// sentence, else after a clause, else between words, and are of similar length.
public final class CaptionPages {

    /// The costs of a page, of its end, and of each pause inside it, beside its deviation from the mean length. Their
    /// proportions decide; they were found by looking at captions of ten languages.
    private static final double PAGE = 0.4;
    private static final double END_OF_CLAUSE = 0.12;
    private static final double END_OF_WORD = 0.5;
    private static final double PASSED_SENTENCE = 0.6;
    private static final double PASSED_CLAUSE = 0.1;

    private static final String SENTENCE_ENDS = ".!?…。！？।॥؟۔";
    private static final String CLAUSE_ENDS = ",;:،؛、，；：—–";
    private static final String CLOSING = "\"'”’»)]}」』）";

    private final CaptionLayout layout;
    private final int lines;
    private final OptionalInt words;

    /// @param lines the most lines of a page
    /// @param words the most words of a page; empty for as many as fit
    public CaptionPages(CaptionLayout layout, int lines, OptionalInt words) {
        this.layout = layout;
        this.lines = lines;
        this.words = words;
    }

    /// The pages of a text, in order. Together they show every word.
    ///
    /// @param fonts the large fonts that draw the text
    /// @param most the most pages: no more than the caption has frames
    public List<TextRange> of(String text, List<LargeFont> fonts, long most) {
        CaptionLayout layout = this.layout.with(fonts);
        DrawableText source = layout.drawable(text);
        DrawableText drawable = source.onOneLine();
        List<TextRange> found = CaptionWords.of(drawable.text());
        if (found.size() < 2 || (words.isEmpty() && layout.keepsLinesOf(source))) {
            return List.of(new TextRange(0, text.length()));
        }
        List<TextRange> pages = new Division(layout, drawable, found, text).pages();
        return pages.size() > most ? List.of(new TextRange(0, text.length())) : pages;
    }

    /// Where a speaker pauses.
    private enum Pause {
        SENTENCE,
        CLAUSE,
        NONE
    }

    /// The cheapest division of one text.
    private final class Division {

        private final CaptionLayout layout;
        private final DrawableText drawable;
        private final List<TextRange> found;
        private final String raw;
        private final int[] reach;

        /// For each word, whether a page may begin with it; at the end, whether it may end with the text.
        private final boolean[] begins;
        private final double mean;

        Division(CaptionLayout layout, DrawableText drawable, List<TextRange> found, String raw) {
            this.layout = layout;
            this.drawable = drawable;
            this.found = found;
            this.raw = raw;
            this.reach = reaches();
            this.begins = begins();
            this.mean = meanLength();
        }

        /// For each word, the number of the word after the longest page that begins with it.
        private int[] reaches() {
            Paragraph paragraph = new Paragraph(drawable, drawable.isRightToLeft());
            int[] reaches = new int[found.size()];
            for (int i = 0; i < reaches.length; i++) {
                int end = paragraph.reach(found.get(i).first(), layout.lineWidth(), lines);
                int next = i + 1;
                while (next < found.size() && found.get(next).end() <= end) {
                    next++;
                }
                reaches[i] = words.isPresent() ? Math.min(next, i + words.getAsInt()) : next;
            }
            return reaches;
        }

        /// A page begins where a line may break, so that no phrase is divided; inside a phrase that is longer than a
        /// page, it begins with any word.
        private boolean[] begins() {
            LineBreaks breaks = LineBreaks.of(drawable.text());
            boolean[] begins = new boolean[found.size() + 1];
            begins[found.size()] = true;
            for (int i = 0; i < found.size(); i++) {
                begins[i] = breaks.allows(found.get(i).first());
            }
            for (int i = 0; i < found.size(); i++) {
                boolean none = true;
                for (int j = i + 1; j <= reach[i]; j++) {
                    none &= !begins[j];
                }
                begins[reach[i]] |= none;
            }
            return begins;
        }

        private double meanLength() {
            int pages = 0;
            for (int i = 0; i < found.size(); i = reach[i]) {
                pages++;
            }
            return (double) drawable.text().length() / pages;
        }

        List<TextRange> pages() {
            int count = found.size();
            double[] cost = new double[count + 1];
            int[] next = new int[count + 1];
            for (int i = count - 1; i >= 0; i--) {
                cost[i] = Double.POSITIVE_INFINITY;
                for (int j = i + 1; j <= reach[i]; j++) {
                    double through = cost(i, j) + cost[j];
                    if (begins[j] && through < cost[i]) {
                        cost[i] = through;
                        next[i] = j;
                    }
                }
            }
            List<TextRange> pages = new ArrayList<>();
            for (int i = 0; i < count; i = next[i]) {
                int first = i == 0 ? 0 : origin(found.get(i).first());
                int end = next[i] == count ? raw.length() : origin(found.get(next[i]).first());
                pages.add(trimmed(first, end));
            }
            return pages;
        }

        /// The cost of a page with the words from `i`, without word `j`.
        private double cost(int i, int j) {
            double length = found.get(j - 1).end() - found.get(i).first();
            double uneven = length / mean - 1;
            double passed = 0;
            for (int word = i; word < j - 1; word++) {
                passed += switch (pauseAfter(word)) {
                    case SENTENCE -> PASSED_SENTENCE;
                    case CLAUSE -> words.isPresent() ? 2 * PASSED_SENTENCE : PASSED_CLAUSE;
                    case NONE -> 0;
                };
            }
            return PAGE + uneven * uneven + passed + (j == found.size() ? 0 : endCost(j - 1));
        }

        private double endCost(int word) {
            return switch (pauseAfter(word)) {
                case SENTENCE -> 0;
                case CLAUSE -> END_OF_CLAUSE;
                case NONE -> END_OF_WORD;
            };
        }

        private Pause pauseAfter(int word) {
            int last = found.get(word).end() - 1;
            while (last > 0 && CLOSING.indexOf(drawable.text().charAt(last)) >= 0) {
                last--;
            }
            char mark = drawable.text().charAt(last);
            if (SENTENCE_ENDS.indexOf(mark) >= 0) {
                return Pause.SENTENCE;
            }
            return CLAUSE_ENDS.indexOf(mark) >= 0 ? Pause.CLAUSE : Pause.NONE;
        }

        private int origin(int position) {
            return drawable.positions().get(position);
        }

        private TextRange trimmed(int first, int end) {
            String page = raw.substring(first, end);
            return new TextRange(
                    first + page.length() - page.stripLeading().length(), first + page.stripTrailing().length());
        }
    }
}
