package aive.ffmpeg;

import aive.time.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The real FFmpeg for tests: the embedded build, unpacked once per build folder, or with `-Daive.ffmpeg=FOLDER` the
/// programs of a folder, such as those of `launch/arm64-ffmpeg`.
public final class TestFfmpeg {

    public static final Ffmpeg FFMPEG = new Ffmpeg(build());

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private TestFfmpeg() {}

    private static FfmpegBuild build() {
        String folder = System.getProperty("aive.ffmpeg", "");
        return folder.isEmpty()
                ? EmbeddedFfmpeg.in(Path.of("target/ffmpeg").toAbsolutePath())
                : FfmpegBuild.in(Path.of(folder));
    }

    /// Whether the build is for x86 processors. It is, except on an arm64 machine or with `-Daive.ffmpeg`.
    public static boolean isX86() {
        return !output("-version").contains("--arch=arm64");
    }

    public static Deadline soon() {
        return Deadline.in(LONGEST);
    }

    /// Runs FFmpeg with trusted arguments, and returns its standard output.
    public static String output(String... arguments) {
        return run(FFMPEG.build().ffmpeg(), "error", arguments).output();
    }

    /// Runs FFmpeg with trusted arguments, and returns the last lines of its log.
    public static List<String> log(String level, String... arguments) {
        return run(FFMPEG.build().ffmpeg(), level, arguments).log().lines();
    }

    /// Runs ffprobe with trusted arguments, and returns its standard output.
    public static String probe(String... arguments) {
        return run(FFMPEG.build().ffprobe(), "error", arguments).output();
    }

    /// The line of a shell script that becomes the real FFmpeg, with the script's arguments.
    public static String shellLine() {
        Path program = FFMPEG.build().ffmpeg();
        return "exec env LD_LIBRARY_PATH='%s' '%s' \"$@\"".formatted(program.getParent(), program);
    }

    private static FfmpegProcess.ProcessResult run(Path program, String level, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-hide_banner", "-v", level));
        all.addAll(List.of(arguments));
        try {
            return FfmpegProcess.run(program, all, "serve a test", soon());
        } catch (FfmpegProcess.ProcessFailedException e) {
            throw new AssertionError("%s %s: %s".formatted(
                    program.getFileName(), String.join(" ", all), String.join("\n", e.log().lines())), e);
        }
    }

    /// One line for each decoded video frame: its time and its MD5.
    public static List<String> frameDigests(Path video) {
        return output("-i", video.toString(), "-map", "0:v:0", "-fps_mode", "passthrough", "-f", "framemd5", "-")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replace(" ", ""))
                .toList();
    }
}
