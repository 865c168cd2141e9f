package aive.report;

import aive.error.Problem;
import aive.execution.RenderStep;
import aive.report.ExecutionReport.Attempt;
import aive.report.ExecutionReport.Call;
import aive.report.ExecutionReport.Chunk;
import aive.report.ExecutionReport.Cost;
import aive.report.ExecutionReport.Failure;
import aive.report.ExecutionReport.Heading;
import aive.report.ExecutionReport.LoudnessCurve;
import aive.report.ExecutionReport.Outcome;
import aive.report.ExecutionReport.Phases;
import aive.report.ExecutionReport.Picture;
import aive.report.ExecutionReport.Scene;
import aive.report.ExecutionReport.Spent;
import aive.report.ExecutionReport.Step;
import aive.report.ExecutionReport.Video;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/// Reports of executions that never ran.
final class SampleReports {

    static final String HOSTILE = "</script><b onmouseover=\"x()\">&'\u0000\uD800 \u202Eשלום عليكم ";

    private final int chunks;
    private final int workers;
    private double reusedShare;
    private String text = "A sentence of the narration, as long as most of them are";
    private Optional<Failure> failure = Optional.empty();

    SampleReports(int chunks, int workers) {
        this.chunks = chunks;
        this.workers = workers;
    }

    SampleReports reusing(double share) {
        reusedShare = share;
        return this;
    }

    SampleReports captioned(String caption) {
        text = caption;
        return this;
    }

    /// The last chunk fails three times.
    SampleReports failing() {
        failure = Optional.of(new Failure(
                "MediaUnusable",
                List.of(
                        new Problem(
                                "/project_data/sentences/3/selected_footage/url",
                                "the footage https://cdn.example.com/clips/harbour.mp4 of sentence s4 is damaged: at"
                                        + " least 31 of its frames cannot be decoded"),
                        new Problem("", "a problem without a place")),
                "Render chunk, chunk %d of %d, sentences 12–15".formatted(chunks, chunks),
                "Correct what is named here and run the command again.",
                Optional.of("aws stepfunctions redrive-execution --execution-arn arn:aws:states:eu-central-1:1:execution:render-dev:film --region eu-central-1")));
        return this;
    }

    ExecutionReport report() {
        SplittableRandom random = new SplittableRandom(7);
        List<Call> calls = new ArrayList<>();
        List<Chunk> parts = new ArrayList<>();
        List<Scene> scenes = new ArrayList<>();
        calls.add(call(RenderStep.PREPARE, 0, "", 0, 0, 0.4, false));
        calls.add(call(RenderStep.FETCH, 1, "", 0.5, 0.5, 2.1, false));
        calls.add(call(RenderStep.FETCH, 2, "", 0.5, 0.6, 1.4, false));
        calls.add(call(RenderStep.PLAN, 0, "", 2.7, 2.7, 0.8, false));
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < workers; i++) {
            free.add(3.6 + i * 0.004);
        }
        double mix = free.remove();
        calls.add(call(RenderStep.MIX, 0, "", 3.6, mix, 5.5, false));
        free.add(mix + 5.5);
        double end = mix + 5.5;
        double second = 0;
        for (int i = 1; i <= chunks; i++) {
            boolean reused = random.nextDouble() < reusedShare;
            boolean failed = failure.isPresent() && i == chunks;
            double length = 4 + 6 * random.nextDouble();
            double from = free.remove();
            double took = reused ? 0.06 : 6 + 9 * random.nextDouble();
            calls.add(failed ? failed(i, from) : call(RenderStep.RENDER, i, sentence(i), 3.6, from, took, reused));
            free.add(from + took);
            end = Math.max(end, from + took);
            Chunk.State state =
                    failed ? Chunk.State.FAILED : reused ? Chunk.State.REUSED : Chunk.State.RENDERED;
            parts.add(new Chunk(
                    i, sentence(i), second, second + length, state,
                    reused ? "" : i % 3 == 0 ? "text of sentence " + (2 * i) : "new"));
            for (int j = 0; j < 2; j++) {
                int number = 2 * i - 1 + j;
                scenes.add(new Scene(
                        number, "s" + number, "/project_data/sentences/" + (number - 1), second + j * length / 2,
                        second + (j + 1) * length / 2, text + " " + number,
                        number <= VideoExcerpts.MOST_PICTURES ? Optional.of(picture(number)) : Optional.empty()));
            }
            second += length;
        }
        if (failure.isEmpty()) {
            calls.add(call(RenderStep.STITCH, 0, "", end + 0.1, end + 0.1, 1.3, false));
            end += 1.4;
        }
        calls.sort(Comparator.comparing(each -> each.attempts().getFirst().from()));
        return new ExecutionReport(
                new Heading("harbour-tour", "local-1", "this machine, %d workers".formatted(workers),
                        failure.isPresent() ? Outcome.FAILED : Outcome.DONE,
                        Instant.parse("2026-11-28T09:30:00Z"), time(end)),
                failure,
                failure.isPresent() ? Optional.empty() : Optional.of(new Video(
                        "/home/ada/harbour.mp4", BigDecimal.valueOf((long) (second * 10), 1), (long) (second * 30), 1_920,
                        1_080, "30", 48_000_000)),
                steps(end),
                calls,
                parts,
                scenes,
                failure.isPresent() ? Optional.empty() : Optional.of(loudness(second, random)),
                Optional.of(new Cost(new BigDecimal("21.4"), new BigDecimal("0.0312"), new BigDecimal("0.0104"),
                        Optional.of(new BigDecimal("0.0297")),
                        List.of(new Spent(RenderStep.FETCH, 2, 3.5, Optional.of(new BigDecimal("0.0004"))),
                                new Spent(RenderStep.RENDER, chunks, chunks * 9.5, Optional.of(new BigDecimal("0.0281")))))),
                List.of(new Problem("/render/captions/size", "captions are small on a phone"),
                        new Problem("/project_data/sentences/1/end_time",
                                "sentence s2 ends after the next one starts; it is cut at 12.4 s")),
                List.of());
    }

    private List<Step> steps(double end) {
        Outcome render = failure.isPresent() ? Outcome.FAILED : Outcome.DONE;
        Outcome stitch = failure.isPresent() ? Outcome.NOT_REACHED : Outcome.DONE;
        return List.of(
                new Step(RenderStep.PREPARE, Outcome.DONE, Optional.of(time(0)), Optional.of(time(0.4)), 0, 1),
                new Step(RenderStep.FETCH, Outcome.DONE, Optional.of(time(0.5)), Optional.of(time(2.1)), 2, 2),
                new Step(RenderStep.PLAN, Outcome.DONE, Optional.of(time(2.7)), Optional.of(time(0.8)), 0, 1),
                new Step(RenderStep.RENDER, render, Optional.of(time(3.6)), Optional.of(time(end - 3.6)), chunks,
                        failure.isPresent() ? chunks - 1 : chunks),
                new Step(RenderStep.MIX, Outcome.DONE, Optional.of(time(3.6)), Optional.of(time(5.5)), 0, 1),
                new Step(RenderStep.STITCH, stitch, Optional.empty(),
                        failure.isPresent() ? Optional.empty() : Optional.of(time(1.4)), 0, 0));
    }

    private static String sentence(int chunk) {
        return "%d–%d".formatted(2 * chunk - 1, 2 * chunk);
    }

    private static Call call(
            RenderStep step, int number, String sentences, double ready, double from, double took, boolean reused) {
        Optional<Phases> phases = step == RenderStep.RENDER && !reused
                ? Optional.of(new Phases(time(0.1 * took), time(0.78 * took), time(0.07 * took)))
                : Optional.empty();
        return new Call(step, number, sentences, time(ready),
                List.of(new Attempt(time(from), time(from + took), Outcome.DONE, "", phases)), reused,
                Optional.empty());
    }

    private static Call failed(int number, double from) {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            attempts.add(new Attempt(time(from + 4 * i), time(from + 4 * i + 2.5), Outcome.FAILED,
                    i < 2 ? "Lambda.Unknown" : "aive.error.MediaUnusable", Optional.empty()));
        }
        return new Call(RenderStep.RENDER, number, sentence(number), time(3.6), attempts, false, Optional.empty());
    }

    private static LoudnessCurve loudness(double seconds, SplittableRandom random) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < seconds * 10; i++) {
            values.add(-18 + 6 * Math.sin(i / 9.0) - 3 * random.nextDouble() - (i % 60 < 6 ? 20 : 0));
        }
        return new LoudnessCurve(0.1, values, Optional.of(new BigDecimal("-14.1")), new BigDecimal("-14"));
    }

    private static Picture picture(int number) {
        BufferedImage image = new BufferedImage(16, 9, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.getHSBColor(number * 0.137f, 0.35f, 0.6f));
        graphics.fillRect(0, 0, 16, 9);
        graphics.dispose();
        try (ByteArrayOutputStream jpeg = new ByteArrayOutputStream()) {
            ImageIO.write(image, "jpeg", jpeg);
            return new Picture(Base64.getEncoder().encodeToString(jpeg.toByteArray()), 240, 135);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration time(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }
}
