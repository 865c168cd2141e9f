package aive.ffmpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// An FFmpeg filter graph, as a value.
///
/// @param chains in any order; their labels connect them
public record FilterGraph(List<FilterChain> chains) {

    public FilterGraph {
        chains = List.copyOf(chains);
    }

    public static FilterGraph of(FilterChain... chains) {
        return new FilterGraph(List.of(chains));
    }

    /// The same graph with one more chain.
    public FilterGraph with(FilterChain chain) {
        List<FilterChain> more = new ArrayList<>(chains);
        more.add(chain);
        return new FilterGraph(more);
    }

    /// The graph in FFmpeg's syntax.
    @Override
    public String toString() {
        return chains.stream().map(FilterChain::toString).collect(Collectors.joining(";"));
    }

    /// The graph as text for people to read: each filter is on a line of its own, and an empty line separates the
    /// chains.
    public String readable() {
        return chains.stream()
                .map(chain -> chain.toString().replace(";", ";\n").replaceAll("(?<!\\\\),", ",\n    "))
                .collect(Collectors.joining("\n\n")) + "\n";
    }
}
