package aive.step.plan;

import aive.audio.SoundtrackMixer;
import aive.composition.Item;
import aive.composition.Layer;
import aive.composition.OutputFormat;
import aive.composition.VideoTrack;
import aive.error.Problem;
import aive.forecast.EncodedSize;
import aive.forecast.Speeds;
import aive.plan.Chunk;
import aive.plan.RenderPlan;
import aive.planning.RenderTime;
import aive.project.Project;
import aive.render.WindowRenderer;
import aive.time.FrameRange;
import aive.time.FrameRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// Compares what a plan needs with the limits of the Lambda functions that carry it out.
///
/// Only a function of the default size is known here: a deployment may make it smaller, but not larger.
final class LambdaLimits {

    /// The share of a limit from which it is a warning: the estimates are rough.
    private static final double NEAR = 0.8;

    /// The multiple of the longest time above which a chunk surely cannot finish.
    private static final double FAR = 2;

    private static final double STORAGE_MEBIBYTES = 10_240;
    private static final double MEMORY_MEBIBYTES = 10_240;

    private static final double MEMORY_OF_JAVA = 1_000;

    /// Measured memory of an encoder and its filters per pixel of the frame: x265 with the quality high needs the most.
    private static final double ENCODER_BYTES_PER_PIXEL = 182;

    /// Measured memory of a decoder per pixel of its video or image: it holds its last frames.
    private static final double BYTES_PER_PIXEL = 14;

    private static final double MEBIBYTE = 1 << 20;

    private final Project project;
    private final RenderPlan plan;
    private final List<Chunk> unfinished;
    private final Map<String, Long> bytes;
    private final List<Problem> warnings = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private LambdaLimits(Project project, RenderPlan plan, List<Chunk> unfinished, Map<String, Long> bytes) {
        this.project = project;
        this.plan = plan;
        this.unfinished = unfinished;
        this.bytes = bytes;
        time();
        storage();
        memory();
        joining();
        mixing();
    }

    /// @param finished SHA-256 of the chunks that need not be rendered
    /// @param bytes the length of each file that the chunks show, by its SHA-256
    static LambdaLimits of(Project project, RenderPlan plan, Set<String> finished, Map<String, Long> bytes) {
        List<Chunk> unfinished =
                plan.chunks().stream().filter(chunk -> !finished.contains(chunk.sha256())).toList();
        return new LambdaLimits(project, plan, unfinished, bytes);
    }

    /// Needs that are near a limit or above it.
    List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    /// Needs that no function can meet.
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void time() {
        most(LambdaLimits::seconds).ifPresent(slowest -> {
            double seconds = seconds(slowest);
            note(
                    seconds / RenderTime.LAMBDA_SECONDS,
                    FAR,
                    "%s takes about %.0f s in a Lambda function, which may run for %d s; lower render.chunk_seconds"
                            .formatted(name(slowest), seconds, RenderTime.LAMBDA_SECONDS));
        });
    }

    private static double seconds(Chunk chunk) {
        return RenderTime.functionSeconds(RenderTime.processorSeconds(chunk.spec().window()));
    }

    private void storage() {
        most(this::storage).ifPresent(fullest -> note(
                storage(fullest) / STORAGE_MEBIBYTES,
                1,
                "%s needs %.0f MiB for its files, and the /tmp of a Lambda function has at most %.0f MiB; lower render.chunk_seconds or use smaller files"
                        .formatted(name(fullest), storage(fullest), STORAGE_MEBIBYTES)));
    }

    private double storage(Chunk chunk) {
        return chunk.spec().window().assets().stream()
                        .mapToLong(asset -> bytes.getOrDefault(asset, 0L))
                        .sum()
                / MEBIBYTE;
    }

    private void memory() {
        most(LambdaLimits::memory).ifPresent(largest -> note(
                memory(largest) / MEMORY_MEBIBYTES,
                FAR,
                "%s needs about %.0f MiB of memory to decode %d files at a time, and a Lambda function has at most %.0f MiB; use footage with fewer pixels"
                        .formatted(
                                name(largest),
                                memory(largest),
                                WindowRenderer.MOST_ITEMS_IN_A_JOB,
                                MEMORY_MEBIBYTES)));
    }

    private static double memory(Chunk chunk) {
        VideoTrack video = chunk.spec().window().video();
        FrameRate rate = chunk.spec().window().format().frameRate();
        double overlays = chunk.spec().window().layers().stream().mapToDouble(LambdaLimits::pixels).sum();
        double most = 0;
        for (FrameRange job : video.runs(WindowRenderer.MOST_ITEMS_IN_A_JOB)) {
            most = Math.max(most, video.window(job, rate).stretches(rate).stream()
                    .mapToDouble(stretch -> pixels(stretch.item()))
                    .sum());
        }
        OutputFormat format = chunk.spec().window().format();
        double encoder = (double) format.width() * format.height() * ENCODER_BYTES_PER_PIXEL;
        return MEMORY_OF_JAVA + (encoder + (most + overlays) * BYTES_PER_PIXEL) / MEBIBYTE;
    }

    private static double pixels(Item item) {
        return switch (item) {
            case Item.Footage footage -> (double) footage.media().width() * footage.media().height();
            case Item.Still still -> (double) still.media().width() * still.media().height();
            case Item.Solid _ -> 0;
        };
    }

    /// The pixels of a layer's image before it is scaled.
    private static double pixels(Layer layer) {
        return switch (layer) {
            case Layer.Image image -> (double) image.media().width() * image.media().height();
            case Layer.ProgressBar _, Layer.Title _, Layer.Captions _ -> 0;
        };
    }

    private void joining() {
        plan.chunks().stream().findFirst().ifPresent(first -> {
            double bytes = EncodedSize.bytes(plan.frames().length(), first.spec().window().format());
            double seconds = Speeds.transferSeconds(bytes);
            note(
                    "/render/quality",
                    seconds / RenderTime.LAMBDA_SECONDS,
                    Double.POSITIVE_INFINITY,
                    "joining the video takes about %.0f s in a Lambda function, which may run for %d s; make a shorter video, or choose another quality"
                            .formatted(seconds, RenderTime.LAMBDA_SECONDS));
        });
    }

    private void mixing() {
        double need = SoundtrackMixer.storage(plan.soundtrack().mix()) / MEBIBYTE;
        note(
                "/audio_url",
                need / STORAGE_MEBIBYTES,
                1,
                "mixing the soundtrack needs %.0f MiB for its files, and the /tmp of a Lambda function has at most %.0f MiB; make a shorter video, or use shorter music"
                        .formatted(need, STORAGE_MEBIBYTES));
    }

    private Optional<Chunk> most(ToDoubleFunction<Chunk> need) {
        Optional<Chunk> most = Optional.empty();
        for (Chunk chunk : unfinished) {
            if (most.isEmpty() || need.applyAsDouble(chunk) > need.applyAsDouble(most.get())) {
                most = Optional.of(chunk);
            }
        }
        return most;
    }

    private void note(double share, double impossible, String message) {
        note("/render/chunk_seconds", share, impossible, message);
    }

    /// @param share of the limit that is needed
    /// @param impossible the share above which no function can meet the need
    private void note(String pointer, double share, double impossible, String message) {
        if (share > impossible) {
            problems.add(new Problem(pointer, message));
        } else if (share > NEAR) {
            warnings.add(new Problem(pointer, message));
        }
    }

    private String name(Chunk chunk) {
        String first = project.sentences().get(chunk.firstSentence()).id();
        String last = project.sentences().get(chunk.lastSentence()).id();
        return String.format(
                Locale.ROOT,
                "chunk %d of %d (%s)",
                plan.chunks().indexOf(chunk) + 1,
                plan.chunks().size(),
                first.equals(last) ? "sentence " + first : "sentences %s to %s".formatted(first, last));
    }
}
