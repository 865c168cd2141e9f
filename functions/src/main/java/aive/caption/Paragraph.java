package aive.caption;

import aive.composition.CaptionCue.TextRange;
import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.font.TextMeasurer;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.text.AttributedString;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A text that is shaped once and then broken into lines of any width.
///
/// Lengths are in units of 1/[CaptionFonts#EM] of the font size: another font size thus only changes the available
/// width. Not thread-safe.
final class Paragraph {

    /// Antialiasing and fractional metrics without hinting, for equal proportions at every size.
    private static final FontRenderContext UNHINTED = new FontRenderContext(null, true, true);

    private final String text;
    private final List<Integer> positions;
    private final List<Font> fonts;
    private final Optional<ColourFont> emoji;
    private final TextMeasurer measurer;
    private final LineBreaks breaks;
    private final BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);

    /// @param source not empty, without line breaks
    Paragraph(DrawableText source, boolean rightToLeft) {
        text = source.text();
        positions = source.positions();
        fonts = source.fonts();
        emoji = source.emoji();
        AttributedString attributed = new AttributedString(text);
        attributed.addAttribute(
                TextAttribute.RUN_DIRECTION,
                        rightToLeft ? TextAttribute.RUN_DIRECTION_RTL : TextAttribute.RUN_DIRECTION_LTR);
        int start = 0;
        for (int i = 1; i <= text.length(); i++) {
            Font font = source.fonts().get(start);
            if (i == text.length() || !source.fonts().get(i).equals(font)) {
                attributed.addAttribute(TextAttribute.FONT, font, start, i);
                start = i;
            }
        }
        measurer = new TextMeasurer(attributed.getIterator(), UNHINTED);
        breaks = LineBreaks.of(text);
        graphemes.setText(text);
    }

    /// The range of the text that one line shows, without white space at its ends. `end` is exclusive.
    record Line(int start, int end) {}

    /// @param brokenWords the words longer than a line, once for each line that ends inside one
    record Wrapped(List<Line> lines, List<String> brokenWords) {}

    /// Breaks lines between words, and breaks a word between graphemes if it is wider than a line.
    Wrapped wrap(double width) {
        List<Line> lines = new ArrayList<>();
        List<String> brokenWords = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = endOfLine(start, width);
            if (end <= start) {
                end = endInsideWord(start, width);
                if (end < text.length()) {
                    brokenWords.add(wordAround(end));
                }
            }
            lines.add(new Line(start, start + text.substring(start, end).stripTrailing().length()));
            start = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        }
        return new Wrapped(lines, brokenWords);
    }

    /// Breaks lines at the smallest width that needs no more lines than `width`, for lines of similar length.
    Wrapped wrapEvenly(double width) {
        Wrapped best = wrap(width);
        if (best.lines().size() == 1) {
            return best;
        }
        double tooNarrow = 0;
        double wideEnough = width;
        while (wideEnough - tooNarrow > CaptionFonts.EM / 8) {
            double middle = (tooNarrow + wideEnough) / 2;
            Wrapped narrower = wrap(middle);
            if (narrower.lines().size() <= best.lines().size()
                    && narrower.brokenWords().size() <= best.brokenWords().size()) {
                best = narrower;
                wideEnough = middle;
            } else {
                tooNarrow = middle;
            }
        }
        return best;
    }

    /// The end of the last line, if at most `most` lines of this width begin at `start`.
    int reach(int start, double width, int most) {
        int end = start;
        for (int line = 0; line < most && end < text.length(); line++) {
            int next = endOfLine(end, width);
            end = next > end ? next : endInsideWord(end, width);
            while (end < text.length() && text.charAt(end) == ' ') {
                end++;
            }
        }
        return end;
    }

    /// The end of a line that may break inside a word: as many graphemes as fit, at least one.
    int endInsideWord(int start, double width) {
        int fits = measurer.getLineBreakIndex(start, (float) width);
        if (fits == text.length()) {
            return fits;
        }
        int end = graphemes.preceding(fits + 1);
        return end > start ? end : graphemes.following(start);
    }

    String textOf(Line line) {
        return text.substring(line.start(), line.end());
    }

    /// The outline of a line's glyphs, with its baseline and its centre at zero.
    Shape outlineOf(Line line) {
        TextLayout layout = measurer.getLayout(line.start(), line.end());
        return layout.getOutline(AffineTransform.getTranslateInstance(-layout.getAdvance() / 2, 0));
    }

    /// A colour glyph of a line.
    ///
    /// @param x of its origin, in the coordinates of [#outlineOf]
    record ColourGlyph(ColourFont font, int glyph, double x) {}

    /// The colour glyphs of a line; [#outlineOf] has nothing in their places.
    List<ColourGlyph> colourGlyphsOf(Line line) {
        if (emoji.isEmpty() || !fonts.subList(line.start(), line.end()).contains(emoji.get().font())) {
            return List.of();
        }
        List<ColourGlyph> glyphs = new ArrayList<>();
        TextLayout layout = measurer.getLayout(line.start(), line.end());
        int start = line.start();
        while (start < line.end()) {
            int end = Math.min(graphemes.following(start), line.end());
            if (fonts.get(start).equals(emoji.get().font())) {
                double left = layout.getLogicalHighlightShape(start - line.start(), end - line.start())
                        .getBounds2D()
                        .getX();
                double x = left - layout.getAdvance() / 2;
                emoji.get()
                        .glyphs(text.substring(start, end))
                        .orElse(List.of())
                        .forEach(placed -> glyphs.add(
                                new ColourGlyph(emoji.get(), placed.glyph(), x + placed.x())));
            }
            start = end;
        }
        return glyphs;
    }

    /// The text between the spaces before and after a position.
    private String wordAround(int position) {
        int start = text.lastIndexOf(' ', position - 1) + 1;
        int end = text.indexOf(' ', position);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    /// The area of a part of a line, in the coordinates of [#outlineOf]. In text of both directions it may have several
    /// parts.
    ///
    /// @param raw part of the text as the author wrote it
    Area areaOf(Line line, TextRange raw) {
        int from = line.start();
        int to = line.end();
        while (from < to && positions.get(from) < raw.first()) {
            from++;
        }
        while (to > from && positions.get(to - 1) >= raw.end()) {
            to--;
        }
        if (from >= to) {
            return new Area();
        }
        TextLayout layout = measurer.getLayout(line.start(), line.end());
        Rectangle2D tall = new Rectangle2D.Double(
                -layout.getAdvance(), -2 * CaptionFonts.EM, 3 * layout.getAdvance(), 4 * CaptionFonts.EM);
        Area area = new Area(layout.getLogicalHighlightShape(from - line.start(), to - line.start(), tall));
        area.transform(AffineTransform.getTranslateInstance(-layout.getAdvance() / 2, 0));
        return area;
    }

    /// The end of a line that breaks between words. The result is at most `start` if the first word does not fit.
    private int endOfLine(int start, double width) {
        int fits = measurer.getLineBreakIndex(start, (float) width);
        if (fits == text.length() || text.charAt(fits) == ' ') {
            return fits;
        }
        return breaks.atOrBefore(fits);
    }
}
