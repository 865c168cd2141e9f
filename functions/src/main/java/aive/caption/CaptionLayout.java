package aive.caption;

import aive.caption.Paragraph.Line;
import aive.caption.Paragraph.Wrapped;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Places captions on frames of one size: centred near the bottom, inside the title-safe area.
///
/// 1. The font size is 5 % of the frame's shorter side, and a line is at most 26 times as long as the font size. A text
///    of up to three lines (four in portrait) has this size, with lines of similar length. The author's line breaks are
///    kept if they make no more than this number of lines.
/// 2. A longer text shrinks in steps, down to 60 % of this size, until it fits into the height of these lines.
/// 3. An even longer text uses the full safe width and the lower half of the frame, and shrinks to 34 %.
/// 4. Text that does not fit there is truncated with an ellipsis, and [CaptionDrawing#shortened] is true.
///
/// All ink is inside the frame. Thread-safe.
public final class CaptionLayout {

    /// The longest comfortable line, in font sizes: about 45 Latin letters.
    private static final double READABLE_LINE = 26;

    private static final double FONT_SHARE = 0.05;
    private static final double SAFE_MARGIN = 0.05;
    private static final double BOTTOM_MARGIN = 0.08;

    /// The smallest distance between two baselines, in font sizes.
    private static final double PITCH = 1.25;

    /// The smallest distance between the glyphs of two lines, in font sizes: enough for both outlines.
    private static final double LINE_GAP = 0.14;

    /// The space for descenders below a line's baseline, in font sizes.
    private static final double DESCENT = 0.3;

    private static final double[] COMFORTABLE_SIZES = {1, 0.92, 0.84, 0.76, 0.68, 0.6};
    private static final double[] DENSE_SIZES = {0.6, 0.5, 0.42, 0.34};

    private final CaptionFonts fonts;
    private final int width;
    private final int height;
    private final int comfortableLines;

    /// @param width of the frame, 1 or more pixels
    /// @param height of the frame, 1 or more pixels
    public CaptionLayout(CaptionFonts fonts, int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("frame size is not positive: %dx%d".formatted(width, height));
        }
        this.fonts = fonts;
        this.width = width;
        this.height = height;
        this.comfortableLines = height > width ? 4 : 3;
    }

    /// Lays out a text. The result is empty if the text is blank, or if the fonts can draw none of it.
    public Optional<CaptionDrawing> layOut(String text) {
        DrawableText source = DrawableText.of(text, fonts);
        return source.isBlank() ? Optional.empty() : Optional.of(fit(source)).flatMap(this::place);
    }

    /// The lines of a caption at a font size.
    private record Fitted(
            DrawableText source, double size, List<Shape> outlines, List<String> lines, Set<String> brokenWords) {}

    private Fitted fit(DrawableText source) {
        return comfortable(source).or(() -> dense(source)).orElseGet(() -> shortened(source));
    }

    private Optional<Fitted> comfortable(DrawableText source) {
        List<DrawableText> lines = source.lines();
        List<DrawableText> kept = lines.size() <= comfortableLines ? lines : List.of(source.onOneLine());
        List<Paragraph> paragraphs = kept.stream().map(line -> new Paragraph(line, source.isRightToLeft())).toList();
        for (double size : COMFORTABLE_SIZES) {
            double room = lineWidth(Math.min(safeWidth(), READABLE_LINE * nominalSize()), size);
            int count = paragraphs.stream().mapToInt(paragraph -> paragraph.wrap(room).lines().size()).sum();
            if (count <= (int) (comfortableLines / size)) {
                return Optional.of(fitted(source, size, paragraphs, paragraph -> paragraph.wrapEvenly(room)));
            }
        }
        return Optional.empty();
    }

    private Optional<Fitted> dense(DrawableText source) {
        Paragraph paragraph = new Paragraph(source.onOneLine(), source.isRightToLeft());
        for (double size : DENSE_SIZES) {
            Wrapped wrapped = paragraph.wrap(lineWidth(safeWidth(), size));
            if (wrapped.lines().size() <= linesInLowerHalf(size)) {
                return Optional.of(fitted(source, size, List.of(paragraph), _ -> wrapped));
            }
        }
        return Optional.empty();
    }

    private Fitted shortened(DrawableText source) {
        double size = DENSE_SIZES[DENSE_SIZES.length - 1];
        double room = lineWidth(safeWidth(), size);
        DrawableText line = source.onOneLine();
        Paragraph paragraph = new Paragraph(line, source.isRightToLeft());
        Line last = paragraph.wrap(room).lines().get(linesInLowerHalf(size) - 1);
        DrawableText shorter = line.shortenedTo(paragraph.endInsideWord(last.start(), room - 1.5 * CaptionFonts.EM));
        return fitted(shorter, size, List.of(new Paragraph(shorter, source.isRightToLeft())), it -> it.wrap(room));
    }

    private Fitted fitted(
            DrawableText source, double size, List<Paragraph> paragraphs, Function<Paragraph, Wrapped> wrapping) {
        List<Shape> outlines = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        Set<String> brokenWords = new LinkedHashSet<>();
        for (Paragraph paragraph : paragraphs) {
            Wrapped wrapped = wrapping.apply(paragraph);
            brokenWords.addAll(wrapped.brokenWords());
            for (Line line : wrapped.lines()) {
                outlines.add(paragraph.outlineOf(line));
                lines.add(paragraph.textOf(line));
            }
        }
        return new Fitted(source, size * nominalSize(), outlines, lines, brokenWords);
    }

    /// Positions the lines in the frame; empty if the text has no visible glyph.
    private Optional<CaptionDrawing> place(Fitted fitted) {
        Path2D block = stacked(fitted.outlines());
        if (block.getBounds2D().isEmpty()) {
            return Optional.empty();
        }
        double size = fitted.size() * shrinking(block, fitted.size());
        double scale = size / CaptionFonts.EM;
        CaptionStyle style = new CaptionStyle(size);
        block.transform(AffineTransform.getScaleInstance(scale, scale));
        Rectangle2D ink = style.around(block.getBounds2D());
        double left = Math.clamp(
                width / 2.0 + ink.getMinX(), width * SAFE_MARGIN, width * (1 - SAFE_MARGIN) - ink.getWidth());
        double baseline = height * (1 - BOTTOM_MARGIN) - DESCENT * size;
        double top = Math.clamp(
                baseline + ink.getMinY(), height * SAFE_MARGIN, height * (1 - SAFE_MARGIN) - ink.getHeight());
        block.transform(AffineTransform.getTranslateInstance(left - ink.getMinX(), top - ink.getMinY()));
        return Optional.of(new CaptionDrawing(
                style,
                block,
                pixels(style.around(block.getBounds2D())),
                fitted.lines(),
                fitted.source().isRightToLeft(),
                fitted.source().shortened(),
                List.copyOf(fitted.brokenWords())));
    }

    /// Stacks lines with the last baseline at zero. All baselines have the same distance, which is large enough for the
    /// two lines that need the most.
    private static Path2D stacked(List<Shape> lines) {
        double pitch = PITCH * CaptionFonts.EM;
        for (int i = 1; i < lines.size(); i++) {
            double above = lines.get(i - 1).getBounds2D().getMaxY();
            double below = lines.get(i).getBounds2D().getMinY();
            pitch = Math.max(pitch, above - below + LINE_GAP * CaptionFonts.EM);
        }
        Path2D block = new Path2D.Float(Path2D.WIND_NON_ZERO);
        for (int i = 0; i < lines.size(); i++) {
            block.append(lines.get(i)
                    .getPathIterator(AffineTransform.getTranslateInstance(0, (i + 1 - lines.size()) * pitch)), false);
        }
        return block;
    }

    /// The scale factor, at most 1, that keeps stacked marks and long swashes inside the safe area.
    private double shrinking(Path2D block, double size) {
        Rectangle2D glyphs = block.getBounds2D();
        double air = 2 * CaptionStyle.REACH * CaptionFonts.EM;
        double scale = size / CaptionFonts.EM;
        return Stream.of(1.0, safeWidth() / (scale * (glyphs.getWidth() + air)),
                safeHeight() / (scale * (glyphs.getHeight() + air)))
                .min(Double::compare)
                .orElseThrow();
    }

    private PixelBounds pixels(Rectangle2D ink) {
        int left = Math.clamp((int) Math.floor(ink.getMinX()), 0, width - 1);
        int top = Math.clamp((int) Math.floor(ink.getMinY()), 0, height - 1);
        int right = Math.clamp((int) Math.ceil(ink.getMaxX()), left + 1, width);
        int bottom = Math.clamp((int) Math.ceil(ink.getMaxY()), top + 1, height);
        return new PixelBounds(left, top, right - left, bottom - top);
    }

    private double nominalSize() {
        return FONT_SHARE * Math.min(width, height);
    }

    private double safeWidth() {
        return (1 - 2 * SAFE_MARGIN) * width;
    }

    private double safeHeight() {
        return (1 - 2 * SAFE_MARGIN) * height;
    }

    /// The width available to the glyphs of a line, in the units of [Paragraph].
    private double lineWidth(double pixels, double size) {
        return (pixels / (size * nominalSize()) - 2 * CaptionStyle.REACH) * CaptionFonts.EM;
    }

    private int linesInLowerHalf(double size) {
        return Math.max(1, (int) ((0.5 - BOTTOM_MARGIN) * height / (PITCH * size * nominalSize())));
    }
}
