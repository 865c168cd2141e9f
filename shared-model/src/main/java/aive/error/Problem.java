package aive.error;

import java.util.List;

/// One thing that is wrong, and where.
///
/// @param pointer JSON pointer (RFC 6901) rooted at the unwrapped body, `/project_data/sentences/3/end_time`; empty where no field is to blame
/// @param message one sentence for the project's author: the value, the rule, and the limit
public record Problem(String pointer, String message) {

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
        int colon = line.startsWith("/") ? line.indexOf(": ") : -1;
        return colon < 0 ? new Problem("", line) : new Problem(line.substring(0, colon), line.substring(colon + 2));
    }
}
