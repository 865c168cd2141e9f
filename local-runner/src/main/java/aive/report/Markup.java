package aive.report;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes markup that is valid both as HTML and as XML. All text is escaped.
final class Markup {

    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder written = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /// Opens an element, which [#close] closes.
    ///
    /// @param attributes names and values in turn
    Markup open(String name, String... attributes) {
        tag(name, attributes);
        written.append('>');
        open.push(name);
        return this;
    }

    /// Closes the last open element.
    Markup close() {
        written.append("</").append(open.pop()).append('>');
        return this;
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    /// An element with text only.
    Markup element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /// An element without content. In HTML, only an element that cannot have any, such as `img`, or one of SVG.
    Markup empty(String name, String... attributes) {
        tag(name, attributes);
        written.append("/>");
        return this;
    }

    /// The content of a `style` element, in which HTML knows no escapes.
    ///
    /// @throws IllegalArgumentException if it has characters that XML would escape
    Markup style(String css) {
        if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
            throw new IllegalArgumentException("a style sheet with < or &");
        }
        open("style");
        written.append(css);
        return close();
    }

    private void tag(String name, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("an attribute of %s has no value".formatted(name));
        }
        written.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            written.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            written.append('"');
        }
    }

    /// Escapes a text, and replaces what neither XML nor HTML can contain.
    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> written.append("&lt;");
                case '>' -> written.append("&gt;");
                case '&' -> written.append("&amp;");
                case '"' -> written.append("&quot;");
                case '\'' -> written.append("&#39;");
                default -> {
                    if (allowed(c)) {
                        written.appendCodePoint(c);
                    } else {
                        written.append(REPLACEMENT);
                    }
                }
            }
        });
    }

    private static boolean allowed(int c) {
        boolean control = (c < ' ' && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0);
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !control && !surrogate && (c & 0xFFFE) != 0xFFFE;
    }

    /// The markup.
    ///
    /// @throws IllegalStateException if an element is open
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException(open + " is open");
        }
        return written.toString();
    }
}
