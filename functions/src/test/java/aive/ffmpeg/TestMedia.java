package aive.ffmpeg;

import aive.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Media for tests: the example's files, and files derived from them once per build folder.
public final class TestMedia {

    private static final Path EXAMPLE = Path.of("../examples/sonnet/media").toAbsolutePath().normalize();
    private static final Path MADE = Path.of("target/media").toAbsolutePath();
    private static final Path RESOURCES = Path.of("src/test/resources/aive/media").toAbsolutePath();

    private TestMedia() {}

    /// 640×360, 30 fps, no audio.
    public static Path bottles() {
        return EXAMPLE.resolve("bottles_640x360_noaudio.mp4");
    }

    /// 768×432, 12.5 fps.
    public static Path cars() {
        return EXAMPLE.resolve("cars_768x432_12.5.mp4");
    }

    /// 720×480, 30 fps.
    public static Path crystal() {
        return EXAMPLE.resolve("crystal_720x480_30.mp4");
    }

    /// 960×540, 25 fps.
    public static Path dashcam() {
        return EXAMPLE.resolve("dashcam_960x540_25.mp4");
    }

    /// 960×540, 29.97 fps.
    public static Path flower() {
        return EXAMPLE.resolve("flower_960x540_2997.mp4");
    }

    /// 640×480, 30 fps.
    public static Path friday() {
        return EXAMPLE.resolve("his_girl_friday_640x480_30.mp4");
    }

    /// 800×332, 24 fps, VP8.
    public static Path tears() {
        return EXAMPLE.resolve("tears_of_steel_800x332_24_vp8.webm");
    }

    public static Path photograph() {
        return EXAMPLE.resolve("tanners_ridge.jpg");
    }

    public static Path webpPhotograph() {
        return EXAMPLE.resolve("denali.webp");
    }

    /// 53 s, one speaker.
    public static Path speech() {
        return EXAMPLE.resolve("sonnet2.mp3");
    }

    public static Path music() {
        return EXAMPLE.resolve("kevin_macleod_vibe_ace.ogg");
    }

    /// A damaged or hostile file in the test resources.
    public static Path resource(String name) {
        return RESOURCES.resolve(name);
    }

    /// Makes a file with FFmpeg from these arguments, followed by the file's name.
    ///
    /// @param name of the file; its extension determines the container
    public static Path made(String name, Object... arguments) {
        List<String> options = new ArrayList<>();
        for (Object argument : arguments) {
            options.add(argument.toString());
        }
        Path file = MADE.resolve(Json.sha256OfText(String.join(" ", options)).substring(0, 8)).resolve(name);
        if (!Files.exists(file)) {
            try {
                Files.createDirectories(file.getParent());
                // Two JVMs run tests, and may make the same file at the same time.
                Path unfinished = file.resolveSibling(
                        "unfinished-%d-%s".formatted(ProcessHandle.current().pid(), name));
                options.add("-y");
                options.add(unfinished.toString());
                TestFfmpeg.output(options.toArray(String[]::new));
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }

    /// A few seconds of a clip, encoded again at a small size; the same bytes on every machine.
    public static Path small(String name, Path source, String filters, String... options) {
        List<Object> arguments = new ArrayList<>(List.of(
                "-t", "4", "-i", source, "-an", "-sws_flags", "bicubic+accurate_rnd+bitexact", "-vf", filters, "-c:v",
                        "libx264", "-threads", "2", "-preset",
                "ultrafast"));
        arguments.addAll(List.of(options));
        return made(name, arguments.toArray());
    }

    public static Path film24() {
        return small("film24.mp4", tears(), "setpts=N*1001/24000/TB,scale=400:166", "-r", "24000/1001", "-bf", "2");
    }

    public static Path sport60() {
        return small("sport60.mp4", flower(), "setpts=PTS/2,fps=60,scale=480:270");
    }

    public static Path variable() {
        return small("variable.mp4", cars(), "select='not(mod(n,3))+not(mod(n,7))',scale=384:216", "-fps_mode", "vfr");
    }

    public static Path portrait() {
        return small("portrait.mp4", dashcam(), "crop=304:540,scale=202:360");
    }

    public static Path anamorphic() {
        return small("anamorphic.mp4", crystal(), "scale=360:240,setsar=32/27");
    }

    public static Path ultraHighDefinition() {
        return small("uhd.mp4", flower(), "scale=3840:2160:flags=neighbor", "-t", "1");
    }

    public static Path odd() {
        return small("odd.mp4", dashcam(), "crop=303:269:0:0,format=yuv444p");
    }

    public static Path fiveFrames() {
        return small("five.mp4", flower(), "scale=320:180", "-frames:v", "5");
    }

    /// Players show it upright, as 540×960.
    public static Path rotated() {
        return made("rotated.mp4", "-display_rotation", "90", "-i", small("dashcam.mp4", dashcam(), "scale=480:270"),
                "-c", "copy");
    }
}
