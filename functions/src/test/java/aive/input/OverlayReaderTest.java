package aive.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.error.RenderError;
import aive.json.Json;
import aive.project.BoxShape;
import aive.project.CaptionAnchor;
import aive.project.CaptionAnimation;
import aive.project.CaptionBackground;
import aive.project.CaptionFamily;
import aive.project.CaptionPosition;
import aive.project.CaptionPreset;
import aive.project.CaptionSettings;
import aive.project.CaptionSource;
import aive.project.ImageOverlay;
import aive.project.LetterCase;
import aive.project.MediaUse;
import aive.project.OverlayPosition;
import aive.project.Overlays;
import aive.project.ProgressBarSettings;
import aive.project.Project;
import aive.project.Source;
import aive.project.TimeSpan;
import aive.project.Title;
import aive.time.Rational;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class OverlayReaderTest {

    private static final Source LOGO = new Source(URI.create("https://example.com/logo.png"));

    @Test
    void aLogoAndABarWithoutSettingsHaveTheDefaults() {
        // when
        Project project = read("""
                {"overlays": [{"url": "https://example.com/logo.png"}], "progress_bar": {}}""");
        // then: 20 % of the shorter side at the upper right, as long as the video
        assertEquals(
                new Overlays(
                        List.of(new ImageOverlay(
                                0, LOGO, new OverlayPosition(Rational.ONE, Rational.ZERO), Optional.empty(),
                                Rational.of(1, 5), Rational.ONE,
                                new TimeSpan(Rational.ZERO, Optional.empty(), Rational.ZERO))),
                        Optional.of(new ProgressBarSettings(
                                Optional.empty(), Rational.of(8, 1_000), 0xFFFFFF, Rational.of(9, 10))),
                        List.of()),
                project.settings().overlays());
        assertEquals(
                List.of(new MediaUse(LOGO, MediaUse.Role.VIDEO, "/render/overlays/0/url",
                        "the overlay https://example.com/logo.png")),
                project.media().stream().filter(use -> use.source().equals(LOGO)).toList());
    }

    @Test
    void everySettingIsRead() {
        // when
        Overlays overlays = read("""
                {"overlays": [
                  {"url": "s3://media/other.png"},
                  {"url": "https://example.com/logo.png", "position": {"x": 0.25, "y": 1}, "margin": 0.1, "size": 0.3,
                   "opacity": 0.5, "from": 1.5, "to": 3, "fade": 0.25}],
                 "progress_bar": {"position": "top", "height": 0.02, "colour": "#ffD60a", "opacity": 1}}""")
                .settings().overlays();
        // then
        assertEquals(
                new ImageOverlay(
                        1, LOGO, new OverlayPosition(Rational.of(1, 4), Rational.ONE), Optional.of(Rational.of(1, 10)),
                        Rational.of(3, 10), Rational.of(1, 2),
                        new TimeSpan(Rational.of(3, 2), Optional.of(Rational.of(3)), Rational.of(1, 4))),
                overlays.images().getLast());
        assertEquals(
                Optional.of(new ProgressBarSettings(
                        Optional.of(ProgressBarSettings.Edge.TOP), Rational.of(1, 50), 0xFFD60A, Rational.ONE)),
                overlays.progressBar());
    }

    @Test
    void aTitleHasTheLookOfItsStyleAndKeepsItsText() {
        // when
        Title title = read("""
                {"titles": [{"text": ":'\\\\%[];,={\\\\an8}%{pts}$(x)<b>&amp;\\nsecond", "from": 1, "to": 2.5,
                  "fade": 0.5, "style": "box", "position": 0.25, "size": 0.12, "colour": "#102030", "case": "upper",
                  "outline": {"width": 0.1}, "background": {"opacity": 1}, "language": "de",
                  "font": "anton"}]}""")
                .settings().overlays().titles().getFirst();
        // then
        assertEquals(":'\\%[];,={\\an8}%{pts}$(x)<b>&amp;\nsecond", title.text());
        assertEquals(
                new TimeSpan(Rational.ONE, Optional.of(Rational.of(5, 2)), Rational.of(1, 2)), title.span());
        assertEquals(
                new CaptionSettings(
                        CaptionSource.TEXT, CaptionPreset.BOX,
                        Optional.of(new CaptionPosition(CaptionAnchor.MIDDLE, Optional.of(Rational.of(1, 4)))),
                        Optional.of(Rational.of(12, 100)), Optional.of(0x102030), Optional.empty(),
                        Optional.of(Rational.of(1, 10)),
                        Optional.of(new CaptionBackground(0, Rational.ONE, BoxShape.BLOCK)),
                        Optional.of(LetterCase.UPPER), Optional.empty(), CaptionFamily.ANTON, Optional.empty(),
                        CaptionAnimation.NONE, Optional.of("de"), Optional.empty()),
                title.style());
    }

    @Test
    void everyProblemOfATitleIsReportedWithItsPointer() {
        RenderError error = assertThrows(RenderError.class, () -> read("""
                {"titles": [{"text": " "}, {}, {"text": "a", "style": "karaoke"}, {"text": "a", "highlight": "#ffffff"},
                  {"text": "a", "from": 2, "to": 1}]}"""));
        assertEquals(
                List.of(
                        "/render/titles/0/text: text is blank; it must be a text of 1 to 1000 characters",
                        "/render/titles/1/text: text is missing; it must be a text of 1 to 1000 characters",
                        "/render/titles/2/style: style is the string \"karaoke\"; it must be one of subtitle, bold, "
                                + "box",
                        "/render/titles/4/to: to is 1; it must be after from, 2"),
                error.problems().stream().map(Object::toString).filter(line -> !line.contains("highlight")).toList());
        assertEquals(5, error.problems().size());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "top_left, 0, 0", "top, 1/2, 0", "top_right, 1, 0",
        "left, 0, 1/2", "center, 1/2, 1/2", "right, 1, 1/2",
        "bottom_left, 0, 1", "bottom, 1/2, 1", "bottom_right, 1, 1"
    })
    void aNameIsAPosition(String name, String x, String y) {
        Overlays overlays = read("""
                {"overlays": [{"url": "https://example.com/logo.png", "position": "%s"}]}""".formatted(name))
                .settings().overlays();
        assertEquals(new OverlayPosition(Rational.parse(x), Rational.parse(y)),
                overlays.images().getFirst().position());
    }

    @Test
    void everyProblemIsReportedWithItsPointer() {
        // when
        RenderError error = assertThrows(RenderError.class, () -> read("""
                {"overlays": [
                   {"url": "http://example.com/logo.png"},
                   {"size": 0.2},
                   "logo.png",
                   {"url": "https://example.com/a.png", "position": "middle_left"},
                   {"url": "https://example.com/a.png", "position": {"x": 0.5}},
                   {"url": "https://example.com/a.png", "from": 3, "to": 3},
                   {"url": "https://example.com/a.png", "opacitiy": 1},
                   {"url": 7, "size": 3}],
                 "progress_bar": {"position": "left"}}"""));
        // then
        assertEquals(
                List.of(
                        "/render/overlays/2: the item is the string \"logo.png\"; it must be an object such as "
                                + "{\"url\": \"logo.png\"}",
                        "/render/overlays/0/url: the scheme \"http\" is not allowed; it must be https, or s3 with an "
                                + "allowed bucket",
                        "/render/overlays/1/url: url is missing; it must be the address of an image",
                        "/render/overlays/3/position: position is the string \"middle_left\"; it must be one of "
                                + "top_left, top, top_right, left, center, right, bottom_left, bottom, bottom_right, or an "
                                + "object such as {\"x\": 0.5, \"y\": 0.9}",
                        "/render/overlays/4/position/y: y is missing; it must be a number, 0 to 1 (a share)",
                        "/render/overlays/5/to: to is 3; it must be after from, 3",
                        "/render/overlays/6/opacitiy: \"opacitiy\" is not a field here; did you mean opacity?",
                        "/render/overlays/7/url: url is 7; it must be a string, the address of an image",
                        "/render/overlays/7/size: size is 3; it must be 0.01 to 2 of the shorter side of the frame",
                        "/render/progress_bar/position: position is the string \"left\"; it must be one of top, "
                                + "bottom"),
                error.problems().stream().map(Object::toString).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{}|overlays is an object; it must be a list of at most 20 overlays",
        "'logo.png'|overlays is the string \"logo.png\"; it must be a list of at most 20 overlays"
    }, quoteCharacter = '^')
    void aListOfOverlaysIsAList(String json, String message) {
        RenderError error = assertThrows(
                RenderError.class, () -> read("{\"overlays\": " + json.replace('\'', '"') + "}"));
        assertEquals(message, error.problems().getFirst().message());
    }

    private static Project read(String render) {
        ObjectNode body = Bodies.valid();
        Bodies.set(body, "/render", Json.MAPPER.readTree(render));
        return Bodies.reader().read(body).project();
    }
}
