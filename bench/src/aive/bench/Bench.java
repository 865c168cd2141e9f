package aive.bench;

import aive.audio.OnePassAudio;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.MediaInput;
import aive.ffmpeg.VideoStreamInfo;
import aive.file.UserFolders;
import aive.json.Json;
import aive.local.LocalSettings;
import aive.local.LocalSystem;
import aive.local.Preview;
import aive.message.ChunkTask;
import aive.plan.ChunkSpec;
import aive.plan.SoundtrackSpec;
import aive.render.OnePassVideo;
import aive.time.Deadline;
import aive.time.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A render against one FFmpeg command that does the same job: the same filters, caption images, encoder settings, and
/// mix, in a single pass.
///
/// Both run on the same machine, in turn, so that what else goes on there hits both.
@Command(
        name = "bench/run",
        sortOptions = false,
        description = "Measures a render against a single FFmpeg command that does the same job.")
public final class Bench implements Callable<Integer> {

    private static final List<String> STEPS = List.of(
            "Prepare project",
            "Fetch media",
            "Plan chunks",
            "Render chunks",
            "Render many chunks",
            "Mix soundtrack",
            "Stitch video");
    private static final Duration LONGEST = Duration.ofHours(1);

    @Option(
            names = "--seconds",
            split = ",",
            paramLabel = "S",
            description = "Lengths of the videos (default: ${DEFAULT-VALUE}).",
            defaultValue = "30,120")
    private List<Integer> seconds = List.of();

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Pairs of each length (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int pairs;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            description = "Size of the picture (default: ${DEFAULT-VALUE}).",
            defaultValue = "1920x1080")
    private String size = "";

    @Option(
            names = "--x264-threads",
            paramLabel = "N",
            description =
                    "Of the single command (default: x264's own choice, as whoever types a command has it; 4: as many"
                            + " as a chunk's).")
    private Optional<Integer> threads = Optional.empty();

    @Option(names = "--workers", paramLabel = "N", description = "Of the render (default: its own).")
    private Optional<Integer> workers = Optional.empty();

    @Option(
            names = "--with",
            paramLabel = "JSON",
            description =
                    "Fields of render, such as '{\"captions\": {\"style\": \"karaoke\"}}': compares the render with them"
                            + " against the render without them, and not with the single command.")
    private Optional<String> with = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object in place of tables.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    private final Path root = Path.of("").toAbsolutePath();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    /// A render and the single command, run one after the other.
    private record Pair(Measured ours, Measured single, Map<String, Double> steps) {

        double ratio(ToDoubleFunction<Measured> figure) {
            return figure.applyAsDouble(ours) / figure.applyAsDouble(single);
        }
    }

    @Override
    public Integer call() throws Exception {
        LocalSettings somewhere = settings(root, root.resolve("target/bench/store"));
        Ffmpeg ffmpeg = LocalSystem.ffmpeg(somewhere);
        ObjectNode report = Json.MAPPER.createObjectNode();
        report.put("processors", Runtime.getRuntime().availableProcessors())
                .put("ffmpeg", ffmpeg.identity())
                .put("size", size);
        ArrayNode videos = report.putArray("videos");
        for (int length : seconds) {
            say("%d s: preparing", length);
            Path folder = root.resolve("target/bench/" + length);
            delete(folder);
            Path project = Material.project(
                    root.resolve("examples/sonnet"),
                    folder,
                    length,
                    size,
                    ffmpeg.build().ffmpeg());
            Path other = folder.resolve("other.mp4");
            if (with.isPresent()) {
                Path changed = withFields(project, folder.resolve("with.json"));
                videos.add(measured(
                        ffmpeg, length, changed, render(project, other, folder.resolve("other-store")), other, folder));
            } else {
                List<String> command = singleCommand(ffmpeg, project, folder, other);
                Files.writeString(folder.resolve("single-command.txt"), String.join("\n", command));
                videos.add(measured(ffmpeg, length, project, command, other, folder));
            }
        }
        if (json) {
            System.out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report));
        }
        return 0;
    }

    /// The project with the fields of `--with`.
    private Path withFields(Path project, Path changed) throws IOException {
        ObjectNode json = (ObjectNode) Json.tree(Files.readAllBytes(project));
        ((ObjectNode) json.get("render")).setAll((ObjectNode) Json.MAPPER.readTree(with.orElseThrow()));
        return Files.write(changed, Json.bytes(json));
    }

    private List<String> render(Path project, Path output, Path store) {
        List<String> render = new ArrayList<>(List.of(
                root.resolve("aive").toString(),
                "render",
                project.toString(),
                "-o",
                output.toString(),
                "--store",
                store.toString(),
                "--json"));
        workers.ifPresent(count -> render.addAll(List.of("--workers", count.toString())));
        return render;
    }

    /// @param command makes the other video, `single`
    private ObjectNode measured(Ffmpeg ffmpeg, int length, Path project, List<String> command, Path single, Path folder)
            throws IOException, InterruptedException {
        Path store = folder.resolve("store");
        Path ours = folder.resolve("ours.mp4");
        List<String> render = render(project, ours, store);
        List<Pair> done = new ArrayList<>();
        for (int i = 1; i <= pairs; i++) {
            delete(store);
            delete(folder.resolve("other-store"));
            Measured our = Measured.run(render, folder);
            Map<String, Double> steps = steps(store);
            Measured one = Measured.run(command, folder);
            done.add(new Pair(our, one, steps));
            say(
                    "%d s, pair %d: wall %.1f s against %.1f s, CPU %.1f s against %.1f s",
                    length, i, our.wall(), one.wall(), our.cpu(), one.cpu());
        }
        long frames = frames(ffmpeg, ours);
        if (frames != frames(ffmpeg, single)) {
            throw new IllegalStateException(
                    "%d frames against %d: not the same job".formatted(frames, frames(ffmpeg, single)));
        }
        if (!json) {
            print(length, frames, done);
        }
        return describe(length, frames, done);
    }

    /// The command that an expert would type for this project. Captions are drawn and the gain is measured here,
    /// outside its time.
    private List<String> singleCommand(Ffmpeg ffmpeg, Path project, Path folder, Path output) throws IOException {
        Path prepared = folder.resolve("prepared");
        try (LocalSystem system = new LocalSystem(settings(project.getParent(), prepared))) {
            Preview preview = system.preview(Json.tree(Files.readAllBytes(project)));
            if (preview.chunks().size() != 1) {
                throw new IllegalStateException(
                        "a single pass is one chunk, not " + preview.chunks().size());
            }
            ChunkTask task = preview.chunks().getFirst().task();
            byte[] spec = system.store()
                    .read(task.specKey(), task.specOffset(), task.specLength())
                    .orElseThrow();
            Function<String, Path> assets =
                    asset -> system.store().file("assets/" + asset, prepared).orElseThrow();
            return singleCommand(
                    ffmpeg, Json.read(spec, ChunkSpec.class), preview.plan().soundtrack(), assets, folder, output);
        }
    }

    private List<String> singleCommand(
            Ffmpeg ffmpeg,
            ChunkSpec spec,
            SoundtrackSpec sound,
            Function<String, Path> assets,
            Path folder,
            Path output) {
        FfmpegJob picture = OnePassVideo.job(spec.window(), assets, folder);
        FfmpegJob mixing = OnePassAudio.mixing(sound.mix(), assets, folder.resolve("mixed.w64"));
        Rational gain = OnePassAudio.gain(ffmpeg, sound.mix(), mixing, Deadline.in(LONGEST));
        List<String> command = new ArrayList<>(
                List.of(ffmpeg.build().ffmpeg().toString(), "-nostdin", "-hide_banner", "-nostats", "-y"));
        for (MediaInput input : Stream.concat(picture.inputs().stream(), mixing.inputs().stream())
                .toList()) {
            command.addAll(withoutThreads(input.options()));
            command.addAll(List.of("-i", "file:" + input.path()));
        }
        command.addAll(List.of(
                "-filter_complex",
                picture.filterGraph().orElseThrow() + ";"
                        + OnePassAudio.graph(mixing, gain, picture.inputs().size())));
        List<String> encoding = withoutThreads(OnePassVideo.outputOptions(picture));
        threads.ifPresent(count -> encoding.addAll(List.of("-threads", count.toString())));
        command.addAll(encoding);
        command.addAll(List.of("-map", "[sound]"));
        command.addAll(OnePassAudio.AAC);
        command.addAll(List.of("-movflags", "+faststart", output.toString()));
        return command;
    }

    /// How many threads work is left to FFmpeg, as whoever types a command does.
    private static List<String> withoutThreads(List<String> options) {
        List<String> others = new ArrayList<>(options);
        int threads = others.indexOf("-threads");
        if (threads >= 0) {
            others.subList(threads, threads + 2).clear();
        }
        return others;
    }

    private static LocalSettings settings(Path projectFolder, Path store) {
        UserFolders folders = UserFolders.of(System.getenv(), Path.of(System.getProperty("user.home")));
        Optional<Path> other = Optional.ofNullable(System.getenv("AIVE_FFMPEG"))
                .filter(path -> !path.isBlank())
                .map(Path::of);
        return new LocalSettings(projectFolder, store, folders.ffmpeg(), other, 1, Optional.of(Rational.of(1_000_000)));
    }

    private static long frames(Ffmpeg ffmpeg, Path video) {
        return VideoStreamInfo.read(ffmpeg, video, Deadline.in(LONGEST))
                .orElseThrow()
                .packets();
    }

    /// How long each step took, from the execution's history.
    private static Map<String, Double> steps(Path store) throws IOException {
        Path history;
        try (Stream<Path> files = Files.list(store.resolve("executions"))) {
            history = files.findFirst().orElseThrow();
        }
        JsonNode events = Json.tree(Files.readAllBytes(history)).path("events");
        Map<String, Instant> begun = new LinkedHashMap<>();
        Map<String, Double> took = new LinkedHashMap<>();
        for (JsonNode event : events) {
            String name = event.at("/details/name").asString("");
            Instant when = Instant.parse(event.path("timestamp").asString());
            if (STEPS.contains(name) && event.path("type").asString().endsWith("StateEntered")) {
                begun.put(name, when);
            } else if (begun.containsKey(name) && event.path("type").asString().endsWith("StateExited")) {
                took.put(name, Duration.between(begun.get(name), when).toMillis() / 1_000.0);
            }
        }
        return took;
    }

    private void print(int length, long frames, List<Pair> pairs) {
        System.out.printf(Locale.ROOT, "%n%d s, %d frames%n", length, frames);
        System.out.printf(
                "%-6s %24s %24s %30s %22s%n", "pair", "wall s", "CPU s", "largest process MB", "all at once MB");
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            System.out.printf(
                    Locale.ROOT,
                    "%-6d %8.1f /%6.1f = %5.2f %8.1f /%6.1f = %5.2f %14.0f /%6.0f = %5.2f %14.0f /%6.0f%n",
                    i + 1,
                    pair.ours().wall(),
                    pair.single().wall(),
                    pair.ratio(Measured::wall),
                    pair.ours().cpu(),
                    pair.single().cpu(),
                    pair.ratio(Measured::cpu),
                    pair.ours().largest(),
                    pair.single().largest(),
                    pair.ratio(Measured::largest),
                    pair.ours().together(),
                    pair.single().together());
        }
        System.out.println((with.isPresent() ? "with / without" : "ours / the single command") + "; best, spread, median: wall "
                + bestSpreadMedian(pairs, Measured::wall) + ", CPU " + bestSpreadMedian(pairs, Measured::cpu));
        Pair fastest = pairs.stream()
                .min(Comparator.comparingDouble(pair -> pair.ours().wall()))
                .orElseThrow();
        List<String> steps = new ArrayList<>();
        fastest.steps()
                .forEach((step, took) ->
                        steps.add(String.format(Locale.ROOT, "%s %.2f s", step.toLowerCase(Locale.ROOT), took)));
        System.out.println("time of our fastest: " + String.join(", ", steps)
                + String.format(
                        Locale.ROOT,
                        " (mixing runs beside rendering); %.1f s in all",
                        fastest.ours().wall()));
    }

    private static String bestSpreadMedian(List<Pair> pairs, ToDoubleFunction<Measured> figure) {
        double[] ratios =
                pairs.stream().mapToDouble(pair -> pair.ratio(figure)).sorted().toArray();
        return String.format(
                Locale.ROOT, "%.2f (to %.2f, median %.2f)", ratios[0], ratios[ratios.length - 1], median(ratios));
    }

    /// @param sorted at least one figure
    private static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static ObjectNode describe(int length, long frames, List<Pair> pairs) {
        ObjectNode video = Json.MAPPER.createObjectNode().put("seconds", length).put("frames", frames);
        ArrayNode list = video.putArray("pairs");
        for (Pair pair : pairs) {
            ObjectNode node = list.addObject();
            describe(node.putObject("ours"), pair.ours());
            pair.steps().forEach(node.putObject("steps")::put);
            describe(node.putObject("single"), pair.single());
            node.put("wall_ratio", pair.ratio(Measured::wall)).put("cpu_ratio", pair.ratio(Measured::cpu));
        }
        video.put(
                "best_wall_ratio",
                pairs.stream()
                        .mapToDouble(pair -> pair.ratio(Measured::wall))
                        .min()
                        .orElseThrow());
        video.put(
                "best_cpu_ratio",
                pairs.stream()
                        .mapToDouble(pair -> pair.ratio(Measured::cpu))
                        .min()
                        .orElseThrow());
        return video;
    }

    private static void describe(ObjectNode node, Measured measured) {
        node.put("wall_seconds", measured.wall()).put("cpu_seconds", measured.cpu());
        node.put("largest_process_mb", measured.largest()).put("all_processes_mb", measured.together());
    }

    private static void say(String format, Object... values) {
        System.err.printf(Locale.ROOT, format + "%n", values);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
