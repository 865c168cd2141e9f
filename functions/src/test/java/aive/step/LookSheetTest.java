package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.caption.GoldenSheet;
import aive.composition.Composition;
import aive.composition.ItemTransition;
import aive.composition.TrackUnit;
import aive.ffmpeg.TestMedia;
import aive.json.Json;
import aive.project.TransitionKind;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Contact sheets of what projects can show, from their JSON to decoded frames. Each sheet looks like its golden file,
/// which people have looked at: see [GoldenSheet].
class LookSheetTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "aive", "step");
    private static final Path LOGO = Path.of("../examples/gallery/overlays/media/logo.png").toAbsolutePath();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// Ten frames a second: few frames, and whole numbers of them.
    private ComposedProject project(int width, int height, String look) {
        return new ComposedProject(folder, """
                {"width": %d, "height": %d, "fps": 10, "quality": "lossless", %s}""".formatted(width, height, look));
    }

    /// One kind after another in the order of [TransitionKind], four in a row; of each the first, the middle, and the
    /// last of five frames.
    @Test
    void everyTransition() throws Exception {
        // given
        List<String> kinds = new ArrayList<>();
        for (TransitionKind kind : TransitionKind.values()) {
            if (kind != TransitionKind.NONE) {
                kinds.add(Json.MAPPER.convertValue(kind, String.class));
            }
        }
        ComposedProject project = project(96, 54, "\"motion\": \"none\", \"captions\": {\"enabled\": false}");
        for (int i = 0; i <= kinds.size(); i++) {
            var sentence = project.sentence(i % 2 == 0 ? TestMedia.photograph() : TestMedia.webpPhotograph(), 1);
            if (i > 0) {
                sentence.putObject("transition").put("kind", kinds.get(i - 1)).put("duration", 0.5);
            }
        }
        // when
        Composition composition = project.composition();
        List<BufferedImage> frames = project.frames(composition);
        // then
        List<BufferedImage> cells = new ArrayList<>();
        int frame = 0;
        for (TrackUnit unit : composition.video().units()) {
            if (unit instanceof ItemTransition) {
                cells.addAll(List.of(frames.get(frame), frames.get(frame + 2), frames.get(frame + 4)));
            }
            frame += (int) unit.frames();
        }
        assertEquals(3 * kinds.size(), cells.size());
        GoldenSheet.comparePhotographs(sheet(12, cells), GOLDEN.resolve("transitions.jpg"));
    }

    /// A row for each movement, from its first frame to its last one, and a row of ways to fill the frame.
    @Test
    void everyMotionAndFit() throws Exception {
        List<BufferedImage> cells = new ArrayList<>();
        for (String motion : List.of("zoom_in", "zoom_out", "pan_left", "pan_right")) {
            ComposedProject project = project(144, 80, "\"captions\": {\"enabled\": false}");
            project.sentence(TestMedia.photograph(), 4).put("motion", motion);
            List<BufferedImage> frames = project.frames(project.composition());
            for (int i = 0; i < 5; i++) {
                cells.add(frames.get(i * 39 / 4));
            }
        }
        for (String fit : List.of(
                "\"fit\": \"cover\"", "\"fit\": \"cover\", \"focus\": \"top\"", "\"fit\": \"contain\"",
                "\"fit\": \"contain\", \"background\": \"#336699\"", "\"fit\": \"blur\"")) {
            ComposedProject project = project(144, 80, "\"captions\": {\"enabled\": false}, " + fit);
            var _ = project.sentence(TestMedia.portrait(), 0.1);
            cells.add(project.frames(project.composition()).getFirst());
        }
        GoldenSheet.comparePhotographs(sheet(5, cells), GOLDEN.resolve("motions.jpg"));
    }

    /// Logos, progress bars, titles, and captions over them, in wide and tall frames.
    @Test
    void overlaysAndTitles() throws Exception {
        // given
        String logo = "{\"url\": \"%s\"%s}";
        List<String> looks = List.of(
                "\"overlays\": [%s]".formatted(logo.formatted(LOGO, "")),
                "\"overlays\": [%s, %s]".formatted(
                        logo.formatted(LOGO, ", \"position\": \"bottom_left\", \"opacity\": 0.5"),
                        logo.formatted(LOGO, ", \"position\": {\"x\": 0.5, \"y\": 0.3}, \"size\": 0.4")),
                "\"progress_bar\": {}, \"captions\": {\"style\": \"box\"}",
                "\"progress_bar\": {\"position\": \"top\", \"height\": 0.05, \"colour\": \"#FFD60A\"}, \"captions\":"
                        + " {\"style\": \"karaoke\"}",
                "\"titles\": [{\"text\": \"Sonnet II\\nWilliam Shakespeare\"}]",
                "\"titles\": [{\"text\": \"A title in a box\", \"style\": \"box\", \"position\": \"top\"}]",
                "\"titles\": [{\"text\": \"Second part\", \"style\": \"subtitle\", \"font\": \"anton\", \"size\": 0.2,"
                        + " \"colour\": \"#FFD60A\", \"fade\": 0.8}], \"captions\": {\"style\": \"none\"}",
                "\"overlays\": [%s], \"progress_bar\": {}, \"titles\": [{\"text\": \"All at once\", \"position\":"
                        .formatted(logo.formatted(LOGO, "")) + " \"top\"}], \"captions\": {\"style\": \"bold\"}");
        // when
        List<BufferedImage> wide = new ArrayList<>();
        List<BufferedImage> tall = new ArrayList<>();
        for (String look : looks) {
            wide.add(overlaid(256, 144, look));
            tall.add(overlaid(128, 228, look));
        }
        // then
        GoldenSheet.comparePhotographs(
                below(sheet(4, wide), sheet(8, tall)), GOLDEN.resolve("overlays.jpg"));
    }

    private BufferedImage overlaid(int width, int height, String look) throws Exception {
        ComposedProject project = project(width, height, "\"motion\": \"none\", " + look);
        project.sentence(TestMedia.photograph(), 1).put("text", "Captions are above everything else.");
        return project.frames(project.composition()).get(5);
    }

    /// Cells of one size, row by row.
    private static BufferedImage sheet(int columns, List<BufferedImage> cells) {
        int width = cells.getFirst().getWidth();
        int height = cells.getFirst().getHeight();
        int rows = (cells.size() + columns - 1) / columns;
        BufferedImage sheet = new BufferedImage(columns * width, rows * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        for (int i = 0; i < cells.size(); i++) {
            graphics.drawImage(cells.get(i), i % columns * width, i / columns * height, null);
        }
        graphics.dispose();
        return sheet;
    }

    private static BufferedImage below(BufferedImage upper, BufferedImage lower) {
        BufferedImage both = new BufferedImage(
                upper.getWidth(), upper.getHeight() + lower.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = both.createGraphics();
        graphics.drawImage(upper, 0, 0, null);
        graphics.drawImage(lower, 0, upper.getHeight(), null);
        graphics.dispose();
        return both;
    }
}
