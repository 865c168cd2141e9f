package aive.lambda;

import aive.error.ConfigurationError;
import aive.error.Problem;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegBuild;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds FFmpeg and the font list in the Lambda layer and checks that they are complete.
final class FfmpegLayer {

    /// The system property that names the font list for AWT.
    private static final String FONT_LIST = "sun.awt.fontconfig";

    private FfmpegLayer() {}

    /// Returns FFmpeg, ready to run.
    ///
    /// @param folder the folder with `ffmpeg` and `ffprobe`
    /// @throws ConfigurationError naming every file that is missing, or saying why FFmpeg does not start
    static Ffmpeg ffmpeg(Path folder) {
        FfmpegBuild build = FfmpegBuild.in(folder);
        List<Problem> missing = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            missing.add(new Problem(
                    "",
                    "the folder %s is missing; attach the FFmpeg layer to the function, or set %s"
                            .formatted(folder, EnvironmentVariables.FFMPEG)));
        } else {
            checkProgram(build.ffmpeg(), missing);
            checkProgram(build.ffprobe(), missing);
        }
        String list = System.getProperty(FONT_LIST, "");
        if (!list.isEmpty() && !Files.isReadable(Path.of(list))) {
            missing.add(new Problem(
                    "",
                    "the list of fonts %s is missing, which -D%s in JAVA_TOOL_OPTIONS names"
                            .formatted(list, FONT_LIST)));
        }
        if (!missing.isEmpty()) {
            throw new ConfigurationError(missing);
        }
        return new Ffmpeg(build);
    }

    private static void checkProgram(Path program, List<Problem> missing) {
        if (!Files.isRegularFile(program)) {
            missing.add(new Problem("", "the program %s is missing from the FFmpeg layer".formatted(program)));
        } else if (!Files.isExecutable(program)) {
            missing.add(new Problem(
                    "", "the program %s may not be executed; the layer has lost its permissions".formatted(program)));
        }
    }
}
