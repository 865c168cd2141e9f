package aive.report;

import aive.execution.RenderStep;
import aive.report.ExecutionReport.Attempt;
import aive.report.ExecutionReport.Call;
import aive.report.ExecutionReport.Outcome;
import aive.report.ExecutionReport.Phases;
import aive.report.Workers.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Draws the function calls over the workers, and how many calls waited for one.
final class GanttChart {

    private static final int AXIS = 22;
    private static final int WAITING = 40;
    private static final int GAP = 14;

    /// The share of the width that a bar needs for its label, in percent.
    private static final double LABEL = 2.2;
    private static final double LONG_LABEL = 5;

    /// The share that a word needs on a narrow screen.
    private static final double WORD = 16;

    private final ExecutionReport report;
    private final Workers workers;
    private final CriticalPath path;
    private final TimeAxis axis;
    private final int lane;

    GanttChart(ExecutionReport report, Workers workers, CriticalPath path) {
        this.report = report;
        this.workers = workers;
        this.path = path;
        this.axis = new TimeAxis(Math.max(0.001, seconds(report.heading().took())));
        this.lane = laneHeight(workers.workers());
    }

    private static int laneHeight(int workers) {
        if (workers <= 8) {
            return 30;
        }
        if (workers <= 24) {
            return 20;
        }
        return workers <= 64 ? 11 : 6;
    }

    void write(Markup html) {
        int lanes = workers.workers() * lane;
        boolean waits = report.calls().stream().anyMatch(call -> call.waited().toMillis() > 0);
        int height = AXIS + lanes + (waits ? GAP + WAITING : 0) + 4;
        html.open("figure", "class", "chart");
        legend(html);
        html.open(
                "svg", "class", "gantt", "width", "100%", "height", Integer.toString(height), "role", "img",
                "aria-labelledby", "gantt-title gantt-desc");
        html.element("title", "Function calls over time", "id", "gantt-title");
        html.element(
                "desc",
                "%s on %s. %s The table below has the same figures."
                        .formatted(
                                Figures.count(report.calls().size(), "call", "calls"),
                                Figures.count(workers.workers(), "worker", "workers"),
                                path.sentence(report.heading().took())),
                "id",
                "gantt-desc");
        axis(html, height);
        for (int worker = 0; worker < workers.workers(); worker++) {
            int y = AXIS + worker * lane;
            html.empty("rect", "class", worker % 2 == 0 ? "lane" : "lane odd", "x", "0", "width", "100%", "y",
                    Integer.toString(y), "height", Integer.toString(lane));
        }
        workers.runs().forEach(run -> bar(html, run));
        path(html);
        if (waits) {
            waiting(html, AXIS + lanes + GAP);
        }
        html.close();
        html.element("figcaption", "One row for each worker.");
        html.close();
    }

    private static void legend(Markup html) {
        html.open("ul", "class", "legend", "aria-label", "Legend");
        for (String[] entry : new String[][] {
            {"k-other", "start, other steps"},
            {"k-fetch", "fetch"},
            {"k-encode", "encode"},
            {"k-upload", "upload"},
            {"k-reused", "reused"},
            {"k-failed", "failed"},
            {"k-path", "critical path"}
        }) {
            html.open("li").open("span", "class", "key " + entry[0]).close().text(entry[1]).close();
        }
        html.close();
    }

    private void axis(Markup html, int height) {
        List<Double> marks = axis.marks();
        for (int i = 0; i < marks.size(); i++) {
            double mark = marks.get(i);
            String x = axis.place(mark);
            html.empty("line", "class", "grid", "x1", x, "x2", x, "y1", Integer.toString(AXIS - 4), "y2",
                    Integer.toString(height));
            html.element("text", axis.label(mark), "class", i % 2 == 0 ? "mark" : "mark minor", "x", x, "y", "12",
                    "dx", i == 0 ? "0" : "-1", "text-anchor", i == 0 ? "start" : "middle");
        }
    }

    private void bar(Markup html, Run run) {
        Attempt attempt = run.timing();
        double width = 100 * seconds(attempt.took()) / axis.end();
        int pad = lane > 12 ? 3 : 1;
        html.open(
                "svg", "x", axis.place(seconds(attempt.from())), "y", Integer.toString(AXIS + run.worker() * lane + pad),
                "width", Figures.number("%.3f%%", Math.max(width, 0.12)), "height", Integer.toString(lane - 2 * pad),
                "class", "bar " + kind(run));
        html.element("title", tip(run));
        html.empty("rect", "class", "body", "width", "100%", "height", "100%", "rx", lane > 12 ? "3" : "1");
        attempt.phases().ifPresent(phases -> phases(html, attempt, phases));
        double before = attempt.phases().map(phases -> beforeEncoding(attempt, phases)).orElse(0.0);
        double room = width * (1 - before);
        if (lane > 12 && room >= LABEL) {
            boolean number = run.call().step() == RenderStep.RENDER;
            html.element("text", label(run.call(), room >= LONG_LABEL), "class",
                    room >= (number ? LONG_LABEL : WORD) ? "label" : "label narrow", "x",
                    Figures.percent(before, 1), "dx", "6", "y", Integer.toString(lane / 2 - pad + 4));
        }
        html.close();
    }

    /// The part of an attempt before its chunk is encoded.
    private static double beforeEncoding(Attempt attempt, Phases phases) {
        double whole = Math.max(1e-6, seconds(attempt.took()));
        return Math.clamp(1 - seconds(phases.encode().plus(phases.upload())) / whole, 0, 1);
    }

    /// What is left of an attempt beside its phases comes first: the start of the function.
    private static void phases(Markup html, Attempt attempt, Phases phases) {
        double whole = Math.max(1e-6, seconds(attempt.took()));
        double fetch = seconds(phases.fetch());
        double encode = seconds(phases.encode());
        double upload = seconds(phases.upload());
        double start = Math.max(0, whole - fetch - encode - upload);
        phase(html, "k-fetch", start, fetch, whole);
        phase(html, "k-encode", start + fetch, encode, whole);
        phase(html, "k-upload", start + fetch + encode, upload, whole);
    }

    private static void phase(Markup html, String kind, double from, double length, double whole) {
        if (length / whole > 0.001) {
            html.empty("rect", "class", "phase " + kind, "x", Figures.percent(from, whole), "width",
                    Figures.percent(Math.min(length, whole - from), whole), "height", "100%");
        }
    }

    private static String kind(Run run) {
        if (run.timing().outcome() == Outcome.FAILED) {
            return "b-failed";
        }
        if (run.call().step() != RenderStep.RENDER) {
            return "b-other";
        }
        if (run.call().reused()) {
            return "b-reused";
        }
        return run.timing().phases().isPresent() ? "b-chunk b-parts" : "b-chunk";
    }

    private static String label(Call call, boolean wide) {
        return switch (call.step()) {
            case RENDER -> Integer.toString(call.number());
            case FETCH -> wide ? "Fetch " + call.number() : "F" + call.number();
            case PREPARE, PLAN, MIX, STITCH -> wide ? call.step().shortName() : call.step().shortName().substring(0, 1);
        };
    }

    private String tip(Run run) {
        Attempt attempt = run.timing();
        List<String> tip = new ArrayList<>();
        tip.add(run.call().name()
                + (run.call().attempts().size() > 1 ? ", attempt %d".formatted(run.attempt() + 1) : ""));
        if (!run.call().sentences().isEmpty()) {
            tip.add(Figures.sentences(run.call().sentences()));
        }
        tip.add("%s to %s, %s"
                .formatted(
                        Figures.seconds(attempt.from()), Figures.seconds(attempt.to()),
                        Figures.seconds(attempt.took())));
        attempt.phases().ifPresent(phases -> tip.add("fetch %s, encode %s, upload %s"
                .formatted(
                        Figures.seconds(phases.fetch()),
                        Figures.seconds(phases.encode()),
                        Figures.seconds(phases.upload()))));
        if (run.call().reused()) {
            tip.add("reused");
        }
        if (attempt.outcome() != Outcome.DONE) {
            tip.add(attempt.outcome().word() + (attempt.error().isEmpty() ? "" : ": " + attempt.error()));
        }
        reason(run.call()).ifPresent(tip::add);
        return String.join(" · ", tip);
    }

    private Optional<String> reason(Call call) {
        int index = call.number() - 1;
        return call.step() == RenderStep.RENDER && !call.reused() && index >= 0 && index < report.chunks().size()
                ? Optional.of(report.chunks().get(index).because()).filter(because -> !because.isEmpty())
                : Optional.empty();
    }

    /// A line under each bar of the path, joined from bar to bar.
    private void path(Markup html) {
        Optional<Run> before = Optional.empty();
        for (Run run : path.runs()) {
            String y = Figures.number("%.1f", pathY(run));
            html.empty("line", "class", "path", "x1", axis.place(seconds(run.timing().from())), "x2",
                    axis.place(seconds(run.timing().to())), "y1", y, "y2", y);
            before.ifPresent(last -> html.empty(
                    "line", "class", "path link", "x1", axis.place(seconds(last.timing().to())), "x2",
                    axis.place(seconds(run.timing().from())), "y1", Figures.number("%.1f", pathY(last)), "y2", y));
            before = Optional.of(run);
        }
    }

    private double pathY(Run run) {
        return AXIS + (run.worker() + 1) * lane - 1.0;
    }

    /// A step for each number of calls that wait for a worker.
    private void waiting(Markup html, int top) {
        record Change(double at, int by) {}
        List<Change> changes = new ArrayList<>();
        for (Call call : report.calls()) {
            changes.add(new Change(seconds(call.ready()), 1));
            changes.add(new Change(seconds(call.attempts().getFirst().from()), -1));
        }
        changes.sort(Comparator.comparingDouble(Change::at));
        int count = 0;
        int most = 1;
        for (Change change : changes) {
            count += change.by();
            most = Math.max(most, count);
        }
        StringBuilder outline = new StringBuilder("M0 40");
        count = 0;
        for (Change change : changes) {
            double x = 1_000 * change.at() / axis.end();
            outline.append(Figures.number("H%.2f", x));
            count += change.by();
            outline.append(Figures.number("V%.2f", WAITING - (WAITING - 2.0) * count / most));
        }
        outline.append("H1000V40Z");
        html.open("svg", "y", Integer.toString(top), "width", "100%", "height", Integer.toString(WAITING), "viewBox",
                "0 0 1000 " + WAITING, "preserveAspectRatio", "none");
        html.empty("path", "class", "waiting", "d", outline.toString());
        html.close();
        html.element("text", "waiting for a worker, at most " + most, "class", "mark", "x", "100%", "text-anchor", "end",
                "y", Integer.toString(top + 10));
    }

    /// The figures of the chart as a table.
    void table(Markup html) {
        html.open("details").element("summary", "Figures of the chart");
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Figures of the chart");
        html.open("table");
        html.element("caption", "Function calls in the order of their start, in seconds", "class", "hidden");
        html.open("thead").open("tr");
        for (String head : List.of("Call", "Sentences", "Worker")) {
            html.element("th", head, "scope", "col");
        }
        for (String head : List.of("Start", "Waited", "Fetch", "Encode", "Upload", "Took")) {
            html.element("th", head, "scope", "col", "class", "number");
        }
        html.element("th", "Outcome", "scope", "col");
        html.close().close().open("tbody");
        for (Run run : workers.runs()) {
            row(html, run);
        }
        html.close().close().close().close();
    }

    private void row(Markup html, Run run) {
        Call call = run.call();
        Attempt attempt = run.timing();
        html.open("tr", "class", path.runs().contains(run) ? "critical" : "");
        html.element(
                "th",
                call.name() + (run.attempt() > 0 ? ", attempt %d".formatted(run.attempt() + 1) : ""),
                "scope",
                "row");
        html.element("td", call.sentences());
        html.element("td", Integer.toString(run.worker() + 1));
        number(html, Optional.of(attempt.from()));
        number(html, run.attempt() == 0 ? Optional.of(call.waited()) : Optional.empty());
        number(html, attempt.phases().map(Phases::fetch));
        number(html, attempt.phases().map(Phases::encode));
        number(html, attempt.phases().map(Phases::upload));
        number(html, Optional.of(attempt.took()));
        html.element("td", outcome(run));
        html.close();
    }

    private String outcome(Run run) {
        Attempt attempt = run.timing();
        if (attempt.outcome() != Outcome.DONE) {
            return attempt.outcome().word() + (attempt.error().isEmpty() ? "" : ": " + attempt.error());
        }
        if (run.call().reused()) {
            return "reused";
        }
        return path.runs().contains(run) ? "done, critical path" : "done";
    }

    private static void number(Markup html, Optional<Duration> time) {
        html.element("td", time.map(known -> Figures.number("%.2f", seconds(known))).orElse(""), "class", "number");
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
