package aive.report;

import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.FfmpegLog;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.FilterGraph;
import aive.ffmpeg.Loudness;
import aive.ffmpeg.MediaInput;
import aive.file.DiskFailure;
import aive.report.ExecutionReport.LoudnessCurve;
import aive.report.ExecutionReport.Picture;
import aive.report.ExecutionReport.Scene;
import aive.step.Workspace;
import aive.time.Deadline;
import aive.time.Rational;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes small pictures and the loudness from a finished video.
final class VideoExcerpts {

    /// The limit for pictures, each of which takes about 6 kB of the page and a twentieth of a second.
    static final int MOST_PICTURES = 96;

    /// The limits for the width and the height of a picture, in pixels.
    private static final int WIDEST = 240;
    private static final int HIGHEST = 240;

    /// The number of pictures that one FFmpeg takes. It holds a decoder for each.
    private static final int PICTURES_IN_A_JOB = 8;

    private static final Duration LIMIT = Duration.ofMinutes(10);

    /// FFmpeg measures the momentary loudness ten times a second.
    private static final double INTERVAL = 0.1;

    private static final String MOMENTARY = "lavfi.r128.M=";
    private static final double SILENCE = -70;

    private final Ffmpeg ffmpeg;
    private final Path video;
    private final Workspace workspace;

    /// @param workspace for temporary files
    VideoExcerpts(Ffmpeg ffmpeg, Path video, Workspace workspace) {
        this.ffmpeg = ffmpeg;
        this.video = video;
        this.workspace = workspace;
    }

    /// Adds a picture to each scene, or to [#MOST_PICTURES] of them, evenly chosen.
    ///
    /// @param width of the video
    List<Scene> withPictures(List<Scene> scenes, int width, int height) {
        List<Integer> chosen = chosen(scenes.size());
        Rational scale = Rational.min(
                Rational.ONE, Rational.min(Rational.of(WIDEST, width), Rational.of(HIGHEST, height)));
        int w = (int) Math.max(1, scale.times(width).roundHalfUp());
        int h = (int) Math.max(1, scale.times(height).roundHalfUp());
        List<Scene> illustrated = new ArrayList<>(scenes);
        for (int i = 0; i < chosen.size(); i += PICTURES_IN_A_JOB) {
            List<Integer> some = chosen.subList(i, Math.min(i + PICTURES_IN_A_JOB, chosen.size()));
            List<String> pictures = pictures(some.stream().map(scenes::get).toList(), w, h);
            for (int j = 0; j < some.size(); j++) {
                Scene scene = scenes.get(some.get(j));
                illustrated.set(
                        some.get(j),
                        new Scene(
                                scene.number(),
                                scene.id(),
                                scene.pointer(),
                                scene.from(),
                                scene.to(),
                                scene.text(),
                                Optional.of(new Picture(pictures.get(j), w, h))));
            }
        }
        return illustrated;
    }

    /// The indexes of the scenes that get a picture.
    static List<Integer> chosen(int scenes) {
        int count = Math.min(scenes, MOST_PICTURES);
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add((int) ((long) i * scenes / count));
        }
        return chosen;
    }

    private List<String> pictures(List<Scene> scenes, int width, int height) {
        List<MediaInput> inputs = new ArrayList<>();
        List<FilterChain> chains = new ArrayList<>();
        List<FfmpegJob.Output> outputs = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (Scene scene : scenes) {
            int i = files.size();
            Path file = workspace.file("picture%d.jpg".formatted(i));
            inputs.add(MediaInput.of(
                    video, "-threads", "1", "-an", "-ss",
                    Figures.number("%.3f", (scene.from() + scene.to()) / 2)));
            chains.add(FilterChain.from(i, 0, Filter.of("scale").with("w", width).with("h", height)
                            .with("flags", "area").with("out_color_matrix", "bt601").with("out_range", "pc"))
                    .to("picture" + i));
            outputs.add(FfmpegJob.Output.file(file, List.of(
                    "-map", "[picture%d]".formatted(i), "-frames:v", "1", "-pix_fmt", "yuvj420p", "-q:v", "6",
                    "-fflags", "+bitexact", "-f", "mjpeg")));
            files.add(file);
        }
        ffmpeg.run(
                new FfmpegJob("take pictures for the report", inputs, Optional.of(new FilterGraph(chains)), outputs),
                Deadline.in(LIMIT));
        List<String> pictures = new ArrayList<>();
        for (Path file : files) {
            try {
                pictures.add(Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
                Files.delete(file);
            } catch (IOException e) {
                throw DiskFailure.of("cannot read " + file, e);
            }
        }
        return pictures;
    }

    /// Measures the loudness of the video's soundtrack.
    ///
    /// @param target the loudness that the project asks for
    LoudnessCurve loudness(BigDecimal target) {
        Path printed = workspace.file("loudness.txt");
        FilterChain measure = FilterChain.joining(
                        List.of("0:a"),
                        Filter.of("ebur128").with("framelog", "quiet").with("metadata", 1))
                .then(Filter.of("ametadata").with("mode", "print").with("key", "lavfi.r128.M")
                        .with("file", printed))
                .to("measured");
        FfmpegLog log = ffmpeg.run(
                new FfmpegJob(
                        "measure the loudness for the report",
                        List.of(MediaInput.of(video, "-vn")),
                        Optional.of(FilterGraph.of(measure)),
                        List.of(FfmpegJob.Output.nothing(List.of("-map", "[measured]")))),
                Deadline.in(LIMIT));
        try (Stream<String> lines = Files.lines(printed)) {
            List<Double> values = lines.filter(line -> line.startsWith(MOMENTARY))
                    .map(line -> value(line.substring(MOMENTARY.length())))
                    .toList();
            return new LoudnessCurve(
                    INTERVAL,
                    values,
                    Loudness.parse(log).integrated().map(value -> new BigDecimal(value.toDecimal(1))),
                    target);
        } catch (IOException e) {
            throw DiskFailure.of("cannot read " + printed, e);
        }
    }

    /// FFmpeg prints `-inf` and `nan` for what is too quiet to measure.
    private static double value(String printed) {
        return printed.contains("inf") || printed.contains("nan")
                ? SILENCE
                : Math.max(SILENCE, Double.parseDouble(printed));
    }
}
