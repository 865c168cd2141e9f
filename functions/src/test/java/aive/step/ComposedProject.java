package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.caption.CaptionFonts;
import aive.composition.Composition;
import aive.ffmpeg.DamagedInputException;
import aive.ffmpeg.FfmpegStalledException;
import aive.ffmpeg.MediaReference;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.VisualProbe;
import aive.file.Sha256;
import aive.input.RequestReader;
import aive.input.SourcePolicy;
import aive.json.Json;
import aive.media.Asset;
import aive.media.AudioInfo;
import aive.media.ClipAudio;
import aive.planning.CaptionComposer;
import aive.planning.Composer;
import aive.planning.TimelineBuilder;
import aive.project.Project;
import aive.project.Source;
import aive.render.WindowRenderer;
import aive.time.FrameRange;
import aive.time.Rational;
import aive.timeline.Timeline;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A project for tests, from its JSON to its composition and to decoded frames, without steps or a store. Its narration
/// is not heard.
public final class ComposedProject {

    private final Path folder;
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();
    private final Map<Source, Asset> assets = new HashMap<>();
    private final Map<String, Path> files = new HashMap<>();

    /// @param folder for files
    /// @param render the JSON of `render`
    public ComposedProject(Path folder, String render) {
        this.folder = folder;
        body.putObject("project_data").put("id", "composed").putArray("sentences");
        body.put("audio_url", "https://example.com/voice.mp3");
        body.set("render", Json.MAPPER.readTree(render));
    }

    /// Adds a sentence with one clip or image after the others.
    public ObjectNode sentence(Path footage, double seconds) {
        ObjectNode sentence = sentence(seconds);
        sentence.putObject("selected_footage").put("url", footage.toString());
        return sentence;
    }

    /// Adds a sentence without footage after the others.
    public ObjectNode sentence(double seconds) {
        JsonNode sentences = body.at("/project_data/sentences");
        double start = sentences.isEmpty() ? 0 : sentences.get(sentences.size() - 1).get("end_time").doubleValue();
        ObjectNode sentence = body.withArray("/project_data/sentences").addObject();
        return sentence.put("id", "s" + sentences.size()).put("text", "Text").put("start_time", start)
                .put("end_time", start + seconds);
    }

    public Composition composition() {
        Project project = new RequestReader(
                SourcePolicy.LocalRun.in(folder, Set.of(), _ -> Optional.empty()), (source, _) -> {
                    throw new AssertionError(source);
                }).read(body).project();
        Timeline timeline = TimelineBuilder.build(project, Rational.ZERO);
        CaptionFonts fonts = CaptionFonts.bundled();
        return Composer.compose(
                project, timeline, this::asset, fonts, new CaptionComposer(project, timeline, this::asset, fonts));
    }

    /// The properties of a file, as after a fetch.
    private Asset asset(Source source) {
        if (source.isHttps()) {
            return new Asset("0".repeat(64), 1, Optional.empty(), Optional.empty(),
                    Optional.of(new AudioInfo(0, "mp3", 48_000, false, Optional.empty())), List.of());
        }
        return assets.computeIfAbsent(source, _ -> {
            String sha256 = Sha256.of(Path.of(source.url()));
            Path file = stored(Path.of(source.url()), sha256);
            VisualProbe probe = new VisualProbe(TestFfmpeg.FFMPEG);
            MediaReference reference = new MediaReference("/test", "the file");
            VisualProbe.ProbedFootage probed =
                    probe.footage(file, folder.resolve(sha256 + "-copy"), reference, TestFfmpeg.soon());
            files.put(sha256, probed.remuxed().orElse(file));
            ClipAudio sound = probe.sound(
                    file, probed.info(), probed.remuxed().isPresent(), reference, TestFfmpeg.soon());
            return new Asset(sha256, 1, Optional.empty(), Optional.of(probed.info()), Optional.empty(),
                    Optional.of(sound), Optional.empty(), List.of(), List.of());
        });
    }

    /// A file without an extension, as in the store: FFmpeg must not use the extension.
    private Path stored(Path file, String sha256) {
        try {
            return Files.copy(file, folder.resolve(sha256), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file of an asset.
    public Path file(String sha256) {
        return Objects.requireNonNull(files.get(sha256));
    }

    /// All decoded frames of a composition of this project.
    public List<BufferedImage> frames(Composition composition)
            throws IOException, DamagedInputException, FfmpegStalledException {
        Path work = Files.createTempDirectory(folder, "frames");
        Path video = new WindowRenderer(TestFfmpeg.FFMPEG, CaptionFonts.bundled())
                .render("render a test", composition.window(new FrameRange(0, composition.frames())), this::file, work,
                        TestFfmpeg.soon())
                .file();
        Path raw = work.resolve("frames.rgb");
        TestFfmpeg.output("-i", video.toString(), "-pix_fmt", "rgb24", "-f", "rawvideo", raw.toString());
        int width = composition.format().width();
        int height = composition.format().height();
        byte[] bytes = Files.readAllBytes(raw);
        List<BufferedImage> frames = new ArrayList<>();
        for (int start = 0; start < bytes.length; start += 3 * width * height) {
            BufferedImage frame = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < width * height; i++) {
                int at = start + 3 * i;
                frame.setRGB(i % width, i / width,
                        (bytes[at] & 0xFF) << 16 | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF));
            }
            frames.add(frame);
        }
        assertEquals(composition.frames(), frames.size());
        return frames;
    }
}
