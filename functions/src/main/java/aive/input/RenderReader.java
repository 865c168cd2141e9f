package aive.input;

import aive.json.Json;
import aive.project.CaptionSettings;
import aive.project.CaptionSource;
import aive.project.Fill;
import aive.project.Gap;
import aive.project.MusicSettings;
import aive.project.Quality;
import aive.project.RenderSettings;
import aive.time.FrameRate;
import aive.time.Rational;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads the `render` object; every name, default, and limit of it stands in `docs/reference/input.schema.json` too, and a test compares.
final class RenderReader {

    private static final Pattern FRACTION = Pattern.compile("([1-9][0-9]{0,5})(?:/[1-9][0-9]{0,3})?");

    /// What people write for the frame rates of North American television, which no decimal can name.
    private static final Map<BigDecimal, FrameRate> TELEVISION_RATES = Map.of(
            new BigDecimal("23.976"), FrameRate.parse("24000/1001"),
            new BigDecimal("29.97"), FrameRate.parse("30000/1001"),
            new BigDecimal("59.94"), FrameRate.parse("60000/1001"),
            new BigDecimal("119.88"), FrameRate.parse("120000/1001"));

    private final Problems problems;

    RenderReader(Problems problems) {
        this.problems = problems;
    }

    /// @param body the whole body; `render` is optional in it
    /// @return defaults wherever something is absent or wrong
    RenderSettings read(Fields body) {
        Fields render = body.object("render").orElseGet(() -> Fields.none(body.pointer("render"), problems));
        int width = render.integer("width", Limits.SIDE).orElse(1920);
        int height = render.integer("height", Limits.SIDE).orElse(1080);
        checkPicture(render, width, height);
        // The only way to fit so far; any other is a problem.
        var _ = render.choice("fit", Map.of("cover", "cover"));
        RenderSettings settings = new RenderSettings(
                width + width % 2,
                height + height % 2,
                frameRate(render).orElse(FrameRate.of(30)),
                render.choice("quality", choices(Quality.values())).orElse(Quality.STANDARD),
                render.choice("fill", choices(Fill.values())).orElse(Fill.LOOP),
                render.choice("gap", choices(Gap.values())).orElse(Gap.EXTEND),
                captions(render),
                music(render),
                render.number("loudness", Limits.LOUDNESS).orElse(Rational.of(-14)),
                render.number("chunk_seconds", Limits.CHUNK_SECONDS));
        render.refuseOthers();
        return settings;
    }

    private CaptionSettings captions(Fields render) {
        Fields captions = render.object("captions").orElseGet(() -> Fields.none(render.pointer("captions"), problems));
        CaptionSettings settings = new CaptionSettings(
                captions.flag("enabled").orElse(true), captions.choice("text", choices(CaptionSource.values())).orElse(CaptionSource.TEXT));
        captions.refuseOthers();
        return settings;
    }

    private MusicSettings music(Fields render) {
        Fields music = render.object("music").orElseGet(() -> Fields.none(render.pointer("music"), problems));
        MusicSettings settings = new MusicSettings(
                music.number("volume", Limits.VOLUME).orElse(Rational.of(3, 10)),
                music.flag("ducking").orElse(true),
                music.number("fade_in", Limits.FADE).orElse(Rational.ONE),
                music.number("fade_out", Limits.FADE).orElse(Rational.of(3)));
        music.refuseOthers();
        return settings;
    }

    private void checkPicture(Fields render, int width, int height) {
        if (width % 2 != 0) {
            problems.invalid(render.pointer("width"), "width is " + width + "; it must be even");
        }
        if (height % 2 != 0) {
            problems.invalid(render.pointer("height"), "height is " + height + "; it must be even");
        }
        if (width * height > Limits.PIXELS) {
            problems.invalid(render.pointer("width"), "width × height is " + width + " × " + height + "; it must be at most "
                    + Limits.PIXELS + " pixels (4096 × 2160)");
        }
    }

    private Optional<FrameRate> frameRate(Fields render) {
        JsonNode value = render.find("fps");
        if (value == null) {
            return Optional.empty();
        }
        return value.isString() ? fraction(render, value.stringValue()) : decimal(render, value);
    }

    private Optional<FrameRate> fraction(Fields render, String text) {
        Matcher matcher = FRACTION.matcher(text);
        if (!matcher.matches()) {
            problems.invalid(render.pointer("fps"), "fps is " + Shown.text(text)
                    + "; as a string it must be a fraction like 30000/1001, of at most 6 digits over 4");
            return Optional.empty();
        }
        Rational rate = Rational.parse(text);
        if (rate.compareTo(Rational.of(Limits.FRAMES_PER_SECOND.lowest())) < 0
                || rate.compareTo(Rational.of(Limits.FRAMES_PER_SECOND.highest())) > 0) {
            problems.invalid(render.pointer("fps"), "fps is " + text + "; it must be " + Limits.FRAMES_PER_SECOND);
            return Optional.empty();
        }
        return Optional.of(new FrameRate(rate));
    }

    private Optional<FrameRate> decimal(Fields render, JsonNode value) {
        Optional<BigDecimal> number = render.number("fps", value, Limits.FRAMES_PER_SECOND);
        if (number.isPresent() && number.get().scale() > Limits.FRAME_RATE_DECIMALS) {
            problems.invalid(render.pointer("fps"), "fps is " + Shown.value(value) + "; it must have at most " + Limits.FRAME_RATE_DECIMALS
                    + " decimals, or be a fraction in a string, like 24000/1001");
            return Optional.empty();
        }
        return number.map(decimal -> TELEVISION_RATES.getOrDefault(decimal, new FrameRate(Rational.of(decimal))));
    }

    /// By the names that JSON has for them, which the model's own annotations say.
    private static <E extends Enum<E>> Map<String, E> choices(E[] values) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E value : values) {
            choices.put(Json.MAPPER.convertValue(value, String.class), value);
        }
        return choices;
    }
}
