package aive.caption;

import java.awt.Font;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A caption's text in its safe and drawable form, with a font for each character.
///
/// - Each line break becomes one `\n`, and other white space one space. Blank lines and spaces at the ends of lines are
///   removed.
/// - Control characters, lone surrogates, noncharacters, soft hyphens, and bidirectional controls except the plain
///   marks are removed.
/// - Marks after the first [#MAX_MARKS] on one letter are removed; no living script needs as many.
/// - Characters that no font can draw are removed and listed in `undrawable`.
/// - A text of more than [#MAX_LENGTH] characters is truncated with an ellipsis.
///
/// @param text without white space at its beginning and end; may be empty
/// @param fonts the font of each `char` of the text
/// @param positions for each `char` of the text, the index of its origin in the author's text
/// @param undrawable graphemes that were removed completely or in part, each once
/// @param shortened whether the text was truncated
/// @param available the fonts from which `fonts` were chosen
record DrawableText(
        String text,
        List<Font> fonts,
        List<Integer> positions,
        List<String> undrawable,
        boolean shortened,
        CaptionFonts available) {

    /// The maximum length of the text, in `char`s. A frame cannot hold as much text, even at the smallest font size.
    static final int MAX_LENGTH = 4_000;

    static final int MAX_MARKS = 8;

    private static final String ELLIPSIS = "…";

    DrawableText {
        fonts = List.copyOf(fonts);
        positions = List.copyOf(positions);
        undrawable = List.copyOf(undrawable);
    }

    static DrawableText of(String raw, CaptionFonts available) {
        Text neutral = neutralized(raw);
        String clean = neutral.characters().toString();
        boolean tooLong = clean.length() > MAX_LENGTH;
        Text text = new Text();
        List<Font> fonts = new ArrayList<>();
        Set<String> undrawable = new LinkedHashSet<>();
        BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
        graphemes.setText(clean);
        int start = 0;
        for (int end = graphemes.next();
                end != BreakIterator.DONE && end <= MAX_LENGTH;
                start = end, end = graphemes.next()) {
            String grapheme = clean.substring(start, end);
            boolean lineBreak = grapheme.equals("\n");
            // A line break has no glyph; any font will do.
            CaptionFonts.Glyphs glyphs = available.glyphs(lineBreak ? " " : grapheme);
            String drawn = lineBreak ? grapheme : glyphs.drawn();
            int origin = neutral.positions().get(start);
            for (int i = 0, width; i < drawn.length(); i += width) {
                int character = drawn.codePointAt(i);
                width = Character.charCount(character);
                text.append(character, origin);
            }
            while (fonts.size() < text.characters().length()) {
                fonts.add(glyphs.font().orElseThrow());
            }
            if (!glyphs.complete()) {
                undrawable.add(grapheme);
            }
        }
        int length = text.characters().toString().stripTrailing().length();
        DrawableText whole =
                new DrawableText(
                        text.characters().substring(0, length), fonts.subList(0, length),
                        text.positions().subList(0, length), List.copyOf(undrawable), false, available);
        return tooLong ? whole.shortenedTo(length) : whole;
    }

    /// The font of colour emoji, if there is one: its letters are painted and not filled.
    Optional<ColourFont> emoji() {
        return available.emoji();
    }

    /// Whether the text has no visible character.
    boolean isBlank() {
        return text.codePoints().allMatch(
                c -> Character.getType(c) == Character.FORMAT || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /// Whether the first letter with a direction is written from right to left.
    boolean isRightToLeft() {
        return text.codePoints()
                .mapToObj(Character::getDirectionality)
                .filter(direction -> direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT || isRightToLeft(direction))
                .findFirst()
                .map(DrawableText::isRightToLeft)
                .orElse(false);
    }

    /// The lines of the text, split at the author's line breaks.
    List<DrawableText> lines() {
        List<DrawableText> lines = new ArrayList<>();
        int start = 0;
        for (String line : text.split("\n")) {
            int end = start + line.length();
            lines.add(new DrawableText(
                    line, fonts.subList(start, end), positions.subList(start, end), undrawable, shortened, available));
            start += line.length() + 1;
        }
        return lines;
    }

    /// The same text with spaces instead of line breaks.
    DrawableText onOneLine() {
        return new DrawableText(text.replace('\n', ' '), fonts, positions, undrawable, shortened, available);
    }

    /// The first `length` characters with an ellipsis.
    DrawableText shortenedTo(int length) {
        String kept = text.substring(0, length).stripTrailing();
        if (kept.isEmpty() || kept.endsWith(ELLIPSIS)) {
            return new DrawableText(
                    kept, fonts.subList(0, kept.length()), positions.subList(0, kept.length()), undrawable, true,
                    available);
        }
        List<Font> longer = new ArrayList<>(fonts.subList(0, kept.length()));
        Font last = longer.getLast();
        // All bundled fonts have an ellipsis; an author's may lack it.
        longer.add(last.canDisplay(ELLIPSIS.charAt(0)) ? last : available.glyphs(ELLIPSIS).font().orElse(last));
        List<Integer> origins = new ArrayList<>(positions.subList(0, kept.length()));
        origins.add(origins.getLast());
        return new DrawableText(kept + ELLIPSIS, longer, origins, undrawable, true, available);
    }

    /// A text that is being put together, with the origin of each of its characters.
    private record Text(StringBuilder characters, List<Integer> positions) {

        Text() {
            this(new StringBuilder(), new ArrayList<>());
        }

        /// Appends a character, unless it would repeat white space.
        void append(int character, int origin) {
            char last = characters.isEmpty() ? '\n' : characters.charAt(characters.length() - 1);
            if (character == '\n' && last == ' ') {
                characters.setCharAt(characters.length() - 1, '\n');
            } else if ((character != '\n' && character != ' ') || (last != '\n' && last != ' ')) {
                characters.appendCodePoint(character);
                while (positions.size() < characters.length()) {
                    positions.add(origin);
                }
            }
        }
    }

    /// Makes white space uniform, and removes control characters and excess marks.
    ///
    /// It stops reading after the longest possible caption, to limit the cost of very long texts.
    private static Text neutralized(String raw) {
        Text clean = new Text();
        int marks = 0;
        for (int i = 0, width; i < raw.length() && clean.characters().length() <= MAX_LENGTH; i += width) {
            int character = raw.codePointAt(i);
            width = Character.charCount(character);
            if (isLineBreak(character)) {
                clean.append('\n', i);
            } else if (isSpace(character)) {
                clean.append(' ', i);
            } else if (!isRemoved(character)) {
                marks = isMark(character) ? marks + 1 : 0;
                if (marks <= MAX_MARKS) {
                    clean.append(character, i);
                }
            }
        }
        return clean;
    }

    private static boolean isLineBreak(int c) {
        return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /// Whether a character is a tab or a space. No-break spaces do not count: they keep their neighbours on one line.
    private static boolean isSpace(int c) {
        return c == '\t' || (Character.getType(c) == Character.SPACE_SEPARATOR && c != 0xA0 && c != 0x202F);
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK,
                    Character.FORMAT -> true;
            default -> false;
        };
    }

    private static boolean isRemoved(int c) {
        boolean bidiControl = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F);
        boolean nonCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        boolean anchor = c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFC);
        return bidiControl || nonCharacter || anchor || c == 0xAD || Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE;
    }

    private static boolean isRightToLeft(byte direction) {
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
