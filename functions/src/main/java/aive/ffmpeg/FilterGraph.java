package aive.ffmpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// An FFmpeg filter graph, as a value.
///
/// @param chains in any order; their links say how they hang together
public record FilterGraph(List<FilterChain> chains) {

    public FilterGraph {
        chains = List.copyOf(chains);
    }

    public static FilterGraph of(FilterChain... chains) {
        return new FilterGraph(List.of(chains));
    }

    /// The same graph with another chain.
    public FilterGraph with(FilterChain chain) {
        List<FilterChain> more = new ArrayList<>(chains);
        more.add(chain);
        return new FilterGraph(more);
    }

    /// As FFmpeg reads it.
    @Override
    public String toString() {
        return chains.stream().map(FilterChain::toString).collect(Collectors.joining(";"));
    }

    /// For people: one chain a line, one filter a line below it.
    public String readable() {
        return chains.stream()
                .map(chain -> chain.toString().replace(";", ";\n").replaceAll("(?<!\\\\),", ",\n    "))
                .collect(Collectors.joining("\n\n")) + "\n";
    }
}
