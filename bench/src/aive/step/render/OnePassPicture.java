package aive.step.render;

import aive.caption.CaptionFonts;
import aive.caption.CaptionLayout;
import aive.ffmpeg.FfmpegJob;
import aive.plan.ChunkSpec;
import aive.time.FrameRange;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/// The picture of a whole video in one pass, through the filters that chunks are made with.
public final class OnePassPicture {

    private OnePassPicture() {}

    /// The job as a chunk's, captions drawn; its output's options are not those of a chunk.
    ///
    /// @param folder for the captions
    public static FfmpegJob job(ChunkSpec spec, Function<String, Path> assets, Path folder) {
        CaptionLayout layout = new CaptionLayout(CaptionFonts.bundled(), spec.picture().width(), spec.picture().height());
        var captions = CaptionTrackWriter.write(layout, spec.picture(), spec.captions(), new FrameRange(0, spec.length()), folder);
        Path unused = folder.resolve("unused");
        return ChunkGraph.job("one pass", spec.picture(), spec.shots(), captions, assets, unused);
    }

    /// The encoder's options for such a video, without those that only a chunk needs.
    public static List<String> encoding(ChunkSpec spec) {
        List<String> options = Encoder.options(spec.picture(), spec.length());
        return options.subList(0, Collections.indexOfSubList(options, Encoder.FOR_JOINING));
    }
}
