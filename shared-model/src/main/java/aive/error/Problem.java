package aive.error;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One thing that is wrong, and where.
///
/// @param pointer JSON pointer (RFC 6901) rooted at the unwrapped body, `/project_data/sentences/3/end_time`; empty where no field is to blame
/// @param message one sentence for the project's author: the value, the rule, and the limit; line breaks become blanks
public record Problem(String pointer, String message) {

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    /// The body's own fields: a message may itself begin with a `/`, that of a file's path.
    private static final Pattern LINE = Pattern.compile("(/(?:project_data|render|callback)/.*?|/[A-Za-z_]+): (.*)");

    public Problem {
        pointer = LINE_BREAK.matcher(pointer).replaceAll(" ");
        message = LINE_BREAK.matcher(message).replaceAll(" ");
    }

    /// One line: `pointer: message`, or the message alone.
    @Override
    public String toString() {
        return pointer.isEmpty() ? message : pointer + ": " + message;
    }

    /// Reads back what [#toString] wrote, one problem a line: an error crosses the state machine as text.
    public static List<Problem> parse(String lines) {
        return lines.lines().filter(line -> !line.isBlank()).map(Problem::parseLine).toList();
    }

    private static Problem parseLine(String line) {
        Matcher parts = LINE.matcher(line);
        return parts.matches() ? new Problem(parts.group(1), parts.group(2)) : new Problem("", line);
    }
}
