package aive.report;

import aive.error.Problem;
import aive.execution.RenderStep;
import aive.report.ExecutionReport.Chunk;
import aive.report.ExecutionReport.Cost;
import aive.report.ExecutionReport.Failure;
import aive.report.ExecutionReport.Heading;
import aive.report.ExecutionReport.Outcome;
import aive.report.ExecutionReport.Scene;
import aive.report.ExecutionReport.Spent;
import aive.report.ExecutionReport.Step;
import aive.report.ExecutionReport.Video;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes a report as one HTML page that needs nothing else: no script, no other file, no network.
///
/// The page is well-formed XML too. Every chart has a table with the same figures.
final class ReportPage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final Pattern SENTENCE = Pattern.compile("(/project_data/sentences/[0-9]+)(?:/.*)?");

    private static final int LONGEST_QUOTE = 100;

    private final ExecutionReport report;
    private final Workers workers;
    private final CriticalPath path;
    private final Markup html = new Markup();

    private ReportPage(ExecutionReport report) {
        this.report = report;
        this.workers = Workers.of(report.calls());
        this.path = CriticalPath.of(workers);
    }

    static String of(ExecutionReport report) {
        return new ReportPage(report).page();
    }

    private String page() {
        Heading heading = report.heading();
        html.open("html", "lang", "en").open("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", "%s: render %s".formatted(heading.project(), heading.outcome().word()));
        html.style(style()).close();
        html.open("body").open("main");
        header(heading);
        report.failure().ifPresent(this::failure);
        figures(heading);
        states();
        time();
        if (!report.chunks().isEmpty()) {
            video();
            reuse();
        }
        report.cost().ifPresent(this::cost);
        warnings();
        notes();
        html.close().close().close();
        return "<!DOCTYPE html>\n" + html + "\n";
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(ReportPage.class.getResourceAsStream("report.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void header(Heading heading) {
        html.open("header");
        html.element("p", "Render report", "class", "kicker");
        html.open("h1", "dir", "auto").text(heading.project()).close();
        html.open("p", "class", "meta");
        pill(heading.outcome());
        html.element("span", TIME.format(heading.started()));
        html.element("span", heading.place());
        html.close().close();
    }

    private void pill(Outcome outcome) {
        String word = outcome == Outcome.DONE ? "Finished" : capitalized(outcome.word());
        html.element("span", word, "class", "pill " + kind(outcome));
    }

    private static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String kind(Outcome outcome) {
        return "o-" + outcome.word().replace(' ', '-');
    }

    private void failure(Failure failure) {
        html.open("section", "class", "failure", "aria-labelledby", "failure");
        html.open("h2", "id", "failure").text("Failed").text(failure.where().isEmpty() ? "" : ": " + failure.where())
                .close();
        html.element("p", failure.error(), "class", "error");
        html.open("ul");
        for (Problem problem : failure.problems()) {
            html.open("li").element("span", problem.message(), "dir", "auto");
            if (!problem.pointer().isEmpty()) {
                html.open("code").text(problem.pointer()).close();
            }
            html.close();
        }
        html.close();
        html.open("p").element("strong", "What to do. ").text(failure.remedy()).close();
        failure.command().ifPresent(command -> html.open("pre").element("code", command).close());
        html.close();
    }

    private void figures(Heading heading) {
        html.open("section", "class", "figures", "aria-label", "Key figures").open("dl");
        figure(heading.outcome() == Outcome.RUNNING ? "Running for" : "Took", Figures.seconds(heading.took()),
                report.cost().map(cost -> "predicted on AWS: " + Figures.seconds(cost.predictedSeconds().doubleValue()))
                        .orElse(""));
        report.video().ifPresent(video -> figure("Video", Figures.seconds(video.seconds().doubleValue()),
                "%d×%d, %s fps, %s".formatted(
                        video.width(), video.height(), video.fps(), Figures.bytes(video.bytes()))));
        if (!report.chunks().isEmpty()) {
            long reused = report.chunks().stream().filter(chunk -> chunk.state() == Chunk.State.REUSED).count();
            figure("Chunks", Integer.toString(report.chunks().size()),
                    reused == 0 ? "none reused" : reused == report.chunks().size() ? "all reused" : reused + " reused");
        }
        report.cost().ifPresent(cost -> figure(
                "Cost",
                cost.dollars().map(Figures::dollars).orElseGet(() -> Figures.dollars(cost.predictedDollars())),
                cost.dollars().map(_ -> "predicted: " + Figures.dollars(cost.predictedDollars()))
                        .orElse("predicted on AWS")));
        html.open("div").element("dt", "Warnings").open("dd")
                .element("span", Integer.toString(report.warnings().size()), "class", "value");
        if (!report.warnings().isEmpty()) {
            html.element("a", "Read them", "href", "#warnings");
        }
        html.close().close().close().close();
    }

    private void figure(String name, String value, String remark) {
        html.open("div").element("dt", name).open("dd").element("span", value, "class", "value");
        if (!remark.isEmpty()) {
            html.element("span", remark, "class", "remark");
        }
        html.close().close();
    }

    private void states() {
        html.open("section", "aria-labelledby", "steps").element("h2", "Steps", "id", "steps");
        html.open("ol", "class", "flow");
        for (Step step : report.steps()) {
            if (step.step() == RenderStep.RENDER) {
                html.open("li", "class", "fork").open("ol", "aria-label", "At the same time").open("li");
                step(step);
                html.close();
            } else if (step.step() == RenderStep.MIX) {
                html.open("li");
                step(step);
                html.close().close().close();
            } else {
                html.open("li");
                step(step);
                html.close();
            }
        }
        html.close().close();
    }

    private void step(Step step) {
        html.open("div", "class", "step " + kind(step.outcome()));
        html.element("span", "", "class", "dot");
        html.element("strong", step.step().state());
        List<String> facts = new ArrayList<>();
        facts.add(step.outcome().word());
        if (step.parts() > 0) {
            facts.add("%,d of %,d".formatted(step.done(), step.parts()));
        }
        long retries = report.calls().stream()
                .filter(call -> call.step() == step.step())
                .mapToLong(call -> call.attempts().size() - 1L)
                .sum();
        if (retries > 0) {
            facts.add(Figures.count(retries, "retry", "retries"));
        }
        html.element("span", String.join(", ", facts), "class", "fact");
        step.took().ifPresent(took -> html.element("span", Figures.seconds(took), "class", "took"));
        html.close();
    }

    private void time() {
        html.open("section", "aria-labelledby", "time").element("h2", "Where the time went", "id", "time");
        html.element("p", path.sentence(report.heading().took()), "class", "lead");
        if (!report.calls().isEmpty()) {
            GanttChart chart = new GanttChart(report, workers, path);
            chart.write(html);
            chart.table(html);
        }
        html.close();
    }

    private void video() {
        VideoTimeline timeline = new VideoTimeline(report);
        html.open("section", "aria-labelledby", "video").element("h2", "The video", "id", "video");
        html.open("p", "class", "lead").text(timeline.counts());
        report.loudness().ifPresent(curve -> html.text(" " + VideoTimeline.loudnessText(curve)));
        html.close();
        timeline.write(html);
        report.video().map(Video::address).filter(address -> !address.isEmpty())
                .ifPresent(address -> html.open("p", "class", "address").text("Video: ")
                        .element("code", address).close());
        html.close();
    }

    /// The chunks that were not reused, grouped by the reason.
    private void reuse() {
        Map<String, List<Chunk>> groups = new LinkedHashMap<>();
        long reused = 0;
        for (Chunk chunk : report.chunks()) {
            if (chunk.state() == Chunk.State.REUSED) {
                reused++;
            } else {
                String reason = chunk.because().isEmpty() ? "no earlier plan to compare with" : chunk.because();
                groups.computeIfAbsent(reason, _ -> new ArrayList<>()).add(chunk);
            }
        }
        html.open("section", "aria-labelledby", "reuse").element("h2", "Reuse", "id", "reuse");
        if (groups.isEmpty()) {
            html.element("p", "Every chunk was in the store already.", "class", "lead").close();
            return;
        }
        html.element("p", reused == 0
                ? "No chunk was in the store; all %s had to be rendered.".formatted(
                        Figures.count(report.chunks().size(), "chunk", "chunks"))
                : "%s in the store; these had to be rendered:".formatted(
                        Figures.count(reused, "chunk was", "chunks were")), "class", "lead");
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Rendered chunks");
        html.open("table").element("caption", "Why chunks were rendered", "class", "hidden").open("thead").open("tr");
        html.element("th", "Reason", "scope", "col").element("th", "Chunks", "scope", "col");
        html.element("th", "Sentences", "scope", "col").close().close().open("tbody");
        groups.forEach((reason, chunks) -> {
            html.open("tr").element("th", reason, "scope", "row", "dir", "auto");
            html.element("td", ranges(chunks.stream().map(Chunk::number).toList()));
            html.element("td", sentences(chunks)).close();
        });
        html.close().close().close().close();
    }

    /// The sentences of chunks in ascending order: `1–4, 9`.
    private static String sentences(List<Chunk> chunks) {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < chunks.size(); ) {
            int end = i;
            while (end + 1 < chunks.size() && chunks.get(end + 1).number() == chunks.get(end).number() + 1) {
                end++;
            }
            String first = chunks.get(i).sentences().split("–", 2)[0];
            String[] last = chunks.get(end).sentences().split("–", 2);
            runs.add(first.equals(last[last.length - 1]) ? first : first + "–" + last[last.length - 1]);
            i = end + 1;
        }
        return String.join(", ", runs);
    }

    /// Numbers in ascending order as text: `1–4, 7, 9–10`.
    static String ranges(List<Integer> numbers) {
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i < numbers.size(); ) {
            int end = i;
            while (end + 1 < numbers.size() && numbers.get(end + 1) == numbers.get(end) + 1) {
                end++;
            }
            ranges.add(end == i ? numbers.get(i).toString() : "%d–%d".formatted(numbers.get(i), numbers.get(end)));
            i = end + 1;
        }
        return String.join(", ", ranges);
    }

    private void cost(Cost cost) {
        html.open("section", "aria-labelledby", "cost").element("h2", "Cost", "id", "cost");
        String saved = cost.savedDollars().signum() > 0
                ? " Reuse saves %s of it.".formatted(Figures.dollars(cost.savedDollars())) : "";
        html.element("p", cost.dollars()
                .map(dollars -> "The execution cost %s; %s were predicted.%s".formatted(
                        Figures.dollars(dollars), Figures.dollars(cost.predictedDollars()),
                        saved.replace("saves", "saved").replace(" of it", "")))
                .orElseGet(() -> "On AWS, this render is predicted to cost %s and to take %s.%s".formatted(
                        Figures.dollars(cost.predictedDollars()),
                        Figures.seconds(cost.predictedSeconds().doubleValue()),
                        saved.replace(" of it", ""))), "class", "lead");
        boolean priced = cost.steps().stream().anyMatch(step -> step.dollars().isPresent());
        double most = cost.steps().stream().mapToDouble(Spent::seconds).max().orElse(1);
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Function time by step");
        html.open("table").element("caption", "Function time by step", "class", "hidden").open("thead").open("tr");
        html.element("th", "Step", "scope", "col").element("th", "Calls", "scope", "col", "class", "number");
        html.element("th", "Function time", "scope", "col", "class", "number");
        if (priced) {
            html.element("th", "Cost", "scope", "col", "class", "number");
        }
        html.element("td", "", "class", "share").close().close().open("tbody");
        for (Spent step : cost.steps()) {
            html.open("tr").element("th", step.step().state(), "scope", "row");
            html.element("td", Figures.number("%,.0f", (double) step.calls()), "class", "number");
            html.element("td", Figures.seconds(step.seconds()), "class", "number");
            if (priced) {
                html.element("td", step.dollars().map(Figures::dollars).orElse(""), "class", "number");
            }
            html.open("td", "class", "share").open("svg", "width", "100%", "height", "8", "aria-hidden", "true");
            html.empty("rect", "class", "phase k-encode", "width",
                    Figures.percent(step.seconds(), most), "height", "8", "rx", "2");
            html.close().close().close();
        }
        html.close().close().close().close();
    }

    /// Warnings about the whole project first, then those of each sentence in the order of the video.
    private void warnings() {
        if (report.warnings().isEmpty()) {
            return;
        }
        Map<String, List<Problem>> groups = new LinkedHashMap<>();
        groups.put("", new ArrayList<>());
        report.scenes().forEach(scene -> groups.put(scene.pointer(), new ArrayList<>()));
        for (Problem warning : report.warnings()) {
            Matcher sentence = SENTENCE.matcher(warning.pointer());
            String group = sentence.matches() ? sentence.group(1) : "";
            groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(warning);
        }
        html.open("section", "aria-labelledby", "warnings").element("h2", "Warnings", "id", "warnings");
        groups.forEach((pointer, warnings) -> {
            if (!warnings.isEmpty()) {
                warnings(pointer, warnings);
            }
        });
        html.close();
    }

    private void warnings(String pointer, List<Problem> warnings) {
        html.open("h3");
        if (pointer.isEmpty()) {
            html.text("The project");
        } else {
            report.scenes().stream().filter(scene -> scene.pointer().equals(pointer)).findFirst().ifPresentOrElse(
                    this::sentence, () -> html.text("Sentence at " + pointer));
        }
        html.close().open("ul", "class", "warnings");
        for (Problem warning : warnings) {
            html.open("li").element("span", warning.message(), "dir", "auto");
            if (!warning.pointer().isEmpty()) {
                html.element("code", warning.pointer());
            }
            html.close();
        }
        html.close();
    }

    private void sentence(Scene scene) {
        html.text("Sentence %d ".formatted(scene.number()))
                .element("span", VideoTimeline.cut(scene.text(), LONGEST_QUOTE), "dir", "auto", "class", "quote");
    }

    private void notes() {
        html.open("footer");
        for (String note : report.notes()) {
            html.element("p", note);
        }
        html.open("p").text("Execution ").element("code", report.heading().execution()).close();
        html.close();
    }
}
