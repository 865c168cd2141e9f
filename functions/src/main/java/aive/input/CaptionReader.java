package aive.input;

import aive.project.BoxShape;
import aive.project.CaptionAnchor;
import aive.project.CaptionAnimation;
import aive.project.CaptionBackground;
import aive.project.CaptionFamily;
import aive.project.CaptionPosition;
import aive.project.CaptionPreset;
import aive.project.CaptionSettings;
import aive.project.CaptionSource;
import aive.project.LetterCase;
import aive.project.OnMissing;
import aive.project.Source;
import aive.time.Rational;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads the `render.captions` object, and the look of titles.
final class CaptionReader {

    private static final int BLACK = 0;
    private static final Map<String, CaptionFamily> FAMILIES = RenderReader.choices(CaptionFamily.values());

    /// What the address of a font has and the name of a family does not: a slash, a scheme, or the ending of a font
    /// file. Endings of fonts that cannot be used are among them, so that the fetch says why.
    private static final Pattern FONT_ADDRESS =
            Pattern.compile("(?is).*[/:].*|.*\\.(?:ttf|otf|ttc|otc|woff2?|pf[ab])");

    private final SourceAddresses addresses;
    private final Problems problems;

    CaptionReader(SourceAddresses addresses, Problems problems) {
        this.addresses = addresses;
        this.problems = problems;
    }

    CaptionSettings read(JsonFields render) {
        JsonFields captions = render.object("captions", "{\"style\": \"bold\"}")
                .orElseGet(() -> JsonFields.none(render.pointer("captions"), problems));
        boolean enabled = captions.flag("enabled").orElse(true);
        CaptionPreset style =
                captions.choice("style", RenderReader.choices(CaptionPreset.values())).orElse(CaptionPreset.SUBTITLE);
        CaptionSettings settings = look(
                captions,
                captions.choice("text", RenderReader.choices(CaptionSource.values())).orElse(CaptionSource.TEXT),
                enabled ? style : CaptionPreset.NONE,
                captions.colour("highlight"),
                captions.choice("animation", RenderReader.choices(CaptionAnimation.values()))
                        .orElse(CaptionAnimation.NONE),
                captions.choice("on_missing", RenderReader.choices(OnMissing.values())));
        captions.refuseOthers();
        return settings;
    }

    /// The look of a title: a style in which no word is highlighted, with changes to it.
    CaptionSettings title(JsonFields title) {
        Map<String, CaptionPreset> styles = RenderReader.choices(
                new CaptionPreset[] {CaptionPreset.SUBTITLE, CaptionPreset.BOLD, CaptionPreset.BOX});
        return look(title, CaptionSource.TEXT, title.choice("style", styles).orElse(CaptionPreset.BOLD),
                Optional.empty(), CaptionAnimation.NONE, Optional.empty());
    }

    private CaptionSettings look(JsonFields captions, CaptionSource text, CaptionPreset style,
            Optional<Integer> highlight, CaptionAnimation animation, Optional<OnMissing> onMissing) {
        Optional<JsonFields> outline = captions.object("outline", "{\"colour\": \"#000000\", \"width\": 0.08}");
        Font font = font(captions);
        CaptionSettings settings = new CaptionSettings(
                text,
                style,
                position(captions),
                captions.number("size", InputLimits.CAPTION_SIZE),
                captions.colour("colour"),
                outline.flatMap(there -> there.colour("colour")),
                outline.flatMap(there -> there.number("width", InputLimits.OUTLINE_WIDTH)),
                captions.object("background", "{\"colour\": \"#000000\", \"opacity\": 0.7}")
                        .map(CaptionReader::background),
                captions.choice("case", RenderReader.choices(LetterCase.values())),
                highlight,
                font.family(),
                font.file(),
                animation,
                language(captions),
                onMissing);
        outline.ifPresent(JsonFields::refuseOthers);
        return settings;
    }

    private record Font(CaptionFamily family, Optional<Source> file) {

        static final Font DEFAULT = new Font(CaptionFamily.NOTO_SANS, Optional.empty());
    }

    /// A family by its name, or the address of a font file.
    private Font font(JsonFields captions) {
        JsonNode value = captions.find("font");
        if (value == null) {
            return Font.DEFAULT;
        }
        String text = value.isString() ? value.stringValue() : "";
        if (FAMILIES.containsKey(text)) {
            return new Font(FAMILIES.get(text), Optional.empty());
        }
        if (FONT_ADDRESS.matcher(text).matches()) {
            return new Font(CaptionFamily.NOTO_SANS, addresses.media(text, captions.pointer("font"), problems));
        }
        captions.mistyped("font", value, "one of %s, or the address of a font file, such as fonts/Name.ttf%s".formatted(
                String.join(", ", FAMILIES.keySet()), JsonFields.meant(value, FAMILIES.keySet())));
        return Font.DEFAULT;
    }

    private static CaptionBackground background(JsonFields background) {
        CaptionBackground box = new CaptionBackground(
                background.colour("colour").orElse(BLACK),
                background.number("opacity", InputLimits.SHARE).orElse(Rational.of(7, 10)),
                background.choice("shape", RenderReader.choices(BoxShape.values())).orElse(BoxShape.BLOCK));
        background.refuseOthers();
        return box;
    }

    /// A language as a BCP 47 tag in its canonical form.
    private Optional<String> language(JsonFields captions) {
        Optional<String> tag = captions.text("language", InputLimits.LANGUAGE_CHARACTERS);
        try {
            return tag.map(text -> new Locale.Builder().setLanguageTag(text).build())
                    .filter(language -> !language.getLanguage().isEmpty())
                    .map(Locale::toLanguageTag)
                    .or(() -> tag.flatMap(text -> wrongLanguage(captions, text)));
        } catch (IllformedLocaleException e) {
            return wrongLanguage(captions, tag.orElseThrow());
        }
    }

    private Optional<String> wrongLanguage(JsonFields captions, String tag) {
        problems.invalid(
                captions.pointer("language"),
                "language is " + SafeText.text(tag) + "; it must be a language tag, such as ja or zh-Hant");
        return Optional.empty();
    }

    private static Optional<CaptionPosition> position(JsonFields captions) {
        JsonNode value = captions.find("position");
        if (value != null && value.isNumber()) {
            return captions.number("position", InputLimits.SHARE)
                    .map(height -> new CaptionPosition(CaptionAnchor.MIDDLE, Optional.of(height)));
        }
        return captions.choice("position", RenderReader.choices(CaptionAnchor.values()), ", or a number from 0 to 1")
                .map(anchor -> new CaptionPosition(anchor, Optional.empty()));
    }
}
