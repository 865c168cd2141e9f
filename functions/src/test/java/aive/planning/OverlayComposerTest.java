package aive.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.composition.Encoding;
import aive.composition.Fade;
import aive.composition.Layer;
import aive.composition.OutputFormat;
import aive.composition.PixelArea;
import aive.error.Problem;
import aive.media.Asset;
import aive.media.ColourInfo;
import aive.media.ImageInfo;
import aive.media.VideoInfo;
import aive.media.VisualInfo;
import aive.project.Gap;
import aive.project.ImageOverlay;
import aive.project.OverlayPosition;
import aive.project.Overlays;
import aive.project.ProgressBarSettings;
import aive.project.Project;
import aive.project.Quality;
import aive.project.TimeSpan;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlayComposerTest {

    private static final TimeSpan ALWAYS = new TimeSpan(Rational.ZERO, Optional.empty(), Rational.ZERO);

    @ParameterizedTest(name = "{0}×{1}, image {2}×{3}, at {4}, {5}, margin {6}, size {7}")
    @CsvSource({
        // wide: 20 % of 1080 pixels, 5 % margin
        "1920, 1080, 400, 200, 1, 0,   ,    0.2, 1650, 54, 216, 108",
        "1920, 1080, 400, 200, 0, 1,   ,    0.2, 54, 918, 216, 108",
        "1920, 1080, 400, 200, 0.5, 0.5, ,  0.2, 852, 486, 216, 108",
        "1920, 1080, 400, 200, 1, 0,   0,   0.2, 1704, 0, 216, 108",
        "1920, 1080, 400, 200, 0.25, 0, 0.1, 0.2, 480, 108, 216, 108",
        // tall: right of 85 % of the width is free, and above 11 %, and below 75 %
        "1080, 1920, 400, 200, 1, 0,   ,    0.2, 702, 212, 216, 108",
        "1080, 1920, 400, 200, 1, 1,   ,    0.2, 702, 1332, 216, 108",
        "1080, 1920, 400, 200, 0, 0,   ,    0.2, 64, 212, 216, 108",
        "1080, 1920, 400, 200, 0.5, 0, ,    0.2, 432, 212, 216, 108",
        "1080, 1920, 400, 200, 1, 0,   0.1, 0.2, 756, 108, 216, 108",
        // too large: between the margins
        "1920, 1080, 100, 400, 1, 0,   0.1, 2,   1596, 108, 216, 864",
        "1920, 1080, 400, 100, 0, 0,   0,   2,   0, 0, 1920, 480",
        // odd shapes
        "64, 4096, 100, 100, 1, 1,     ,    0.2, 42, 3060, 12, 12",
        "64, 64, 1000, 1, 1, 0,        ,    0.2, 48, 4, 12, 2"
    })
    void anImageLiesBetweenTheMargins(int width, int height, int imageWidth, int imageHeight, String x, String y,
            String margin, String size, int left, int top, int w, int h) {
        ImageOverlay overlay = new ImageOverlay(
                0, Projects.footage("logo"), new OverlayPosition(Projects.seconds(x), Projects.seconds(y)),
                Optional.ofNullable(margin).map(Projects::seconds), Projects.seconds(size), Rational.ONE, ALWAYS);
        assertEquals(new PixelArea(left, top, w, h),
                OverlayPlacement.of(overlay, image(imageWidth, imageHeight), format(width, height)));
    }

    @ParameterizedTest(name = "{0}×{1}")
    @CsvSource({"1920, 1080, 0, 1072, 1920, 8", "1080, 1920, 0, 0, 1080, 8", "64, 64, 0, 62, 64, 2"})
    void aProgressBarIsAtTheEdgeThatIsFree(int width, int height, int left, int top, int w, int h) {
        ProgressBarSettings bar =
                new ProgressBarSettings(Optional.empty(), Rational.of(8, 1_000), 0xFFFFFF, Rational.ONE);
        assertEquals(new PixelArea(left, top, w, h), OverlayPlacement.of(bar, format(width, height)));
    }

    @Test
    void overlaysBecomeLayersInTheOrderOfTheProjectUnderTheBar() {
        // given: 4 s at 30 frames a second
        Project project = project(
                new Overlays(List.of(
                        overlay(0, "a", new TimeSpan(
                                Projects.seconds("0.51"), Optional.of(Rational.of(9)), Rational.ONE)),
                        overlay(1, "b", new TimeSpan(
                                Rational.of(1), Optional.of(Projects.seconds("1.5")), Rational.ONE)),
                        overlay(2, "late", new TimeSpan(Rational.of(4), Optional.empty(), Rational.ZERO))),
                        Optional.of(new ProgressBarSettings(Optional.empty(), Rational.of(1, 100), 7, Rational.ONE)),
                        List.of()));
        // when
        List<Layer> layers = new OverlayComposer(project, format(1920, 1080), 120)
                .layers(source -> asset(source.toString(), image(10, 10)));
        // then: the first ends with the video; fades take at most half of the time
        PixelArea area = new PixelArea(1650, 54, 216, 216);
        assertEquals(
                List.of(
                        new Layer.Image("https://example.com/a.mp4", image(10, 10), area, Rational.ONE,
                                new FrameRange(15, 120), Optional.of(new Fade(30, 30, 0, 0))),
                        new Layer.Image("https://example.com/b.mp4", image(10, 10), area, Rational.ONE,
                                new FrameRange(30, 45), Optional.of(new Fade(7, 7, 0, 0))),
                        new Layer.ProgressBar(new PixelArea(0, 1070, 1920, 10), 7, Rational.ONE, 0, 120, 120)),
                layers);
        assertEquals(
                List.of(new Problem("/render/overlays/2",
                        "the overlay https://example.com/late.mp4 is not shown, because it has no frame before the end "
                                + "of the video")),
                OverlayComposer.warnings(project, new FrameRange(0, 120)));
    }

    @Test
    void whatIsNoStillImageIsAProblemWithItsPointer() {
        // given
        VideoInfo clip = video("25", "2");
        VideoInfo singleFrame = video("25", "0.04");
        ColourInfo hdr = new ColourInfo(
                Optional.empty(), Optional.of(ColourInfo.HighDynamicRange.PQ), Optional.empty());
        List<VisualInfo> media = List.of(
                clip, singleFrame, image(4_096, 4_096), image(4_097, 4_096),
                new ImageInfo(0, "av1", 10, 10, hdr, false));
        Project project = project(new Overlays(
                List.of(overlay(0, "0", ALWAYS), overlay(1, "1", ALWAYS), overlay(2, "2", ALWAYS),
                        overlay(3, "3", ALWAYS), overlay(4, "4", ALWAYS)),
                Optional.empty(), List.of()));
        // when
        List<Problem> problems = OverlayComposer.problems(project, source -> asset("f", media.get(
                source.url().getPath().charAt(1) - '0')));
        // then
        assertEquals(
                List.of(
                        new Problem("/render/overlays/0/url",
                                "the overlay https://example.com/0.mp4 is a video or an animation; an overlay must be a "
                                        + "still image (PNG, WebP, AVIF, or JPEG)"),
                        new Problem("/render/overlays/3/url",
                                "the overlay https://example.com/3.mp4 has 4097 × 4096 pixels, and an overlay has at "
                                        + "most 16777216; scale it down"),
                        new Problem("/render/overlays/4/url",
                                "the overlay https://example.com/4.mp4 has a high dynamic range; export it with sRGB "
                                        + "colours")),
                problems);
    }

    private static ImageOverlay overlay(int index, String name, TimeSpan span) {
        return new ImageOverlay(index, Projects.footage(name), new OverlayPosition(Rational.ONE, Rational.ZERO),
                Optional.empty(), Rational.of(1, 5), Rational.ONE, span);
    }

    private static Project project(Overlays overlays) {
        return Projects.with(Projects.at(Projects.THIRTY, Gap.EXTEND, "0-4"), "overlays", overlays);
    }

    private static Asset asset(String sha256, VisualInfo media) {
        return new Asset(sha256, 1, Optional.empty(), Optional.of(media), Optional.empty(), List.of());
    }

    private static OutputFormat format(int width, int height) {
        return new OutputFormat(width, height, FrameRate.of(30), new Encoding.H264(Quality.STANDARD));
    }

    private static ImageInfo image(int width, int height) {
        return new ImageInfo(0, "png", width, height, ColourInfo.UNTAGGED, true);
    }

    private static VideoInfo video(String rate, String length) {
        return new VideoInfo(0, "av1", 10, 10, Rational.of(1, 25), Rational.ZERO, Optional.of(Rational.parse(rate)),
                Projects.seconds(length), Optional.empty(), Optional.empty(), true, ColourInfo.UNTAGGED,
                Optional.empty(), false);
    }
}
