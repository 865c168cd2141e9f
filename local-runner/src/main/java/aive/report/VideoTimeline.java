package aive.report;

import aive.report.ExecutionReport.Chunk;
import aive.report.ExecutionReport.LoudnessCurve;
import aive.report.ExecutionReport.Picture;
import aive.report.ExecutionReport.Scene;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Draws the finished video over its own time: pictures, chunks, and loudness; then every sentence with its picture.
final class VideoTimeline {

    private static final int CHUNK_HEIGHT = 24;
    private static final int LOUDNESS_HEIGHT = 96;
    private static final int PICTURES_IN_A_STRIP = 12;
    private static final int MOST_POINTS = 600;

    /// The limits of the loudness axis, in LUFS.
    private static final double LOUDEST = 0;
    private static final double SOFTEST = -50;

    /// The share of the width that a chunk needs for its number, in percent.
    private static final double LABEL = 2.2;

    private static final int LONGEST_TEXT = 400;
    private static final int SCENES_AT_FIRST = 24;

    private final ExecutionReport report;
    private final TimeAxis axis;

    VideoTimeline(ExecutionReport report) {
        this.report = report;
        double end = Stream.concat(
                        report.chunks().stream().map(Chunk::to), report.scenes().stream().map(Scene::to))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        this.axis = new TimeAxis(end);
    }

    void write(Markup html) {
        html.open("div", "class", "tracks");
        strip(html);
        chunks(html);
        report.loudness().ifPresent(curve -> loudness(html, curve));
        axis(html);
        html.close();
        scenes(html);
        table(html);
    }

    private void strip(Markup html) {
        List<Scene> illustrated =
                report.scenes().stream().filter(scene -> scene.picture().isPresent()).toList();
        if (illustrated.isEmpty()) {
            return;
        }
        int count = Math.min(PICTURES_IN_A_STRIP, illustrated.size());
        html.open("div", "class", "strip", "aria-hidden", "true");
        for (int i = 0; i < count; i++) {
            double at = axis.end() * (i + 0.5) / count;
            Scene nearest = illustrated.getFirst();
            for (Scene scene : illustrated) {
                if (scene.from() <= at) {
                    nearest = scene;
                }
            }
            picture(html, nearest.picture().orElseThrow(), "");
        }
        html.close();
    }

    private static void picture(Markup html, Picture picture, String description) {
        html.empty("img", "src", "data:image/jpeg;base64," + picture.jpeg(),
                "width", Integer.toString(picture.width()), "height", Integer.toString(picture.height()), "alt",
                description);
    }

    private void chunks(Markup html) {
        html.open("svg", "class", "band", "width", "100%", "height", Integer.toString(CHUNK_HEIGHT), "role", "img",
                "aria-labelledby", "band-title band-desc");
        html.element("title", "Chunks of the video", "id", "band-title");
        html.element("desc", counts(), "id", "band-desc");
        for (Chunk chunk : report.chunks()) {
            double width = 100 * (chunk.to() - chunk.from()) / axis.end();
            html.open("svg", "x", axis.place(chunk.from()), "width", Figures.number("%.3f%%", width), "height",
                    Integer.toString(CHUNK_HEIGHT), "class", "bar " + kind(chunk.state()));
            html.element("title", "Chunk %d · %s · %s to %s · %s%s".formatted(
                    chunk.number(), Figures.sentences(chunk.sentences()), Figures.clock(chunk.from()),
                    Figures.clock(chunk.to()), chunk.state().word(),
                    chunk.because().isEmpty() ? "" : " · " + chunk.because()));
            html.empty("rect", "class", "body", "width", "100%", "height", "100%");
            html.empty("line", "class", "cut", "x1", "0", "x2", "0", "y1", "0", "y2", "100%");
            if (width >= LABEL) {
                html.element("text", Integer.toString(chunk.number()), "class", width >= 5 ? "label" : "label narrow",
                        "x", "6", "y", "16");
            }
            html.close();
        }
        html.close();
    }

    /// How many chunks there are of each state.
    String counts() {
        List<String> counts = new ArrayList<>();
        for (Chunk.State state : Chunk.State.values()) {
            long count = report.chunks().stream().filter(chunk -> chunk.state() == state).count();
            if (count > 0) {
                counts.add("%d %s".formatted(count, state.word()));
            }
        }
        return "%s: %s.".formatted(
                Figures.count(report.chunks().size(), "chunk", "chunks"), String.join(", ", counts));
    }

    static String kind(Chunk.State state) {
        return switch (state) {
            case RENDERED -> "b-chunk";
            case REUSED -> "b-reused";
            case FAILED -> "b-failed";
            case MISSING -> "b-missing";
        };
    }

    private void loudness(Markup html, LoudnessCurve curve) {
        html.open("svg", "class", "loudness", "width", "100%", "height", Integer.toString(LOUDNESS_HEIGHT), "role",
                "img", "aria-labelledby", "loudness-title loudness-desc");
        html.element("title", "Loudness of the soundtrack", "id", "loudness-title");
        html.element("desc", loudnessText(curve), "id", "loudness-desc");
        html.open("svg", "width", "100%", "height", "100%", "viewBox", "0 0 1000 " + LOUDNESS_HEIGHT,
                "preserveAspectRatio", "none");
        html.empty("path", "class", "area", "d", outline(curve) + Figures.number("V%.0fH0Z", LOUDNESS_HEIGHT));
        html.empty("path", "class", "curve", "d", outline(curve));
        html.close();
        double target = y(curve.target().doubleValue());
        html.empty("line", "class", "target", "x1", "0", "x2", "100%", "y1", Figures.number("%.1f", target), "y2",
                Figures.number("%.1f", target));
        html.element("text", "target %s LUFS".formatted(minus(curve.target().toPlainString())), "class", "mark halo",
                "x", "100%", "y", "11", "text-anchor", "end");
        html.close();
    }

    /// One sentence about the loudness.
    static String loudnessText(LoudnessCurve curve) {
        return curve.integrated()
                .map(integrated -> "The soundtrack has %s LUFS over its whole length; the target is %s LUFS."
                        .formatted(
                                minus(integrated.setScale(1, RoundingMode.HALF_UP).toPlainString()),
                                minus(curve.target().toPlainString())))
                .orElse("The soundtrack is silent.");
    }

    /// A number with a minus sign instead of a hyphen.
    private static String minus(String number) {
        return number.replace('-', '−');
    }

    private String outline(LoudnessCurve curve) {
        List<Double> values = curve.values();
        int points = Math.min(MOST_POINTS, values.size());
        StringBuilder outline = new StringBuilder();
        for (int i = 0; i < points; i++) {
            int from = (int) ((long) i * values.size() / points);
            int to = (int) ((long) (i + 1) * values.size() / points);
            double loudest =
                    values.subList(from, to).stream().max(Double::compare).orElse(SOFTEST);
            double x = 1_000 * (from + to) / 2.0 * curve.interval() / axis.end();
            outline.append(i == 0 ? "M0 " : Figures.number("L%.1f ", Math.min(1_000, x)))
                    .append(Figures.number("%.1f", y(loudest)));
        }
        return outline.isEmpty() ? "M0 " + LOUDNESS_HEIGHT : outline.toString();
    }

    private static double y(double lufs) {
        double limited = Math.clamp(lufs, SOFTEST, LOUDEST);
        return LOUDNESS_HEIGHT * (LOUDEST - limited) / (LOUDEST - SOFTEST);
    }

    private void axis(Markup html) {
        html.open("svg", "class", "axis", "width", "100%", "height", "18", "aria-hidden", "true");
        List<Double> marks = axis.marks();
        for (int i = 0; i < marks.size(); i++) {
            String clock = Figures.clock(marks.get(i));
            html.element("text", axis.end() < 10 ? clock : clock.substring(0, clock.length() - 2), "class",
                    i % 2 == 0 ? "mark" : "mark minor", "x", axis.place(marks.get(i)), "y", "14", "text-anchor",
                    i == 0 ? "start" : "middle");
        }
        html.close();
    }

    private void scenes(Markup html) {
        List<Scene> illustrated =
                report.scenes().stream().filter(scene -> scene.picture().isPresent()).toList();
        if (illustrated.isEmpty()) {
            return;
        }
        scenes(html, illustrated.subList(0, Math.min(SCENES_AT_FIRST, illustrated.size())));
        if (illustrated.size() > SCENES_AT_FIRST) {
            List<Scene> more = illustrated.subList(SCENES_AT_FIRST, illustrated.size());
            html.open("details").element("summary", "%d more pictures".formatted(more.size()));
            scenes(html, more);
            html.close();
        }
    }

    private static void scenes(Markup html, List<Scene> illustrated) {
        boolean tall = illustrated.getFirst().picture()
                .filter(picture -> picture.height() > picture.width()).isPresent();
        html.open("ol", "class", tall ? "scenes tall" : "scenes");
        for (Scene scene : illustrated) {
            html.open("li", "id", "sentence-" + scene.number());
            picture(html, scene.picture().orElseThrow(), "Frame of sentence " + scene.number());
            html.open("p", "class", "stamp").element("span", Integer.toString(scene.number()), "class", "strong")
                    .text(" " + Figures.clock(scene.from())).close();
            html.element("p", cut(scene.text()), "dir", "auto", "class", "caption").close();
        }
        html.close();
    }

    private static String cut(String text) {
        return cut(text, LONGEST_TEXT);
    }

    /// The first characters of a text, and `…` if there are more.
    static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
    }

    private void table(Markup html) {
        html.open("details").element("summary", "Sentences as a table");
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Sentences");
        html.open("table").element("caption", "Sentences of the video", "class", "hidden").open("thead").open("tr");
        html.element("th", "Sentence", "scope", "col", "class", "number");
        html.element("th", "From", "scope", "col", "class", "number");
        html.element("th", "To", "scope", "col", "class", "number");
        html.element("th", "Chunk", "scope", "col", "class", "number");
        if (report.loudness().isPresent()) {
            html.element("th", "Loudest, LUFS", "scope", "col", "class", "number");
        }
        html.element("th", "Text", "scope", "col").close().close().open("tbody");
        for (Scene scene : report.scenes()) {
            html.open("tr").element("th", Integer.toString(scene.number()), "scope", "row", "class", "number");
            html.element("td", Figures.clock(scene.from()), "class", "number");
            html.element("td", Figures.clock(scene.to()), "class", "number");
            html.element("td", chunkAt((scene.from() + scene.to()) / 2), "class", "number");
            report.loudness().ifPresent(curve -> html.element("td", loudest(curve, scene), "class", "number"));
            html.element("td", cut(scene.text()), "dir", "auto").close();
        }
        html.close().close().close().close();
    }

    private String chunkAt(double seconds) {
        Optional<Chunk> chunk = report.chunks().stream().filter(each -> each.to() > seconds).findFirst();
        return chunk.map(each -> Integer.toString(each.number())).orElse("");
    }

    private static String loudest(LoudnessCurve curve, Scene scene) {
        int from = (int) Math.min(curve.values().size(), scene.from() / curve.interval());
        int to = (int) Math.min(curve.values().size(), Math.ceil(scene.to() / curve.interval()));
        return curve.values().subList(from, Math.max(from, to)).stream()
                .max(Double::compare)
                .map(value -> minus(Figures.number("%.1f", value)))
                .orElse("");
    }
}
