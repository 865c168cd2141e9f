package aive.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.caption.TestFonts;
import aive.cli.TestProject;
import aive.engine.Execution;
import aive.engine.Outcome;
import aive.fetch.MediaSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Captions in a font file, through the whole state machine.
class FontFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static ObjectNode project(String font) {
        ObjectNode body = TestProject.ofStills(1, 0.5).body();
        body.withObject("/render/captions").put("font", font);
        return body;
    }

    @Test
    void aFileOfThisMachineAndOneOfAServerAreTheSameFont() throws Exception {
        Path font = TestFonts.anton(folder);
        Path named = Files.copy(font, folder.resolve("Brand.ttf"));
        try (MediaSite site = new MediaSite(folder)) {
            String url = site.serve("Brand.ttf", font);
            JsonNode path = succeeded(run(site, "path", project(named.toString())));
            JsonNode https = succeeded(run(site, "https", project(url)));
            JsonNode usual = succeeded(run(site, "usual", project("noto_sans")));
            assertEquals(path.get("sha256"), https.get("sha256"));
            assertNotEquals(usual.get("sha256"), https.get("sha256"));
            assertEquals(1, site.sent("Brand.ttf"));
        }
    }

    @Test
    void anUnusableFontIsRefusedBeforeAnythingIsRendered() throws Exception {
        try (MediaSite site = new MediaSite(folder)) {
            String url = site.serve("Brand.woff2", Files.writeString(folder.resolve("web"), "wOF2".repeat(9)));
            ObjectNode project = project(url);
            project.withArray("/render/titles").addObject().put("text", "Title").put("font", url);
            Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, run(site, "store", project).outcome());
            String why = "is a WOFF2 font, which is compressed for web pages; use the .ttf or .otf file of the same"
                    + " font";
            assertEquals("aive.error.MediaUnusable", failed.errorOutput().error());
            String cause = failed.errorOutput().cause();
            for (String problem : List.of(
                    "/render/captions/font: the font %s of the captions %s",
                    "/render/titles/0/font: the font %s of a title %s")) {
                assertTrue(cause.contains(problem.formatted(url, why)), cause);
            }
        }
    }

    private Execution run(MediaSite site, String store, ObjectNode project) {
        LocalSettings settings = new LocalSettings(
                folder.resolve(store), folder, Path.of("target/ffmpeg").toAbsolutePath(), Optional.empty(), 2,
                Optional.empty());
        try (LocalSystem system = new LocalSystem(settings, site.downloader())) {
            return system.engine(LocalSystem.definition(), (_, _) -> {}).run("test", project);
        }
    }

    private static JsonNode succeeded(Execution execution) {
        return assertInstanceOf(Outcome.Succeeded.class, execution.outcome()).output();
    }
}
