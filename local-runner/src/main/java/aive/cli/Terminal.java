package aive.cli;

import aive.json.Json;
import java.io.PrintStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Prints lines for the user. No other class of the command line writes to standard output or standard error.
///
/// A line may contain text of strangers, such as a file name. Characters that a terminal interprets are printed as
/// escape sequences of JSON: `\u001b`.
final class Terminal {

    /// Control characters, separators of lines, halves of surrogate pairs, and the format characters that change the
    /// direction of text or are invisible. Joiners between letters (U+200C, U+200D) are printed as they are.
    private static final Pattern UNPRINTABLE = Pattern.compile(
            "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\x{AD}\\x{61C}\\x{180E}\\x{200B}\\x{200E}\\x{200F}"
                    + "\\x{202A}-\\x{202E}\\x{2060}-\\x{206F}\\x{FEFF}\\x{FFF9}-\\x{FFFB}\\x{E0000}-\\x{E0FFF}]");

    private Terminal() {}

    /// Prints a line of the command's result on standard output.
    static void print(String line) {
        System.out.println(escaped(line));
    }

    /// Prints a value as one line of JSON on standard output. Its strings stay the same: JSON has the same escape
    /// sequences.
    static void printJson(Object value) {
        print(Json.text(value));
    }

    /// Prints a line about the command on standard error.
    static void report(String line) {
        System.err.println(escaped(line));
    }

    /// Prints a question on standard error; the answer follows on the same line.
    static void ask(String question) {
        System.err.print(escaped(question));
        System.err.flush();
    }

    /// The stream for progress, which moves the cursor. Text of strangers must be [#escaped].
    static PrintStream progress() {
        return System.err;
    }

    /// Clears a progress bar, so that the next line does not continue it.
    static void clearProgress() {
        if (Boolean.getBoolean("aive.terminal")) {
            System.err.print("\r\u001b[K");
        }
    }

    static String escaped(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(match -> escapeSequences(match.group()));
    }

    private static String escapeSequences(String characters) {
        return characters.chars().mapToObj("\\\\u%04x"::formatted).collect(Collectors.joining());
    }
}
