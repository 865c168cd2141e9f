package aive.input;

import aive.json.Json;
import aive.project.Codec;
import aive.project.Fill;
import aive.project.Framing;
import aive.project.Gap;
import aive.project.MusicSettings;
import aive.project.PosterSettings;
import aive.project.Quality;
import aive.project.RenderSettings;
import aive.project.TransitionKind;
import aive.project.TransitionSettings;
import aive.project.VideoEnd;
import aive.time.FrameRate;
import aive.time.Rational;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads the `render` object. A test compares its names, defaults, and limits with `docs/reference/input.schema.json`.
final class RenderReader {

    private static final Pattern FRACTION = Pattern.compile("([1-9][0-9]{0,5})(?:/[1-9][0-9]{0,3})?");

    /// Usual decimals for the NTSC frame rates, which no decimal represents exactly.
    private static final Map<BigDecimal, FrameRate> TELEVISION_RATES = Map.of(
            new BigDecimal("23.976"), FrameRate.parse("24000/1001"),
            new BigDecimal("29.97"), FrameRate.parse("30000/1001"),
            new BigDecimal("59.94"), FrameRate.parse("60000/1001"),
            new BigDecimal("119.88"), FrameRate.parse("120000/1001"));

    /// Defaults of several options at once.
    private record Profile(int width, int height, Quality quality, Codec codec) {

        /// The defaults without a profile.
        static final Profile WEB = new Profile(1920, 1080, Quality.STANDARD, Codec.H264);
    }

    private static final Map<String, Profile> PROFILES = profiles();

    private final SourceAddresses addresses;
    private static final Map<String, TransitionKind> TRANSITIONS = choices(TransitionKind.values());

    private final Problems problems;

    RenderReader(SourceAddresses addresses, Problems problems) {
        this.addresses = addresses;
        this.problems = problems;
    }

    private static Map<String, Profile> profiles() {
        Map<String, Profile> profiles = new LinkedHashMap<>();
        profiles.put("web", Profile.WEB);
        // The services encode videos again, and lose less of a better one.
        profiles.put("social", new Profile(1080, 1920, Quality.HIGH, Codec.H264));
        profiles.put("archive", new Profile(1920, 1080, Quality.HIGH, Codec.HEVC));
        return profiles;
    }

    /// @param body the whole body; `render` is optional in it
    /// @return with defaults for absent and invalid fields
    RenderSettings read(JsonFields body) {
        JsonFields render = body.object("render", "{\"width\": 1080, \"height\": 1920}")
                .orElseGet(() -> JsonFields.none(body.pointer("render"), problems));
        Profile profile = render.choice("profile", PROFILES).orElse(Profile.WEB);
        int width = render.integer("width", InputLimits.SIDE).orElse(profile.width());
        int height = render.integer("height", InputLimits.SIDE).orElse(profile.height());
        checkPicture(render, width, height);
        RenderSettings settings = new RenderSettings(
                width + width % 2,
                height + height % 2,
                frameRate(render).orElse(FrameRate.of(30)),
                render.choice("quality", choices(Quality.values())).orElse(profile.quality()),
                render.choice("codec", choices(Codec.values())).orElse(profile.codec()),
                new PosterSettings(
                        render.number("poster_at", InputLimits.SECONDS), render.flag("contact_sheet").orElse(false)),
                render.choice("fill", choices(Fill.values())).orElse(Fill.LOOP),
                render.choice("gap", choices(Gap.values())).orElse(Gap.EXTEND),
                FramingReader.read(render, Framing.DEFAULT),
                transition(render, TransitionSettings.DEFAULT),
                render.choice("end", choices(VideoEnd.values())).orElse(VideoEnd.LONGEST),
                new CaptionReader(addresses, problems).read(render),
                new OverlayReader(addresses, problems).read(render),
                music(render),
                render.number("original_volume", InputLimits.VOLUME).orElse(Rational.ZERO),
                render.number("loudness", InputLimits.LOUDNESS).orElse(Rational.of(-14)),
                render.number("chunk_seconds", InputLimits.CHUNK_SECONDS),
                render.number("budget", InputLimits.BUDGET));
        render.refuseOthers();
        return settings;
    }

    /// @param fields `render` or a sentence
    /// @param defaults for absent and invalid fields
    static TransitionSettings transition(JsonFields fields, TransitionSettings defaults) {
        return fields.object("transition", "{\"kind\": \"crossfade\"}").map(there -> {
            TransitionSettings read = new TransitionSettings(
                    there.choice("kind", TRANSITIONS).orElse(defaults.kind()),
                    there.number("duration", InputLimits.TRANSITION).orElse(defaults.duration()));
            there.refuseOthers();
            return read;
        }).orElse(defaults);
    }

    private MusicSettings music(JsonFields render) {
        JsonFields music = render.object("music", "{\"volume\": 0.3}")
                .orElseGet(() -> JsonFields.none(render.pointer("music"), problems));
        MusicSettings settings = new MusicSettings(
                music.number("volume", InputLimits.VOLUME).orElse(Rational.of(3, 10)),
                music.flag("ducking").orElse(true),
                music.number("fade_in", InputLimits.FADE).orElse(Rational.ONE),
                music.number("fade_out", InputLimits.FADE).orElse(Rational.of(3)),
                music.number("start", InputLimits.SECONDS).orElse(Rational.ZERO),
                music.number("crossfade", InputLimits.CROSSFADE).orElse(MusicSettings.CROSSFADE));
        music.refuseOthers();
        return settings;
    }

    private void checkPicture(JsonFields render, int width, int height) {
        if (width % 2 != 0) {
            problems.invalid(render.pointer("width"), "width is " + width + "; it must be even");
        }
        if (height % 2 != 0) {
            problems.invalid(render.pointer("height"), "height is " + height + "; it must be even");
        }
    }

    private Optional<FrameRate> frameRate(JsonFields render) {
        JsonNode value = render.find("fps");
        if (value == null) {
            return Optional.empty();
        }
        return value.isString() ? fraction(render, value.stringValue()) : decimal(render, value);
    }

    private Optional<FrameRate> fraction(JsonFields render, String text) {
        Matcher matcher = FRACTION.matcher(text);
        if (!matcher.matches()) {
            problems.invalid(
                    render.pointer("fps"),
                    "fps is " + SafeText.text(text)
                            + "; as a string it must be a fraction like 30000/1001, with at most 6 digits before the / and 4 after it");
            return Optional.empty();
        }
        Rational rate = Rational.parse(text);
        if (rate.compareTo(Rational.of(InputLimits.FRAMES_PER_SECOND.lowest())) < 0
                || rate.compareTo(Rational.of(InputLimits.FRAMES_PER_SECOND.highest())) > 0) {
            problems.invalid(render.pointer("fps"), "fps is " + text + "; it must be " + InputLimits.FRAMES_PER_SECOND);
            return Optional.empty();
        }
        return Optional.of(new FrameRate(rate));
    }

    private Optional<FrameRate> decimal(JsonFields render, JsonNode value) {
        Optional<BigDecimal> number = render.number("fps", value, InputLimits.FRAMES_PER_SECOND);
        if (number.isPresent() && number.get().scale() > InputLimits.FRAME_RATE_DECIMALS) {
            problems.invalid(
                    render.pointer("fps"),
                    "fps is " + SafeText.value(value) + "; it must have at most " + InputLimits.FRAME_RATE_DECIMALS
                            + " decimals, or be a fraction in a string, like 24000/1001");
            return Optional.empty();
        }
        return number.map(decimal -> TELEVISION_RATES.getOrDefault(decimal, new FrameRate(Rational.of(decimal))));
    }

    /// Maps JSON names to the values of an enum. The names come from the annotations of the model.
    static <E extends Enum<E>> Map<String, E> choices(E[] values) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E value : values) {
            choices.put(Json.MAPPER.convertValue(value, String.class), value);
        }
        return choices;
    }
}
