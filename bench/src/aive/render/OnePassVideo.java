package aive.render;

import aive.caption.CaptionFonts;
import aive.composition.Window;
import aive.ffmpeg.FfmpegJob;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// A whole video in one pass, through the filters that chunks are drawn with.
public final class OnePassVideo {

    private OnePassVideo() {}

    /// The job that would render the video as one chunk.
    ///
    /// @param folder for files that the job reads
    public static FfmpegJob job(Window window, Function<String, Path> files, Path folder) {
        WindowGraph graph = new WindowGraph(CaptionFonts.bundled());
        return graph.job("one pass", window, files, folder, folder.resolve("unused"));
    }

    /// The options of the job's output that a video needs which nobody joins to another.
    public static List<String> outputOptions(FfmpegJob job) {
        List<String> options = job.outputs().getFirst().options();
        return options.subList(0, options.indexOf("-x264-params"));
    }
}
