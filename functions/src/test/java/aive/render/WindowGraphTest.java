package aive.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.caption.CaptionFonts;
import aive.caption.TestLook;
import aive.composition.CaptionCue;
import aive.composition.Encoding;
import aive.composition.Fit;
import aive.composition.Item;
import aive.composition.ItemTransition;
import aive.composition.Layer;
import aive.composition.Motion;
import aive.composition.OutputFormat;
import aive.composition.TrackUnit;
import aive.composition.VideoTrack;
import aive.composition.Window;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.MediaInput;
import aive.media.ColourInfo;
import aive.media.ImageInfo;
import aive.media.VideoInfo;
import aive.project.Fill;
import aive.project.Focus;
import aive.project.Quality;
import aive.project.TransitionKind;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares complete FFmpeg jobs with golden files. `-Dgolden.write=true` rewrites them.
class WindowGraphTest {

    private static final OutputFormat FORMAT =
            new OutputFormat(1920, 1080, FrameRate.parse("30000/1001"), new Encoding.H264(Quality.STANDARD));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Stream<Arguments> drawn() {
        return Stream.of(
                drawn("footage", new Item.Footage(90, "clip", video("25", "10"), Rational.parse("5/2"), Fill.LOOP)),
                drawn("footage-faster-than-the-output",
                        new Item.Footage(90, "clip", video("60", "10"), Rational.ZERO, Fill.LOOP)),
                drawn("footage-that-loops",
                        new Item.Footage(450, "clip", video("25", "4"), Rational.parse("5/2"), Fill.LOOP)),
                drawn("footage-that-is-held",
                        new Item.Footage(450, "clip", video("25", "4"), Rational.parse("5/2"), Fill.FREEZE)),
                drawn("still", new Item.Still(90, "image",
                        new ImageInfo(0, "mjpeg", 4_000, 3_000, ColourInfo.UNTAGGED, false))),
                drawn("still-with-transparency", new Item.Still(90, "image",
                        new ImageInfo(0, "png", 640, 480, ColourInfo.UNTAGGED, true), Optional.of(0x336699),
                        Optional.empty(), Optional.empty())),
                drawn("still-of-high-dynamic-range", new Item.Still(90, "image", new ImageInfo(
                        0, "av1", 4_000, 3_000,
                        new ColourInfo(Optional.empty(), Optional.of(ColourInfo.HighDynamicRange.PQ), Optional.empty()),
                        false))),
                drawn("still-that-moves", new Item.Still(90, "image",
                        new ImageInfo(0, "mjpeg", 4_000, 3_000, ColourInfo.UNTAGGED, false),
                        Optional.empty(), Optional.empty(), Optional.of(new Motion(
                                new Motion.View(Rational.ZERO, Rational.ZERO, Rational.ONE),
                                new Motion.View(Rational.of(1, 20), Rational.of(1, 20), Rational.of(9, 10)), 7, 150)))),
                drawn("still-around-a-focus", framed(new Fit.Cover(new Focus(Rational.of(3, 10), Rational.ZERO)))),
                drawn("still-between-bars", framed(new Fit.Contain(0x336699))),
                drawn("still-before-its-blurred-self", framed(new Fit.Blur())),
                Arguments.of("transition", transition(), List.of()),
                drawn("solid", new Item.Solid(90, Item.Solid.BLACK)),
                drawn(
                        "captions",
                        new Item.Solid(90, Item.Solid.BLACK),
                        new CaptionCue(new FrameRange(10, 40), "It's 100 % \\ done: [ok], right; so"),
                        new CaptionCue(new FrameRange(50, 90), "The end")));
    }

    private static Arguments drawn(String name, Item item, CaptionCue... cues) {
        return Arguments.of(name, List.of(item), List.of(cues));
    }

    /// A clip that loops, its transition into an image, and the image.
    private static List<TrackUnit> transition() {
        FrameRate rate = FORMAT.frameRate();
        Item clip = new Item.Footage(45, "clip", video("25", "1"), Rational.ZERO, Fill.LOOP);
        Item image = framed(Fit.COVER);
        return List.of(
                clip.part(new FrameRange(0, 31), rate),
                new ItemTransition(
                        TransitionKind.CROSSFADE, clip.part(new FrameRange(31, 45), rate),
                        image.part(new FrameRange(0, 14), rate), 0, 14),
                image.part(new FrameRange(14, 90), rate));
    }

    private static Item framed(Fit fit) {
        return new Item.Still(90, "image", new ImageInfo(0, "mjpeg", 4_000, 3_000, ColourInfo.UNTAGGED, false),
                Optional.empty(), Optional.of(fit), Optional.empty());
    }

    private static VideoInfo video(String rate, String seconds) {
        return new VideoInfo(
                1, "h264", 1280, 720, Rational.parse("1/12800"), Rational.parse("1/50"),
                        Optional.of(Rational.parse(rate)), Rational.parse(seconds),
                Optional.empty(), Optional.empty(), true, ColourInfo.UNTAGGED, Optional.empty(), false);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drawn")
    void theJobOfAWindowEqualsTheGoldenFile(String name, List<TrackUnit> units, List<CaptionCue> cues)
            throws IOException {
        // given
        List<Layer> layers = cues.isEmpty() ? List.of() : List.of(new Layer.Captions(TestLook.WIDE, cues));
        Window window = new Window(FORMAT, new VideoTrack(units), layers);
        // when
        FfmpegJob job = new WindowGraph(CaptionFonts.bundled())
                .job("draw", window, file -> Path.of("/store", file), folder, Path.of("/output/chunk.mp4"));
        // then
        Path golden = Path.of("src/test/resources/aive/render", name + ".txt");
        String text = readable(job).replace(folder.toString(), "/work");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, text);
        }
        assertEquals(Files.readString(golden), text,
                "the filter graph changed: if it draws other pixels, raise RendererVersion.CURRENT; then run this test with "
                        + "-Dgolden.write=true");
    }

    private static String readable(FfmpegJob job) {
        List<String> lines = new ArrayList<>();
        for (MediaInput input : job.inputs()) {
            lines.add("input " + input.path() + "\n    " + String.join(" ", input.options()));
        }
        lines.add(job.filterGraph().orElseThrow().readable().stripTrailing());
        lines.add("output\n    " + String.join(" ", job.outputs().getFirst().options()));
        return String.join("\n\n", lines) + "\n";
    }
}
