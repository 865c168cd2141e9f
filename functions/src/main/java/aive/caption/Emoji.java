package aive.caption;

/// Which graphemes are shown as emoji, by Unicode Technical Standard 51.
final class Emoji {

    private static final int TEXT_STYLE = 0xFE0E;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;

    private Emoji() {}

    /// Whether a grapheme asks for emoji presentation: by its first character, a variation selector, a skin tone, a
    /// keycap, or as a sequence of joined emoji.
    ///
    /// False for characters that are text unless a variation selector says otherwise, such as `❤`, `☺`, and `©`; for
    /// characters with the variation selector for text; and for single digits, `#`, and `*` with a variation selector
    /// but without a keycap, which emoji fonts draw as plain digits, too.
    ///
    /// @param grapheme one grapheme as the author wrote it, with its variation selectors
    static boolean isEmoji(String grapheme) {
        int[] characters = grapheme.codePoints().toArray();
        if (characters.length == 0 || !Character.isEmoji(characters[0])) {
            return false;
        }
        boolean ascii = characters[0] < 0x80;
        for (int i = 1; i < characters.length; i++) {
            int character = characters[i];
            if (i == 1 && character == TEXT_STYLE) {
                return false;
            }
            if (ascii ? character == KEYCAP : asksForEmoji(character)) {
                return true;
            }
        }
        return Character.isEmojiPresentation(characters[0]);
    }

    /// Whether a character after an emoji asks for emoji presentation of it.
    private static boolean asksForEmoji(int following) {
        return following == EMOJI_STYLE || following == JOINER || following == KEYCAP
                || Character.isEmojiModifier(following);
    }
}
