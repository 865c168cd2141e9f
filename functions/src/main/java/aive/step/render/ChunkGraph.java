package aive.step.render;

import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.MediaInput;
import aive.media.VideoFacts;
import aive.plan.ChunkSpec;
import aive.project.Fill;
import aive.time.Rational;
import java.nio.file.Path;
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
    static final int SEMANTICS = 3;

    /// Seconds that are read beyond what is needed, so that the filters never run dry one frame early.
    private static final long SPARE_SECONDS = 1;

    /// An untagged picture is taken for BT.601 by FFmpeg, whatever its size; from this height on it is BT.709 in truth.
    private static final int HIGH_DEFINITION_LINES = 720;

    /// Each thread keeps pictures of its own, and the encoder is what takes the time; FFmpeg would start one on every processor, for every source.
    private static final String DECODER_THREADS = "2";

    private final ChunkSpec.Picture picture;
    private final Function<String, Path> assets;
    private final List<MediaInput> inputs = new ArrayList<>();
    private final StringBuilder graph = new StringBuilder();

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
        for (int i = 0; i < parts.size(); i++) {
            graph.add(parts.get(i), "[s" + i + "]");
            frames += parts.get(i).frames().length();
        }
        graph.join(parts.size(), captions.isPresent() ? "[joined]" : "[out]");
        captions.ifPresent(graph::overlay);
        return new FfmpegJob(
                purpose,
                graph.inputs,
                Optional.of(graph.graph.toString()),
                List.of(FfmpegJob.Output.file(output, Encoder.options(picture, frames))));
    }

    private void add(ChunkSpec.Part part, String label) {
        switch (part) {
            case ChunkSpec.Clip clip -> add(clip, label);
            case ChunkSpec.Black(var frames) -> graph.append("color=c=black:s=%dx%d:r=%s,trim=end_frame=%d,format=yuv420p,%s,setsar=1%s;"
                    .formatted(picture.width(), picture.height(), picture.frameRate(), frames.length(), Encoder.COLOUR_TAGS, label));
        }
    }

    private void add(ChunkSpec.Clip clip, String label) {
        VideoFacts facts = clip.facts();
        long end = clip.skip() + clip.frames().length();
        inputs.add(MediaInput.of(assets.apply(clip.asset()), inputOptions(clip, end)));
        // `pass`: a clip that lasts less than half a frame, as a still does at 10 frames a second, is one frame and not none.
        String rate = "fps=%s%s:eof_action=pass,".formatted(picture.frameRate(), lead(clip).signum() > 0 ? ":start_time=0" : "");
        boolean faster = facts.framesPerSecond().map(source -> source.compareTo(picture.frameRate().framesPerSecond()) > 0).orElse(false);
        // Frames that are dropped are dropped before they are scaled; frames that are repeated are repeated after.
        graph.append("[%d:%d]%s%s%s%s,%s,%stpad=stop_mode=clone:stop=-1,trim=start_frame=%d:end_frame=%d,setpts=PTS-STARTPTS,setsar=1,format=yuv420p%s;"
                .formatted(
                        inputs.size() - 1,
                        facts.stream(),
                        keepsItsSize(facts) ? "scale=%d:%d,".formatted(facts.width(), facts.height()) : "",
                        fromInPoint(clip),
                        faster ? rate : "",
                        cover(),
                        scale(facts),
                        faster ? "" : rate,
                        clip.skip(),
                        end,
                        label));
    }

    /// Filters that put the in-point at time 0. Where it lies inside a frame that is shown for long, that frame begins before.
    private static String fromInPoint(ChunkSpec.Clip clip) {
        Rational seek = seek(clip);
        String lead = lead(clip).signum() == 0 ? "" : "setpts=PTS-%s/TB,".formatted(lead(clip).toDecimal(6));
        if (seek.signum() == 0) {
            return "setpts=PTS-STARTPTS," + lead;
        }
        if (!clip.facts().seekable()) {
            String whole = "setpts=PTS-STARTPTS,trim=start=%s,".formatted(seek.toDecimal(6));
            return whole + (lead.isEmpty() ? "setpts=PTS-STARTPTS," : "setpts=PTS-%s/TB,".formatted(inPoint(clip).toDecimal(6)));
        }
        return lead.isEmpty() ? "setpts=PTS-STARTPTS," : lead;
    }

    /// Whether frames are first brought to the size of the clip's first ones, which most have anyway. A stream may change its size; FFmpeg would start
    /// all filters anew, of all shots. Turned clips are turned before our filters see them; they come from telephones, which do not do that.
    private static boolean keepsItsSize(VideoFacts facts) {
        return !facts.still() && facts.upright();
    }

    private List<String> inputOptions(ChunkSpec.Clip clip, long end) {
        List<String> options = new ArrayList<>(List.of("-threads", DECODER_THREADS));
        if (clip.facts().still()) {
            return options;
        }
        if (clip.fill() == Fill.LOOP && needsLoop(clip, end)) {
            options.addAll(List.of("-stream_loop", "-1"));
        }
        Rational seek = seek(clip);
        Rational needed = picture.frameRate().startOf(end).plus(lead(clip)).plus(Rational.of(SPARE_SECONDS));
        if (!clip.facts().seekable()) {
            needed = needed.plus(seek);
        } else if (seek.signum() > 0) {
            options.addAll(List.of("-ss", seek.toDecimal(6)));
        }
        if (keepsItsSize(clip.facts())) {
            options.addAll(List.of("-reinit_filter", "0"));
        }
        options.addAll(List.of("-t", needed.toDecimal(6)));
        return options;
    }

    /// Where frames are taken from. FFmpeg goes on to the next frame from there, which may be seconds away where frames are shown unequally long; so
    /// there it begins early enough for the frame that is shown at the in-point.
    private static Rational seek(ChunkSpec.Clip clip) {
        return Rational.max(Rational.ZERO, inPoint(clip).minus(clip.facts().longestFrame().orElse(Rational.ZERO)));
    }

    /// From where frames are taken to the in-point.
    private static Rational lead(ChunkSpec.Clip clip) {
        return inPoint(clip).minus(seek(clip));
    }

    /// Where all frames are shown alike, not behind the last one's start: there would be no next one.
    private static Rational inPoint(ChunkSpec.Clip clip) {
        if (clip.facts().still()) {
            return Rational.ZERO;
        }
        if (clip.facts().longestFrame().isPresent()) {
            return clip.inPoint();
        }
        Rational frame = Rational.ONE.dividedBy(clip.facts().framesPerSecond().orElse(Rational.ONE));
        Rational last = Rational.max(Rational.ZERO, clip.facts().length().orElseThrow().minus(frame));
        return Rational.min(clip.inPoint(), last);
    }

    /// Whether the shot outlasts its clip; where it does not, FFmpeg need not be able to go back to its start.
    private boolean needsLoop(ChunkSpec.Clip clip, long end) {
        Rational available = clip.facts().length().orElseThrow().minus(clip.inPoint());
        return available.compareTo(picture.frameRate().startOf(end)) < 0;
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

    private void join(int shots, String label) {
        for (int i = 0; i < shots; i++) {
            graph.append("[s").append(i).append(']');
        }
        graph.append("concat=n=%d:v=1:a=0,settb=expr=1/(%s),setpts=N%s".formatted(shots, picture.frameRate(), label));
    }

    private void overlay(CaptionTrack captions) {
        inputs.add(captions.input());
        graph.append(";[%d:0]settb=expr=1/(%s),scale=in_range=pc:out_color_matrix=bt709:out_range=tv,format=yuva420p[text]"
                .formatted(inputs.size() - 1, picture.frameRate()));
        graph.append(";[joined][text]overlay=x=%d:y=%d:format=yuv420:eof_action=repeat,format=yuv420p,%s[out]"
                .formatted(captions.x(), captions.y(), Encoder.COLOUR_TAGS));
    }
}
