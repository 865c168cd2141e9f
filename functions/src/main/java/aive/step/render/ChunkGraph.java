package aive.step.render;

import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.MediaInput;
import aive.media.VideoFacts;
import aive.plan.ChunkSpec;
import aive.time.Rational;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Composes the FFmpeg job that renders a run of shots: shots, one after the other, captions over them, encoder.
///
/// Every shot is cut by frame number behind a filter chain of its own that sees nothing of its neighbours, so its frames are the same whichever run
/// it is rendered in. Change [#SEMANTICS] whenever a change here changes pixels.
final class ChunkGraph {

    /// Stands in each chunk's identity.
    static final int SEMANTICS = 4;

    /// Seconds that are read beyond what is needed, so that the filters never run dry one frame early.
    private static final Rational SPARE = Rational.ONE;

    /// An untagged picture is taken for BT.601 by FFmpeg, whatever its size; from this height on it is BT.709 in truth.
    private static final int HIGH_DEFINITION_LINES = 720;

    /// Each thread keeps pictures of its own, and the encoder is what takes the time; FFmpeg would start one on every processor, for every source.
    private static final String DECODER_THREADS = "2";

    private final ChunkSpec.Picture picture;
    private final Function<String, Path> assets;
    private final List<MediaInput> inputs = new ArrayList<>();
    private final StringBuilder graph = new StringBuilder();
    private int segments;
    private Duration leadIn = Duration.ZERO;

    private ChunkGraph(ChunkSpec.Picture picture, Function<String, Path> assets) {
        this.picture = picture;
        this.assets = assets;
    }

    /// @param parts the shots, in order
    /// @param captions drawn for these shots, or none
    /// @param assets from an asset's identity to its file
    /// @param output the file to write
    static FfmpegJob job(
            String purpose,
            ChunkSpec.Picture picture,
            List<ChunkSpec.Part> parts,
            Optional<CaptionTrack> captions,
            Function<String, Path> assets,
            Path output) {
        ChunkGraph graph = new ChunkGraph(picture, assets);
        long frames = 0;
        for (ChunkSpec.Part part : parts) {
            graph.add(part);
            frames += part.frames().length();
        }
        graph.join(captions.isPresent() ? "[joined]" : "[out]");
        captions.ifPresent(graph::overlay);
        return new FfmpegJob(
                purpose,
                graph.inputs,
                Optional.of(graph.graph.toString()),
                List.of(FfmpegJob.Output.file(output, Encoder.options(picture, frames))),
                graph.leadIn);
    }

    private void add(ChunkSpec.Part part) {
        switch (part) {
            case ChunkSpec.Clip clip -> ClipSegment.of(clip, picture.frameRate()).forEach(segment -> add(clip, segment));
            case ChunkSpec.Black(var frames) -> graph.append("color=c=black:s=%dx%d:r=%s,trim=end_frame=%d,format=yuv420p,%s,setsar=1%s;"
                    .formatted(picture.width(), picture.height(), picture.frameRate(), frames.length(), Encoder.COLOUR_TAGS, nextLabel()));
        }
    }

    private String nextLabel() {
        return "[s" + segments++ + "]";
    }

    private void add(ChunkSpec.Clip clip, ClipSegment segment) {
        VideoFacts facts = clip.facts();
        inputs.add(MediaInput.asset(assets.apply(clip.asset()), inputOptions(facts, segment)));
        // `pass`: a clip that lasts less than half a frame, as a still does at 10 frames a second, is one frame and not none.
        String rate = "fps=%s%s:eof_action=pass,".formatted(picture.frameRate(), facts.still() ? "" : ":start_time=0");
        boolean faster = facts.framesPerSecond().map(source -> source.compareTo(picture.frameRate().framesPerSecond()) > 0).orElse(false);
        // Frames that are dropped are dropped before they are scaled; frames that are repeated are repeated after.
        graph.append("[%d:%d]%s%s%s%s,%s,%stpad=stop_mode=clone:stop=-1,trim=end_frame=%d,setpts=PTS-STARTPTS,setsar=1,format=yuv420p%s;"
                .formatted(
                        inputs.size() - 1,
                        facts.stream(),
                        keepsItsSize(facts) ? "scale=%d:%d,".formatted(facts.width(), facts.height()) : "",
                        facts.still() ? "setpts=PTS-STARTPTS," : fromFirst(facts, segment),
                        faster ? rate : "",
                        cover(),
                        scale(facts),
                        faster ? "" : rate,
                        segment.frames(),
                        nextLabel()));
    }

    /// Filters that count a clip's time from the moment that the segment's first frame stands for, so that `fps` finds the frames that are nearest. In
    /// microseconds, since some containers count in units as long as a frame.
    private String fromFirst(VideoFacts facts, ClipSegment segment) {
        // FFmpeg counts from where it was told to seek to; without that, from the start of the file's earliest stream.
        Rational first = segment.first().plus(facts.start()).minus(segment.seek());
        Rational nearMiss = picture.frameRate().startOf(1).times(ClipSegment.NEAR_MISS);
        return "settb=expr=1/1000000,setpts='round((PTS*TB-(%s))/TB)',".formatted(first.minus(nearMiss));
    }

    /// Whether frames are first brought to the size of the clip's first ones, which most have anyway. A stream may change its size; FFmpeg would start
    /// all filters anew, of all shots. Turned clips are turned before our filters see them; they come from telephones, which do not do that.
    private static boolean keepsItsSize(VideoFacts facts) {
        return !facts.still() && facts.upright();
    }

    private List<String> inputOptions(VideoFacts facts, ClipSegment segment) {
        List<String> options = new ArrayList<>(List.of("-threads", DECODER_THREADS));
        if (facts.still()) {
            return options;
        }
        if (segment.rewinds()) {
            options.addAll(List.of("-stream_loop", "-1"));
        }
        if (segment.seek().signum() > 0) {
            // In the worst case its only key frame is the first one.
            leadIn = leadIn.plusSeconds(segment.seek().ceil());
            options.addAll(List.of("-ss", segment.seek().toDecimal(6)));
        }
        if (keepsItsSize(facts)) {
            options.addAll(List.of("-reinit_filter", "0"));
        }
        Rational needed = segment.first().minus(segment.seek()).plus(facts.start()).plus(picture.frameRate().startOf(segment.frames())).plus(SPARE);
        options.addAll(List.of("-t", needed.toDecimal(6)));
        return options;
    }

    /// The largest part of the output's shape, from the middle. Pixels that are not square are counted as they are seen.
    private String cover() {
        String shape = picture.width() + "/" + picture.height();
        return "crop=w='min(iw,round(ih*%s/sar))':h='min(ih,round(iw*sar/(%s)))'".formatted(shape, shape);
    }

    private String scale(VideoFacts facts) {
        boolean untagged = facts.colourMatrix().isEmpty() && facts.height() >= HIGH_DEFINITION_LINES;
        return "scale=%d:%d:flags=bicubic:%sout_color_matrix=bt709:out_range=tv,%s"
                .formatted(picture.width(), picture.height(), untagged ? "in_color_matrix=bt709:" : "", Encoder.COLOUR_TAGS);
    }

    private void join(String label) {
        for (int i = 0; i < segments; i++) {
            graph.append("[s").append(i).append(']');
        }
        graph.append("concat=n=%d:v=1:a=0,settb=expr=1/(%s),setpts=N%s".formatted(segments, picture.frameRate(), label));
    }

    private void overlay(CaptionTrack captions) {
        inputs.add(captions.input());
        graph.append(";[%d:0]settb=expr=1/(%s),scale=in_range=pc:out_color_matrix=bt709:out_range=tv,format=yuva420p[text]"
                .formatted(inputs.size() - 1, picture.frameRate()));
        graph.append(";[joined][text]overlay=x=%d:y=%d:format=yuv420:eof_action=repeat,format=yuv420p,%s[out]"
                .formatted(captions.x(), captions.y(), Encoder.COLOUR_TAGS));
    }
}
