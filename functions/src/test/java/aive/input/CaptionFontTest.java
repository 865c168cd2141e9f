package aive.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.error.RenderError;
import aive.json.Json;
import aive.project.CaptionFamily;
import aive.project.CaptionSettings;
import aive.project.MediaUse;
import aive.project.Project;
import aive.project.Source;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/// `font` of captions and titles: the name of a family, or the address of a file.
class CaptionFontTest {

    private static final String FAMILIES =
            "it must be one of noto_sans, montserrat, poppins, anton, or the address of a font file, such as"
                    + " fonts/Name.ttf";

    private static Project read(SourcePolicy policy, String render) {
        ObjectNode body = Bodies.valid();
        if (policy instanceof SourcePolicy.LocalRun) {
            body.set("project_data", Json.MAPPER.readTree("""
                    {"id": "a", "sentences": [{"id": "one", "text": "One.", "start_time": 0, "end_time": 1,
                     "selected_footage": {"url": "https://example.com/1.mp4"}}]}"""));
        }
        Bodies.set(body, "/render", Json.MAPPER.readTree(render));
        return new RequestReader(policy, (source, _) -> {
            throw new AssertionError(source);
        }).read(body).project();
    }

    private static CaptionSettings captions(String font) {
        return read(Bodies.DEPLOYED, "{\"captions\": {\"font\": \"%s\"}}".formatted(font)).settings().captions();
    }

    @ParameterizedTest
    @CsvSource({"https://example.com/fonts/Brand", "s3://media/Brand.otf", "https://example.com/a.woff2?token=1"})
    void anAddressIsAFile(String address) {
        CaptionSettings settings = captions(address);
        assertEquals(CaptionFamily.NOTO_SANS, settings.font());
        assertEquals(Optional.of(new Source(URI.create(address))), settings.fontFile());
    }

    @ParameterizedTest
    @CsvSource({"Brand.ttf", "Brand.OTF", "fonts/Brand", "./anton", "montserrat.woff"})
    void inALocalRunAPathIsAFile(String path) {
        SourcePolicy local = SourcePolicy.LocalRun.in(Path.of("/projects"), Set.of(), _ -> Optional.empty());
        Project project = read(local, "{\"captions\": {\"font\": \"%s\"}}".formatted(path));
        assertEquals(
                Optional.of(new Source(URI.create("file:///projects/").resolve(path))),
                project.settings().captions().fontFile());
        assertEquals(1, project.localFiles().size());
    }

    @Test
    void aNameIsAFamily() {
        CaptionSettings settings = captions("montserrat");
        assertEquals(CaptionFamily.MONTSERRAT, settings.font());
        assertEquals(Optional.empty(), settings.fontFile());
    }

    @ParameterizedTest
    @CsvSource({
        "Montserat, ; did you mean montserrat?", "NotoSans, ; did you mean noto_sans?", "Helvetica, ''", "ttf, ''"
    })
    void aWrongNameIsNoAddress(String name, String meant) {
        RenderError error = assertThrows(RenderError.class, () -> captions(name));
        assertEquals("/render/captions/font: font is the string \"%s\"; %s%s".formatted(name, FAMILIES, meant),
                error.getMessage());
    }

    @Test
    void anotherTypeIsAProblem() {
        RenderError error = assertThrows(
                RenderError.class, () -> read(Bodies.DEPLOYED, "{\"captions\": {\"font\": [\"anton\"]}}"));
        assertEquals("/render/captions/font: font is a list; " + FAMILIES, error.getMessage());
    }

    /// The rules are those of every other source.
    @ParameterizedTest
    @CsvSource({
        "http://example.com/a.ttf, is not allowed; it must be https",
        "file:///etc/a.ttf, file: addresses are not allowed",
        "https://169.254.169.254/a.ttf, is not allowed",
        "https://127.0.0.1/a.ttf, is not allowed",
        "https://user:secret@example.com/a.ttf, is not allowed",
        "s3://other/a.ttf, is in a bucket that is not allowed",
        "fonts/a.ttf, has no scheme"
    })
    void aForbiddenAddressIsRefused(String address, String why) {
        for (String render : List.of(
                "{\"captions\": {\"font\": \"%s\"}}", "{\"titles\": [{\"text\": \"a\", \"font\": \"%s\"}]}")) {
            RenderError error =
                    assertThrows(RenderError.class, () -> read(Bodies.DEPLOYED, render.formatted(address)));
            String pointer = render.contains("titles") ? "/render/titles/0/font" : "/render/captions/font";
            assertEquals(pointer, error.problems().getFirst().pointer());
            assertEquals(true, error.problems().getFirst().message().contains(why), error.getMessage());
        }
    }

    @Test
    void fontFilesAreFetchedWhereTheyAreUsed() {
        String font = "https://example.com/a.ttf";
        Source source = new Source(URI.create(font));
        String titles = "\"titles\": [{\"text\": \"a\"}, {\"text\": \"b\", \"font\": \"%s\"}]".formatted(font);
        String captions = "\"captions\": {\"font\": \"%s\", \"enabled\": %s}";
        MediaUse inCaptions = new MediaUse(
                source, MediaUse.Role.FONT, "/render/captions/font", "the font %s of the captions".formatted(font));
        MediaUse inTitle = new MediaUse(
                source, MediaUse.Role.FONT, "/render/titles/1/font", "the font %s of a title".formatted(font));
        assertEquals(List.of(inCaptions, inTitle), fonts("{" + captions.formatted(font, true) + ", " + titles + "}"));
        assertEquals(List.of(inTitle), fonts("{" + captions.formatted(font, false) + ", " + titles + "}"));
    }

    private static List<MediaUse> fonts(String render) {
        return read(Bodies.DEPLOYED, render).media().stream()
                .filter(use -> use.role() == MediaUse.Role.FONT)
                .toList();
    }
}
