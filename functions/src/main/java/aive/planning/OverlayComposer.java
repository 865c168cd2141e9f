package aive.planning;

import aive.composition.Fade;
import aive.composition.Layer;
import aive.composition.OutputFormat;
import aive.error.Problem;
import aive.media.Asset;
import aive.media.ImageInfo;
import aive.media.VideoInfo;
import aive.media.VisualInfo;
import aive.project.ImageOverlay;
import aive.project.Project;
import aive.project.Source;
import aive.project.TimeSpan;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Turns a project's overlays into layers: images in the order of the project, then the progress bar.
public final class OverlayComposer {

    /// The limit for the pixels of an overlay: each chunk decodes it, with 8 bytes a pixel and several copies.
    private static final long MOST_PIXELS = 4_096L * 4_096;

    private final Project project;
    private final OutputFormat format;
    private final long frames;

    /// @param frames of the whole video
    OverlayComposer(Project project, OutputFormat format, long frames) {
        this.project = project;
        this.format = format;
        this.frames = frames;
    }

    /// The problems of overlays that the probe of their files shows.
    public static List<Problem> problems(Project project, Function<Source, Asset> assets) {
        List<Problem> problems = new ArrayList<>();
        for (ImageOverlay overlay : project.settings().overlays().images()) {
            VisualInfo media = assets.apply(overlay.image()).visual().orElseThrow();
            defect(media).ifPresent(defect -> problems.add(
                    new Problem(overlay.imagePointer(), "the overlay %s %s".formatted(overlay.image(), defect))));
        }
        return problems;
    }

    private static Optional<String> defect(VisualInfo media) {
        if (!isStill(media)) {
            return Optional.of("is a video or an animation; an overlay must be a still image (PNG, WebP, AVIF, or JPEG)");
        }
        if (media.colours().highDynamicRange().isPresent()) {
            return Optional.of("has a high dynamic range; export it with sRGB colours");
        }
        if ((long) media.width() * media.height() > MOST_PIXELS) {
            return Optional.of("has %d × %d pixels, and an overlay has at most %d; scale it down".formatted(
                    media.width(), media.height(), MOST_PIXELS));
        }
        return Optional.empty();
    }

    /// FFmpeg reads some formats of images as videos of one frame.
    private static boolean isStill(VisualInfo media) {
        return switch (media) {
            case ImageInfo _ -> true;
            case VideoInfo video -> video.framesPerSecond()
                    .map(rate -> rate.times(video.length()).compareTo(Rational.ONE) <= 0)
                    .orElse(false);
        };
    }

    /// Warns of overlays that begin after the video's end.
    public static List<Problem> warnings(Project project, FrameRange video) {
        List<Problem> warnings = new ArrayList<>();
        for (ImageOverlay overlay : project.settings().overlays().images()) {
            if (shown(overlay.span(), project.settings().frameRate(), video.end()).isEmpty()) {
                warnings.add(new Problem(
                        overlay.pointer(),
                        "the overlay %s is not shown, because it has no frame before the end of the video"
                                .formatted(overlay.image())));
            }
        }
        return warnings;
    }

    /// @param assets maps each source of the project to its stored file
    List<Layer> layers(Function<Source, Asset> assets) {
        List<Layer> layers = new ArrayList<>();
        for (ImageOverlay overlay : project.settings().overlays().images()) {
            shown(overlay.span(), format.frameRate(), frames)
                    .ifPresent(shown -> layers.add(image(overlay, assets.apply(overlay.image()), shown)));
        }
        project.settings().overlays().progressBar().ifPresent(bar -> layers.add(new Layer.ProgressBar(
                OverlayPlacement.of(bar, format), bar.colour(), bar.opacity(), 0, frames, frames)));
        return layers;
    }

    private Layer image(ImageOverlay overlay, Asset asset, FrameRange shown) {
        VisualInfo media = asset.visual().orElseThrow();
        return new Layer.Image(
                asset.visualFile(),
                media,
                OverlayPlacement.of(overlay, media, format),
                overlay.opacity(),
                shown,
                fade(overlay.span(), format.frameRate(), shown));
    }

    /// The frames of a span, from the one nearest to its start to the one nearest to its end; empty if it has none.
    static Optional<FrameRange> shown(TimeSpan span, FrameRate rate, long frames) {
        long first = rate.frameAt(span.from());
        long end = Math.min(frames, span.to().map(rate::frameAt).orElse(frames));
        return first < end ? Optional.of(new FrameRange(first, end)) : Optional.empty();
    }

    static Optional<Fade> fade(TimeSpan span, FrameRate rate, FrameRange shown) {
        return Fade.of(rate.frameAt(span.fade()), shown.length());
    }
}
