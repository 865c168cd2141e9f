package aive.caption;

import static aive.caption.CaptionEffects.number;

import aive.caption.Paragraph.Line;
import aive.caption.Paragraph.Wrapped;
import aive.composition.CaptionCue;
import aive.composition.CaptionCue.TextRange;
import aive.composition.CaptionLook;
import aive.project.BoxShape;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Places captions on frames of one size, as a [CaptionLook] says.
///
/// 1. A text that needs no more lines than the look allows has the look's font size, with lines of similar length. The
///    author's line breaks are kept if they make no more than this number of lines. [CaptionPages] divides longer
///    texts, and every page is such a text.
/// 2. A text that is longer nevertheless, because its sentence has too few frames for more pages, shrinks in steps,
///    down to 60 % of this size, until it fits into the height of these lines.
/// 3. An even longer text uses the full safe width and half of the frame, and shrinks to 34 %.
/// 4. Text that does not fit there is truncated with an ellipsis, and [CaptionDrawing#shortened] is true.
///
/// All ink is inside the frame. Thread-safe.
public final class CaptionLayout {

    /// The part of the frame's height that stays free above and below captions.
    private static final double SAFE_MARGIN = 0.05;

    /// The part of the frame's height that a text in small letters may take.
    private static final double DENSE_HEIGHT = 0.42;

    /// The smallest distance between two baselines, in font sizes.
    private static final double PITCH = 1.25;

    /// The smallest distance between the glyphs of two lines, in font sizes: enough for both outlines.
    private static final double LINE_GAP = 0.14;

    /// The space for descenders below a line's baseline, in font sizes.
    private static final double DESCENT = 0.3;

    /// The height of a line above its baseline, in font sizes.
    private static final double ASCENT = PITCH - DESCENT;

    /// The height of capital letters, and the depth of descenders, inside a box; in font sizes.
    private static final double BOX_ASCENT = 0.74;

    private static final double BOX_DESCENT = 0.22;

    /// The radius of a box's corners, in font sizes.
    private static final double CORNER = 0.2;

    private static final double[] COMFORTABLE_SIZES = {1, 0.92, 0.84, 0.76, 0.68, 0.6};
    private static final double[] DENSE_SIZES = {0.6, 0.5, 0.42, 0.34};

    private final CaptionFonts fonts;
    private final int width;
    private final int height;
    private final CaptionLook look;

    /// @param width of the frame, 1 or more pixels
    /// @param height of the frame, 1 or more pixels
    public CaptionLayout(CaptionFonts fonts, int width, int height, CaptionLook look) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("frame size is not positive: %dx%d".formatted(width, height));
        }
        this.fonts = fonts.of(look);
        this.width = width;
        this.height = height;
        this.look = look;
    }

    /// The same layout with large fonts, for what the bundled ones do not have.
    public CaptionLayout with(List<LargeFont> large) {
        CaptionFonts others = fonts.with(large);
        return others == fonts ? this : new CaptionLayout(others, width, height, look);
    }

    /// Lays out a cue. The result is empty if its text is blank, or if the fonts can draw none of it.
    ///
    /// @throws aive.error.ConfigurationError if a font of the cue is not installed
    public Optional<CaptionDrawing> layOut(CaptionCue cue) {
        return new CaptionLayout(fonts.withAll(cue.fonts()), width, height, look)
                .layOut(cue.text(), cue.highlighted());
    }

    /// Lays out a text. The result is empty if the text is blank, or if the fonts can draw none of it.
    public Optional<CaptionDrawing> layOut(String text) {
        return layOut(text, Optional.empty());
    }

    /// Lays out a text with a highlighted part. The part does not change the place of any letter.
    public Optional<CaptionDrawing> layOut(String text, Optional<TextRange> highlighted) {
        DrawableText source = DrawableText.of(text, fonts);
        return source.isBlank() ? Optional.empty() : Optional.of(fit(source)).flatMap(it -> place(it, highlighted));
    }

    /// What of a text does not fit as it is.
    ///
    /// @param shortened whether it is truncated with an ellipsis
    /// @param brokenWords words that continue on the next line
    public record Overflow(boolean shortened, List<String> brokenWords) {

        public Overflow {
            brokenWords = List.copyOf(brokenWords);
        }
    }

    /// What of a text does not fit as it is. Faster than [#layOut], because no letter is placed.
    public Overflow overflow(String text) {
        DrawableText source = DrawableText.of(text, fonts);
        if (source.isBlank()) {
            return new Overflow(false, List.of());
        }
        if (isComfortable(source)) {
            return new Overflow(false, List.of());
        }
        Fitted fitted = fit(source);
        return new Overflow(fitted.source().shortened(), List.copyOf(fitted.brokenWords()));
    }

    /// The text as it is drawn.
    DrawableText drawable(String text) {
        return DrawableText.of(text, fonts);
    }

    /// The width of a line in the look's font size, in the units of [Paragraph].
    double lineWidth() {
        return lineWidth(readableWidth(), 1);
    }

    /// Whether the author's own lines fit.
    boolean keepsLinesOf(DrawableText source) {
        List<DrawableText> lines = source.lines();
        return lines.size() <= look.lines()
                && lines.stream().mapToInt(line -> new Paragraph(line, source.isRightToLeft())
                        .wrap(lineWidth()).lines().size()).sum() <= look.lines();
    }

    /// The lines of a caption at a font size.
    private record Fitted(
            DrawableText source, double size, List<FittedLine> lines, Set<String> brokenWords) {}

    /// A line of a paragraph, whose text is a part of the caption's.
    private record FittedLine(Paragraph paragraph, Line line) {

        /// The letters with the look's colour.
        Shape letters() {
            return paragraph.outlineOf(line);
        }

        List<CaptionDrawing.PlacedEmoji> emoji() {
            return paragraph.colourGlyphsOf(line).stream()
                    .map(glyph -> new CaptionDrawing.PlacedEmoji(
                            glyph.font(), glyph.glyph(), AffineTransform.getTranslateInstance(glyph.x(), 0)))
                    .toList();
        }

        /// All glyphs.
        Shape outline() {
            List<CaptionDrawing.PlacedEmoji> emoji = emoji();
            if (emoji.isEmpty()) {
                return letters();
            }
            Path2D all = new Path2D.Double(letters());
            emoji.forEach(glyph -> all.append(glyph.silhouette(), false));
            return all;
        }

        String text() {
            return paragraph.textOf(line);
        }

        Area highlight(TextRange raw) {
            return paragraph.areaOf(line, raw);
        }
    }

    private Fitted fit(DrawableText source) {
        return comfortable(source).or(() -> dense(source)).orElseGet(() -> shortened(source));
    }

    /// Whether a text fits in the look's font size and no word is broken. Lines of similar length, which take longer to
    /// find, break no more words than others.
    private boolean isComfortable(DrawableText source) {
        List<Wrapped> wrapped = paragraphs(source).stream()
                .map(paragraph -> paragraph.wrap(lineWidth()))
                .toList();
        return wrapped.stream().mapToInt(it -> it.lines().size()).sum() <= look.lines()
                && wrapped.stream().allMatch(it -> it.brokenWords().isEmpty());
    }

    /// The author's lines if there are not too many, or else one paragraph.
    private List<Paragraph> paragraphs(DrawableText source) {
        List<DrawableText> lines = source.lines();
        List<DrawableText> kept = lines.size() <= look.lines() ? lines : List.of(source.onOneLine());
        return kept.stream().map(line -> new Paragraph(line, source.isRightToLeft())).toList();
    }

    private Optional<Fitted> comfortable(DrawableText source) {
        List<Paragraph> paragraphs = paragraphs(source);
        for (double size : COMFORTABLE_SIZES) {
            double room = lineWidth(readableWidth(), size);
            int count = paragraphs.stream().mapToInt(paragraph -> paragraph.wrap(room).lines().size()).sum();
            if (count <= (int) (look.lines() / size + 1e-9)) {
                return Optional.of(fitted(source, size, paragraphs, paragraph -> paragraph.wrapEvenly(room)));
            }
        }
        return Optional.empty();
    }

    private Optional<Fitted> dense(DrawableText source) {
        Paragraph paragraph = new Paragraph(source.onOneLine(), source.isRightToLeft());
        for (double size : DENSE_SIZES) {
            Wrapped wrapped = paragraph.wrap(lineWidth(safeWidth(), size));
            if (wrapped.lines().size() <= linesInHalf(size)) {
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
        Line last = paragraph.wrap(room).lines().get(linesInHalf(size) - 1);
        DrawableText shorter = line.shortenedTo(paragraph.endInsideWord(last.start(), room - 1.5 * CaptionFonts.EM));
        return fitted(shorter, size, List.of(new Paragraph(shorter, source.isRightToLeft())), it -> it.wrap(room));
    }

    private Fitted fitted(
            DrawableText source, double size, List<Paragraph> paragraphs, Function<Paragraph, Wrapped> wrapping) {
        List<FittedLine> lines = new ArrayList<>();
        Set<String> brokenWords = new LinkedHashSet<>();
        for (Paragraph paragraph : paragraphs) {
            Wrapped wrapped = wrapping.apply(paragraph);
            brokenWords.addAll(wrapped.brokenWords());
            wrapped.lines().forEach(line -> lines.add(new FittedLine(paragraph, line)));
        }
        return new Fitted(source, size * nominalSize(), lines, brokenWords);
    }

    /// Positions the lines in the frame; empty if the text has no visible glyph.
    private Optional<CaptionDrawing> place(Fitted fitted, Optional<TextRange> highlighted) {
        List<Shape> outlines = fitted.lines().stream().map(FittedLine::outline).toList();
        double pitch = pitch(outlines);
        Path2D block = stacked(outlines, pitch);
        if (block.getBounds2D().isEmpty()) {
            return Optional.empty();
        }
        double size = fitted.size() * shrinking(block, fitted.size());
        double scale = size / CaptionFonts.EM;
        CaptionEffects effects = new CaptionEffects(look, size);
        AffineTransform scaling = AffineTransform.getScaleInstance(scale, scale);
        block.transform(scaling);
        Rectangle2D ink = ink(effects, block, boxes(effects, outlines, pitch, new AffineTransform()),
                emoji(fitted.lines(), pitch, scaling));
        double side = width * number(look.sideMargin());
        double left = Math.clamp(width / 2.0 + ink.getMinX(), side, Math.max(side, width - side - ink.getWidth()));
        double top = Math.clamp(
                lastBaseline(outlines.size(), pitch * scale, size) + ink.getMinY(),
                height * SAFE_MARGIN,
                Math.max(height * SAFE_MARGIN, height * (1 - SAFE_MARGIN) - ink.getHeight()));
        AffineTransform moving = AffineTransform.getTranslateInstance(left - ink.getMinX(), top - ink.getMinY());
        block.transform(moving);
        moving.concatenate(scaling);
        List<CaptionDrawing.Highlight> highlights = highlighted
                .map(range -> highlights(fitted.lines(), pitch, range))
                .orElse(List.of())
                .stream()
                .map(part -> part.moved(moving))
                .toList();
        List<RoundRectangle2D> boxes = boxes(effects, outlines, pitch, moving);
        Path2D letters = stacked(fitted.lines().stream().map(FittedLine::letters).toList(), pitch);
        letters.transform(moving);
        List<CaptionDrawing.PlacedEmoji> emoji = emoji(fitted.lines(), pitch, moving);
        return Optional.of(new CaptionDrawing(
                effects,
                new CaptionDrawing.Lettering(letters, block, emoji, highlights, boxes),
                pixels(ink(effects, block, boxes, emoji)),
                1,
                fitted.lines().stream().map(FittedLine::text).toList(),
                fitted.source().isRightToLeft(),
                fitted.source().shortened(),
                List.copyOf(fitted.brokenWords())));
    }

    /// The colour glyphs of stacked lines, in the frame.
    private static List<CaptionDrawing.PlacedEmoji> emoji(
            List<FittedLine> lines, double pitch, AffineTransform moving) {
        List<CaptionDrawing.PlacedEmoji> emoji = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            AffineTransform place = new AffineTransform(moving);
            place.translate(0, (i + 1 - lines.size()) * pitch);
            lines.get(i).emoji().forEach(glyph -> emoji.add(glyph.moved(place)));
        }
        return emoji;
    }

    /// The highlighted parts of stacked lines.
    private static List<CaptionDrawing.Highlight> highlights(List<FittedLine> lines, double pitch, TextRange range) {
        List<CaptionDrawing.Highlight> highlights = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Area area = lines.get(i).highlight(range);
            if (!area.isEmpty()) {
                AffineTransform down = AffineTransform.getTranslateInstance(0, (i + 1 - lines.size()) * pitch);
                highlights.add(new CaptionDrawing.Highlight(lines.get(i).letters(), area).moved(down));
            }
        }
        return highlights;
    }

    /// The height of the last baseline in the frame, in pixels from the top.
    ///
    /// It depends on the number of lines and not on their letters, so that captions do not jump.
    private double lastBaseline(int lines, double pitch, double size) {
        double at = number(look.placement().height()) * height;
        return switch (look.placement().anchor()) {
            case TOP -> at + ASCENT * size + (lines - 1) * pitch;
            case MIDDLE -> at + lines * pitch / 2 - DESCENT * size;
            case BOTTOM -> at - DESCENT * size;
        };
    }

    /// @param glyphs the shapes that have an outline and a shadow
    /// @param emoji some of whose parts may have none
    private static Rectangle2D ink(CaptionEffects effects, Shape glyphs, List<RoundRectangle2D> boxes,
            List<CaptionDrawing.PlacedEmoji> emoji) {
        Rectangle2D ink = effects.around(glyphs.getBounds2D());
        for (CaptionDrawing.PlacedEmoji glyph : emoji) {
            ink = ink.createUnion(glyph.bounds());
        }
        for (RoundRectangle2D box : boxes) {
            ink = ink.createUnion(box.getFrame());
        }
        return ink;
    }

    /// The boxes behind the lines, if the look has boxes.
    ///
    /// @param moving from the place where the last baseline and the centre are zero
    private List<RoundRectangle2D> boxes(
            CaptionEffects effects, List<Shape> outlines, double pitch, AffineTransform moving) {
        if (look.background().isEmpty()) {
            return List.of();
        }
        double size = effects.fontSize();
        double scale = size / CaptionFonts.EM;
        List<Rectangle2D> boxes = new ArrayList<>();
        for (int i = 0; i < outlines.size(); i++) {
            Rectangle2D glyphs = outlines.get(i).getBounds2D();
            double baseline = (i + 1 - outlines.size()) * pitch * scale;
            double upper = Math.min(glyphs.getMinY() * scale, -BOX_ASCENT * size);
            double lower = Math.max(glyphs.getMaxY() * scale, BOX_DESCENT * size);
            double padding = effects.padding() + effects.outline();
            boxes.add(new Rectangle2D.Double(
                    glyphs.getMinX() * scale - padding + moving.getTranslateX(),
                    baseline + upper - padding / 2 + moving.getTranslateY(),
                    glyphs.getWidth() * scale + 2 * padding,
                    lower - upper + padding));
        }
        if (look.background().get().shape() == BoxShape.BLOCK) {
            Rectangle2D all = boxes.stream().reduce(Rectangle2D::createUnion).orElseThrow();
            boxes = List.of(all);
        }
        double corner = 2 * CORNER * size;
        return boxes.stream()
                .<RoundRectangle2D>map(box -> new RoundRectangle2D.Double(
                        box.getX(), box.getY(), box.getWidth(), box.getHeight(), corner, corner))
                .toList();
    }

    /// The distance between baselines that is large enough for the two lines that need the most.
    private static double pitch(List<Shape> lines) {
        double pitch = PITCH * CaptionFonts.EM;
        for (int i = 1; i < lines.size(); i++) {
            double above = lines.get(i - 1).getBounds2D().getMaxY();
            double below = lines.get(i).getBounds2D().getMinY();
            pitch = Math.max(pitch, above - below + LINE_GAP * CaptionFonts.EM);
        }
        return pitch;
    }

    /// Stacks lines with the last baseline at zero.
    private static Path2D stacked(List<Shape> lines, double pitch) {
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
        double air = 2 * CaptionEffects.reach(look) * CaptionFonts.EM;
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
        return number(look.size()) * Math.min(width, height);
    }

    private double safeWidth() {
        return (1 - 2 * number(look.sideMargin())) * width;
    }

    private double readableWidth() {
        return Math.min(safeWidth(), number(look.longestLine()) * nominalSize());
    }

    private double safeHeight() {
        return (1 - 2 * SAFE_MARGIN) * height;
    }

    /// The width available to the glyphs of a line, in the units of [Paragraph].
    private double lineWidth(double pixels, double size) {
        return (pixels / (size * nominalSize()) - 2 * CaptionEffects.reach(look)) * CaptionFonts.EM;
    }

    private int linesInHalf(double size) {
        return Math.max(1, (int) (DENSE_HEIGHT * height / (PITCH * size * nominalSize())));
    }
}
