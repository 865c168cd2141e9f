package aive.ffmpeg;

import java.util.ArrayList;
import java.util.List;

/// One FFmpeg filter with its options, as a value.
///
/// @param name FFmpeg's name of the filter
/// @param options each `value` or `name=value`, escaped
public record Filter(String name, List<String> options) {

    public Filter {
        options = List.copyOf(options);
    }

    /// A filter without options.
    public static Filter of(String name) {
        return new Filter(name, List.of());
    }

    /// A filter whose only option has no name.
    public static Filter of(String name, Object value) {
        return new Filter(name, List.of(escaped(value)));
    }

    /// The same filter with another option.
    ///
    /// @param value its text is taken literally, whatever characters it holds
    public Filter with(String option, Object value) {
        List<String> more = new ArrayList<>(options);
        more.add(option + "=" + escaped(value));
        return new Filter(name, more);
    }

    /// As FFmpeg reads it.
    @Override
    public String toString() {
        return options.isEmpty() ? name : name + "=" + String.join(":", options);
    }

    /// The only place where text becomes part of a filter graph. FFmpeg reads an option twice: first it splits the
    /// graph into filters, then each filter into options; each time it removes one backslash.
    private static String escaped(Object value) {
        String option = preceded(value.toString(), "\\':");
        return preceded(option, "\\'[],;");
    }

    private static String preceded(String text, String special) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (special.indexOf(text.charAt(i)) >= 0) {
                escaped.append('\\');
            }
            escaped.append(text.charAt(i));
        }
        return escaped.toString();
    }
}
