package aive.caption;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// The program that [FontProbe] runs in a process of its own: opens a font as captions do, loads each glyph, and shapes
/// all its characters.
///
/// It prints [#STARTED], and then, if the font cannot be used, a line with the reason.
final class FontCheck {

    /// The first line of the output.
    static final String STARTED = "started";

    /// The exit code of a check that found that the font cannot be used.
    static final int UNUSABLE = 3;

    /// The time after which the process ends by itself, if the process that waits for it has been killed.
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

    /// As in [Paragraph].
    private static final FontRenderContext UNHINTED = new FontRenderContext(null, true, true);

    /// The most segments of a glyph's outline. Rough handwriting and letters like torn paper have up to 10,000.
    private static final int MOST_SEGMENTS = 20_000;

    /// The number of characters that are shaped together.
    private static final int TOGETHER = 64;

    /// The most glyphs per character. Scripts of India need up to 4.
    private static final int MOST_GLYPHS = 16;

    private FontCheck() {}

    /// @param arguments the font file
    @SuppressWarnings("CatchingUnchecked") // a damaged font may cause any error in the JDK
    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(FontCheck::endLater);
        System.out.println(STARTED);
        var _ = CaptionFonts.bundled();
        Optional<String> defect;
        try {
            defect = defect(CaptionFonts.open(Path.of(arguments[0]).toFile()));
        } catch (Throwable thrown) {
            defect = Optional.of("is damaged: " + thrown);
        }
        defect.ifPresent(System.out::println);
        System.out.flush();
        Runtime.getRuntime().exit(defect.isPresent() ? UNUSABLE : 0);
    }

    private static void endLater() {
        try {
            Thread.sleep(LONGEST_LIFE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    /// The reason why a font cannot be used, as the predicate of a sentence.
    private static Optional<String> defect(Font font) throws IOException {
        for (int glyph = 0; glyph < font.getNumGlyphs(); glyph++) {
            Shape outline = font.createGlyphVector(UNHINTED, new int[] {glyph}).getGlyphOutline(0);
            if (segments(outline) > MOST_SEGMENTS) {
                return Optional.of("has a glyph of more than %d curves".formatted(MOST_SEGMENTS));
            }
        }
        int[] characters = IntStream.rangeClosed(' ', Character.MAX_CODE_POINT)
                .filter(character -> Character.getType(character) != Character.SURROGATE)
                .filter(font::canDisplay)
                .toArray();
        boolean visible = false;
        for (int start = 0; start < characters.length; start += TOGETHER) {
            int[] part = Arrays.copyOfRange(characters, start, Math.min(start + TOGETHER, characters.length));
            char[] text = new String(part, 0, part.length).toCharArray();
            GlyphVector shaped = shaped(font, text, Font.LAYOUT_LEFT_TO_RIGHT);
            GlyphVector reversed = shaped(font, text, Font.LAYOUT_RIGHT_TO_LEFT);
            if (Math.max(shaped.getNumGlyphs(), reversed.getNumGlyphs()) > MOST_GLYPHS * text.length) {
                return Optional.of("draws more than %d glyphs for one character".formatted(MOST_GLYPHS));
            }
            visible = visible || !shaped.getOutline().getBounds2D().isEmpty();
        }
        return visible
                ? Optional.empty()
                : Optional.of("has no visible letter, or no Unicode numbers of its letters");
    }

    private static GlyphVector shaped(Font font, char[] text, int direction) {
        return font.layoutGlyphVector(UNHINTED, text, 0, text.length, direction);
    }

    private static int segments(Shape outline) {
        int segments = 0;
        for (PathIterator path = outline.getPathIterator(null); !path.isDone(); path.next()) {
            segments++;
        }
        return segments;
    }
}
