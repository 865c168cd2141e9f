package aive.render;

import aive.composition.OutputFormat;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.FilterGraph;
import aive.ffmpeg.MediaInput;
import aive.media.VisualInfo;
import aive.time.FrameRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Collects the inputs and filter chains of one FFmpeg job.
final class GraphBuilder {

    /// The colour tags of every frame. Without them the tags of the footage would pass through, and chunks would
    /// differ.
    static final Filter COLOUR_TAGS = Filter.of("setparams")
            .with("range", "tv").with("color_primaries", "bt709").with("color_trc", "bt709")
                    .with("colorspace", "bt709");

    static final Filter YUV420 = Filter.of("format", "yuv420p");
    static final Filter SQUARE_PIXELS = Filter.of("setsar", 1);
    static final Filter FROM_ZERO = Filter.of("setpts", "PTS-STARTPTS");

    private final OutputFormat format;
    private final Function<String, Path> files;
    private final List<MediaInput> inputs = new ArrayList<>();
    private final List<FilterChain> chains = new ArrayList<>();
    private int shots;
    private Duration leadIn = Duration.ZERO;

    /// @param files maps the SHA-256 of a file in the store to its local path
    GraphBuilder(OutputFormat format, Function<String, Path> files) {
        this.format = format;
        this.files = files;
    }

    OutputFormat format() {
        return format;
    }

    /// Adds a file in the store as an input.
    ///
    /// @param sha256 SHA-256 of the file
    /// @return the input's index
    int input(String sha256, List<String> options) {
        return input(MediaInput.asset(files.apply(sha256), options));
    }

    /// @return the input's index
    int input(MediaInput input) {
        inputs.add(input);
        return inputs.size() - 1;
    }

    /// Adds to the length of video that FFmpeg may have to decode before it outputs its first frame.
    void leadIn(Duration before) {
        leadIn = leadIn.plus(before);
    }

    /// A label for a link, unique among those of the shots.
    ///
    /// @param name says what the link carries
    String link(String name) {
        return name + shots;
    }

    /// Draws a range of frames. The chain outputs exactly these frames, in the output's size and frame rate.
    ///
    /// @return label of the link with the frames
    String shot(FilterChain chain) {
        String link = "s" + shots++;
        chain(chain.then(FROM_ZERO, SQUARE_PIXELS, YUV420).to(link));
        return link;
    }

    /// Puts a source in front of its background, if it has one.
    ///
    /// It is done before scaling: the colours of transparent pixels would otherwise mix into their neighbours.
    ///
    /// @return the chain with the opaque frames, to be continued
    FilterChain opaque(FilterChain source, VisualInfo media, Optional<Integer> background) {
        if (background.isEmpty()) {
            return source;
        }
        int colour = background.get();
        String front = link("front");
        String canvas = link("canvas");
        String behind = link("behind");
        chain(source.then(Scaling.toRgba(media)).then(Filter.of("split")).to(front, canvas));
        // The background is made from the frames themselves: it has their size and their times.
        chain(FilterChain.joining(List.of(canvas), Filter.of("lutrgb").with("r", colour >> 16)
                .with("g", (colour >> 8) & 0xFF).with("b", colour & 0xFF).with("a", 0xFF)).to(behind));
        return FilterChain.joining(List.of(behind, front), Filter.of("overlay").with("format", "gbrp"));
    }

    void chain(FilterChain chain) {
        chains.add(chain);
    }

    /// Joins the links with the frames of one item.
    ///
    /// @return label of the link with all of the frames
    String joined(List<String> shotLinks) {
        return shotLinks.size() == 1
                ? shotLinks.getFirst()
                : shot(FilterChain.joining(
                        shotLinks, Filter.of("concat").with("n", shotLinks.size()).with("v", 1).with("a", 0)));
    }

    /// Divides the frames of one item, so that they are decoded once and used in several places.
    ///
    /// @param parts ranges of the frames, without gap
    /// @return for each part, the label of the link with its frames
    List<List<String>> divided(List<String> shotLinks, List<FrameRange> parts) {
        String whole = joined(shotLinks);
        List<String> copies = IntStream.range(0, parts.size()).mapToObj(i -> whole + "-" + i).toList();
        chain(FilterChain.joining(List.of(whole), Filter.of("split", parts.size())).to(copies.toArray(String[]::new)));
        List<List<String>> divided = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            divided.add(List.of(shot(FilterChain.joining(
                    List.of(copies.get(i)),
                    Filter.of("trim")
                            .with("start_frame", parts.get(i).first())
                            .with("end_frame", parts.get(i).end())))));
        }
        return divided;
    }

    /// Concatenates shots on the output's frame grid, without the side data of their sources: the brightness of HDR
    /// footage, closed captions, and the notes of its encoder. The encoder would write them into the headers of a chunk
    /// that begins with such footage, although its frames are converted, and the chunk would join no other.
    ///
    /// @param links of the shots, in order
    /// @return label of the link with all shots
    String track(List<String> links) {
        Filter joined = Filter.of("concat").with("n", links.size()).with("v", 1).with("a", 0);
        chain(FilterChain.joining(links, joined)
                .then(onTheGrid(), Filter.of("setpts", "N"), Filter.of("sidedata").with("mode", "delete"))
                .to("track"));
        return "track";
    }

    /// Sets the time base to one frame of the output.
    Filter onTheGrid() {
        return Filter.of("settb").with("expr", "1/(%s)".formatted(format.frameRate()));
    }

    List<MediaInput> inputs() {
        return inputs;
    }

    FilterGraph graph() {
        return new FilterGraph(chains);
    }

    Duration leadIn() {
        return leadIn;
    }
}
