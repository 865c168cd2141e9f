package aive.ffmpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A chain of FFmpeg filters between named links.
///
/// @param inputs links that it reads, in order: labels of other chains, or streams of inputs as `0:1`
/// @param filters at least one
/// @param outputs links that it writes, in order
public record FilterChain(List<String> inputs, List<Filter> filters, List<String> outputs) {

    public FilterChain {
        inputs = List.copyOf(inputs);
        filters = List.copyOf(filters);
        outputs = List.copyOf(outputs);
        if (filters.isEmpty()) {
            throw new IllegalArgumentException("a filter chain needs at least one filter");
        }
    }

    /// A chain without inputs: its first filter is a source.
    public static FilterChain source(Filter... filters) {
        return new FilterChain(List.of(), List.of(filters), List.of());
    }

    /// A chain that reads links of other chains.
    public static FilterChain joining(List<String> inputs, Filter first) {
        return new FilterChain(inputs, List.of(first), List.of());
    }

    /// A chain that reads a stream of an input.
    ///
    /// @param input index of the input
    /// @param stream index of the stream in it
    public static FilterChain from(int input, int stream, Filter first) {
        return new FilterChain(List.of(input + ":" + stream), List.of(first), List.of());
    }

    /// The same chain with more filters at its end.
    public FilterChain then(Filter... more) {
        return then(List.of(more));
    }

    /// The same chain with more filters at its end.
    public FilterChain then(List<Filter> more) {
        List<Filter> all = new ArrayList<>(filters);
        all.addAll(more);
        return new FilterChain(inputs, all, outputs);
    }

    /// The same chain with labels for its outputs.
    public FilterChain to(String... links) {
        return new FilterChain(inputs, filters, List.of(links));
    }

    /// The chain in FFmpeg's syntax.
    @Override
    public String toString() {
        return Stream.of(
                links(inputs), filters.stream().map(Filter::toString).collect(Collectors.joining(",")), links(outputs))
                .collect(Collectors.joining());
    }

    private static String links(List<String> labels) {
        return labels.stream().map(label -> "[" + label + "]").collect(Collectors.joining());
    }
}
