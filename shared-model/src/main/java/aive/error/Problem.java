package aive.error;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One problem and its place in the project.
///
/// @param pointer JSON pointer (RFC 6901) rooted at the unwrapped body, `/project_data/sentences/3/end_time`; empty
///     where no field is the cause
/// @param message one sentence for the project's author: the value, the rule, and the limit; line breaks become spaces
public record Problem(String pointer, String message) {

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    /// Splits a line into pointer and message. Only pointers to fields of the request body match, because a message
    /// without a pointer can begin with a file path.
    private static final Pattern LINE = Pattern.compile("(/(?:project_data|music_tracks|render|callback)/.*?|/[A-Za-z_]+): (.*)");

    public Problem {
        pointer = LINE_BREAK.matcher(pointer).replaceAll(" ");
        message = LINE_BREAK.matcher(message).replaceAll(" ");
    }

    /// Returns one line: `pointer: message`, or only the message if the pointer is empty.
    @Override
    public String toString() {
        return pointer.isEmpty() ? message : pointer + ": " + message;
    }

    /// Parses the output of [#toString], one problem per line. The state machine passes errors on as text.
    public static List<Problem> parse(String lines) {
        return lines.lines().filter(line -> !line.isBlank()).map(Problem::parseLine).toList();
    }

    private static Problem parseLine(String line) {
        Matcher parts = LINE.matcher(line);
        return parts.matches() ? new Problem(parts.group(1), parts.group(2)) : new Problem("", line);
    }
}
