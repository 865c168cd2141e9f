package aive.input;

import aive.project.FitMode;
import aive.project.Focus;
import aive.project.Framing;
import aive.project.MotionMode;
import aive.time.Rational;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads how footage is placed in the frame. `render`, a sentence, and its footage have the same fields.
final class FramingReader {

    private static final Rational HALF = Rational.of(1, 2);

    private static final Map<String, FitMode> FITS = RenderReader.choices(FitMode.values());

    private static final Map<String, MotionMode> MOTIONS = RenderReader.choices(MotionMode.values());

    /// The named points: the centre, the edges, and the corners.
    private static final Map<String, Focus> POINTS = points();

    private FramingReader() {}

    /// @param fields the object with the fields
    /// @param defaults for absent and invalid fields
    static Framing read(JsonFields fields, Framing defaults) {
        return new Framing(
                fields.choice("fit", FITS).orElse(defaults.fit()),
                focus(fields).orElse(defaults.focus()),
                fields.colour("background").orElse(defaults.background()),
                fields.choice("motion", MOTIONS).orElse(defaults.motion()));
    }

    private static Optional<Focus> focus(JsonFields fields) {
        JsonNode value = fields.find("focus");
        if (value != null && value.isString()) {
            return fields.choice("focus", POINTS);
        }
        if (value != null && !value.isObject()) {
            fields.mistyped(
                    "focus", value, "an object with x and y, or one of " + String.join(", ", POINTS.keySet()));
            return Optional.empty();
        }
        return fields.object("focus", "{\"x\": 0.5, \"y\": 0.3}").map(point -> {
            Focus focus = new Focus(
                    point.number("x", InputLimits.SHARE).orElse(HALF),
                    point.number("y", InputLimits.SHARE).orElse(HALF));
            point.refuseOthers();
            return focus;
        });
    }

    private static Map<String, Focus> points() {
        Map<String, Focus> points = new LinkedHashMap<>();
        points.put("center", Focus.CENTER);
        points.put("top", new Focus(HALF, Rational.ZERO));
        points.put("bottom", new Focus(HALF, Rational.ONE));
        points.put("left", new Focus(Rational.ZERO, HALF));
        points.put("right", new Focus(Rational.ONE, HALF));
        points.put("top_left", new Focus(Rational.ZERO, Rational.ZERO));
        points.put("top_right", new Focus(Rational.ONE, Rational.ZERO));
        points.put("bottom_left", new Focus(Rational.ZERO, Rational.ONE));
        points.put("bottom_right", new Focus(Rational.ONE, Rational.ONE));
        return points;
    }
}
