package aive.ffmpeg;

import java.util.ArrayList;
import java.util.List;

/// An FFmpeg filter with its options, as a value.
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

    /// The same filter with one more option.
    ///
    /// @param value its text is taken literally and escaped
    public Filter with(String option, Object value) {
        List<String> more = new ArrayList<>(options);
        more.add(option + "=" + escaped(value));
        return new Filter(name, more);
    }

    /// The filter in FFmpeg's syntax.
    @Override
    public String toString() {
        return options.isEmpty() ? name : name + "=" + String.join(":", options);
    }

    /// Escapes a value. No other method puts text into a filter graph.
    ///
    /// FFmpeg parses an option twice, first the graph into filters, then each filter into options. Each pass removes
    /// one backslash.
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
