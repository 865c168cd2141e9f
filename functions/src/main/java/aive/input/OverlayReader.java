package aive.input;

import aive.project.CaptionSettings;
import aive.project.ImageOverlay;
import aive.project.OverlayPosition;
import aive.project.Overlays;
import aive.project.ProgressBarSettings;
import aive.project.Source;
import aive.project.TimeSpan;
import aive.project.Title;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads `overlays`, `progress_bar`, and `titles` of the `render` object.
final class OverlayReader {

    private static final int WHITE = 0xFFFFFF;
    private static final Rational HALF = Rational.of(1, 2);
    private static final Map<String, OverlayPosition> POSITIONS = positions();

    private final SourceAddresses addresses;
    private final Problems problems;

    OverlayReader(SourceAddresses addresses, Problems problems) {
        this.addresses = addresses;
        this.problems = problems;
    }

    /// The nine names of positions, from the upper left to the lower right.
    private static Map<String, OverlayPosition> positions() {
        List<String> names = List.of(
                "top_left", "top", "top_right", "left", "center", "right", "bottom_left", "bottom", "bottom_right");
        Map<String, OverlayPosition> positions = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            positions.put(names.get(i), new OverlayPosition(HALF.times(i % 3), HALF.times(i / 3)));
        }
        return positions;
    }

    Overlays read(JsonFields render) {
        List<ImageOverlay> images = new ArrayList<>();
        int index = 0;
        for (JsonFields item : render.objects("overlays", InputLimits.IMAGES, "overlays", "{\"url\": \"logo.png\"}")) {
            image(item, index++).ifPresent(images::add);
        }
        List<Title> titles = new ArrayList<>();
        index = 0;
        for (JsonFields item : render.objects("titles", InputLimits.TITLES, "titles", "{\"text\": \"Part one\"}")) {
            title(item, index++).ifPresent(titles::add);
        }
        return new Overlays(
                images,
                render.object("progress_bar", "{\"position\": \"bottom\"}").map(OverlayReader::progressBar),
                titles);
    }

    private Optional<ImageOverlay> image(JsonFields item, int index) {
        JsonNode url = item.require("url", "the address of an image");
        Optional<Source> source = Optional.empty();
        if (url != null && !url.isString()) {
            item.mistyped("url", url, "a string, the address of an image");
        } else if (url != null) {
            source = addresses.media(url.stringValue(), item.pointer("url"), problems);
        }
        OverlayPosition position = position(item).orElse(new OverlayPosition(Rational.ONE, Rational.ZERO));
        Optional<Rational> margin = item.number("margin", InputLimits.OVERLAY_MARGIN);
        Rational size = item.number("size", InputLimits.OVERLAY_SIZE).orElse(Rational.of(1, 5));
        Rational opacity = item.number("opacity", InputLimits.SHARE).orElse(Rational.ONE);
        TimeSpan span = span(item);
        item.refuseOthers();
        return source.map(image -> new ImageOverlay(index, image, position, margin, size, opacity, span));
    }

    private Optional<Title> title(JsonFields item, int index) {
        String what = "a text of 1 to " + InputLimits.TITLE_CHARACTERS + " characters";
        JsonNode value = item.require("text", what);
        Optional<String> text =
                value == null ? Optional.empty() : item.text("text", InputLimits.TITLE_CHARACTERS);
        if (text.isPresent() && text.get().isBlank()) {
            problems.invalid(item.pointer("text"), "text is blank; it must be " + what);
        }
        CaptionSettings style = new CaptionReader(addresses, problems).title(item);
        TimeSpan span = span(item);
        item.refuseOthers();
        return text.map(there -> new Title(index, there, style, span));
    }

    /// The position by its name, or as an object with `x` and `y`.
    private Optional<OverlayPosition> position(JsonFields item) {
        JsonNode value = item.find("position");
        if (value == null || !value.isObject()) {
            return item.choice("position", POSITIONS, ", or an object such as {\"x\": 0.5, \"y\": 0.9}");
        }
        JsonFields point = new JsonFields(value, item.pointer("position"), problems);
        Optional<Rational> x = point.requiredNumber("x", InputLimits.SHARE);
        Optional<Rational> y = point.requiredNumber("y", InputLimits.SHARE);
        point.refuseOthers();
        return x.flatMap(across -> y.map(down -> new OverlayPosition(across, down)));
    }

    private TimeSpan span(JsonFields item) {
        Rational from = item.number("from", InputLimits.SECONDS).orElse(Rational.ZERO);
        Optional<Rational> to = item.number("to", InputLimits.SECONDS);
        Rational fade = item.number("fade", InputLimits.OVERLAY_FADE).orElse(Rational.ZERO);
        if (to.isPresent() && to.get().compareTo(from) <= 0) {
            problems.invalid(
                    item.pointer("to"),
                    "to is " + to.get().toDecimal(InputLimits.DECIMALS) + "; it must be after from, "
                            + from.toDecimal(InputLimits.DECIMALS));
            return new TimeSpan(from, Optional.empty(), fade);
        }
        return new TimeSpan(from, to, fade);
    }

    private static ProgressBarSettings progressBar(JsonFields bar) {
        ProgressBarSettings settings = new ProgressBarSettings(
                bar.choice("position", RenderReader.choices(ProgressBarSettings.Edge.values())),
                bar.number("height", InputLimits.BAR_HEIGHT).orElse(Rational.of(8, 1_000)),
                bar.colour("colour").orElse(WHITE),
                bar.number("opacity", InputLimits.SHARE).orElse(Rational.of(9, 10)));
        bar.refuseOthers();
        return settings;
    }
}
