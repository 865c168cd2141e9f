package aive.render;

import aive.caption.CaptionFonts;
import aive.caption.TestLook;
import aive.composition.CaptionCue;
import aive.composition.Encoding;
import aive.composition.Fade;
import aive.composition.Fit;
import aive.composition.Item;
import aive.composition.ItemTransition;
import aive.composition.Layer;
import aive.composition.Motion;
import aive.composition.OutputFormat;
import aive.composition.PixelArea;
import aive.composition.TrackUnit;
import aive.composition.VideoTrack;
import aive.composition.Window;
import aive.ffmpeg.DamagedInputException;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegStalledException;
import aive.ffmpeg.MediaReference;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.VisualProbe;
import aive.file.Sha256;
import aive.media.ImageInfo;
import aive.media.VideoInfo;
import aive.media.VisualInfo;
import aive.project.Fill;
import aive.project.Quality;
import aive.project.TransitionKind;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Builds windows for tests of the renderer, without steps or a store.
final class TestWindow {

    private static final MediaReference PLACE = new MediaReference("/test", "the test's file");

    private final OutputFormat format;
    private final List<TrackUnit> units = new ArrayList<>();
    private Optional<TransitionInto> entry = Optional.empty();
    private final List<CaptionCue> cues = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, Path> files = new HashMap<>();
    private Optional<Fit> fit = Optional.empty();
    private Optional<Motion> motion = Optional.empty();

    private TestWindow(OutputFormat format) {
        this.format = format;
    }

    static TestWindow of(int width, int height, String rate, Quality quality) {
        return of(width, height, rate, new Encoding.H264(quality));
    }

    static TestWindow of(int width, int height, String rate, Encoding encoding) {
        return new TestWindow(new OutputFormat(width, height, FrameRate.parse(rate), encoding));
    }

    /// Shows what is added from now on in this way.
    TestWindow fit(Fit chosen) {
        fit = Optional.of(chosen);
        return this;
    }

    /// Moves the view over stills that are added from now on, from one view to another.
    TestWindow motion(Motion.View from, Motion.View to) {
        motion = Optional.of(new Motion(from, to, 0, 1));
        return this;
    }

    private Optional<Motion> motion(long frames) {
        return motion.map(one -> new Motion(one.from(), one.to(), 0, frames));
    }

    private record TransitionInto(TransitionKind kind, long frames) {}

    /// Lets what is added last become what is added next. The transition takes its frames from both.
    TestWindow into(TransitionKind kind, long frames) {
        entry = Optional.of(new TransitionInto(kind, frames));
        return this;
    }

    private void add(Item item) {
        if (entry.isEmpty()) {
            units.add(item);
            return;
        }
        FrameRate rate = format.frameRate();
        long frames = entry.get().frames();
        Item last = (Item) units.removeLast();
        long rest = last.frames() - frames;
        units.add(last.part(new FrameRange(0, rest), rate));
        units.add(new ItemTransition(
                entry.get().kind(), last.part(FrameRange.ofLength(rest, frames), rate),
                item.part(new FrameRange(0, frames), rate), 0, frames));
        units.add(item.part(new FrameRange(frames, item.frames()), rate));
        entry = Optional.empty();
    }

    /// Adds a clip or a still image, in front of black if it is transparent.
    TestWindow show(Path file, long frames, String inPoint, Fill fill) {
        String sha256 = Sha256.of(file);
        add(switch (probed(file, sha256)) {
            case VideoInfo video -> new Item.Footage(
                    frames, sha256, video, Rational.of(new BigDecimal(inPoint)), fill, Item.behind(video, 0), fit);
            case ImageInfo image -> new Item.Still(frames, sha256, image, Item.behind(image, 0), fit, motion(frames));
        });
        return this;
    }

    /// The properties of a file, or of its copy, as after a fetch.
    private VisualInfo probed(Path file, String sha256) {
        Path stored = stored(file, sha256);
        Path copy = stored.resolveSibling(sha256 + "-copy");
        VisualProbe.ProbedFootage probed =
                new VisualProbe(TestFfmpeg.FFMPEG).footage(stored, copy, PLACE, TestFfmpeg.soon());
        files.put(sha256, probed.remuxed().orElse(stored));
        return probed.info();
    }

    /// A file without an extension, as in the store: FFmpeg must not use the extension.
    private static Path stored(Path file, String sha256) {
        try {
            Path folder = Files.createDirectories(Path.of("target/assets").toAbsolutePath());
            return Files.copy(file, folder.resolve(sha256), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestWindow black(long frames) {
        return solid(frames, Item.Solid.BLACK);
    }

    TestWindow solid(long frames, int colour) {
        add(new Item.Solid(frames, colour));
        return this;
    }

    TestWindow caption(long first, long end, String text) {
        cues.add(new CaptionCue(new FrameRange(first, end), text));
        return this;
    }

    /// Draws a layer below the captions.
    TestWindow layer(Layer layer) {
        layers.add(layer);
        return this;
    }

    /// Adds an image that is drawn over the video.
    TestWindow image(Path file, PixelArea area, String opacity, FrameRange frames, Optional<Fade> fade) {
        String sha256 = Sha256.of(file);
        return layer(new Layer.Image(
                sha256, probed(file, sha256), area, Rational.parse(opacity), frames, fade));
    }

    /// Stores a file that a layer is drawn from.
    ///
    /// @return its SHA-256
    String asset(Path file) {
        String sha256 = Sha256.of(file);
        files.put(sha256, stored(file, sha256));
        return sha256;
    }

    Window window() {
        List<Layer> all = new ArrayList<>(layers);
        if (!cues.isEmpty()) {
            all.add(new Layer.Captions(TestLook.WIDE, cues));
        }
        return new Window(format, new VideoTrack(units), all);
    }

    Path file(String sha256) {
        return Objects.requireNonNull(files.get(sha256));
    }

    /// The encoded frames of a range.
    Path rendered(Ffmpeg ffmpeg, FrameRange run, Path folder) throws IOException {
        Path work = Files.createTempDirectory(folder, "window");
        try {
            return new WindowRenderer(ffmpeg, CaptionFonts.bundled())
                    .render("render a window", window().window(run), this::file, work, TestFfmpeg.soon())
                    .file();
        } catch (DamagedInputException | FfmpegStalledException e) {
            throw new AssertionError(e);
        }
    }

    /// The digests of the decoded frames of a range.
    List<String> frames(Ffmpeg ffmpeg, FrameRange run, Path folder) throws IOException {
        return TestFfmpeg.frameDigests(rendered(ffmpeg, run, folder)).stream()
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .toList();
    }
}
