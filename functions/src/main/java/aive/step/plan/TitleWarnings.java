package aive.step.plan;

import aive.caption.CaptionDrawing;
import aive.caption.LargeFont;
import aive.error.MissingGlyphs;
import aive.error.Problem;
import aive.planning.TitleComposer;
import aive.project.OnMissing;
import aive.project.Project;
import aive.project.Title;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Warns of titles that are not drawn as their author wrote them.
final class TitleWarnings {

    private static final int MOST_CHARACTERS = 10;

    private final TitleComposer composer;
    private final long frames;
    private final Optional<OnMissing> policy;
    private final List<Problem> warnings = new ArrayList<>();
    private final List<Problem> refused = new ArrayList<>();

    private TitleWarnings(Project project, long frames, TitleComposer composer) {
        this.composer = composer;
        this.frames = frames;
        this.policy = project.settings().captions().onMissing();
        project.settings().overlays().titles().forEach(this::check);
    }

    /// @param frames of the whole video
    /// @throws MissingGlyphs if no font has characters of a title, as far as `captions.on_missing` does not accept it
    static List<Problem> of(Project project, long frames, TitleComposer composer) {
        TitleWarnings titles = new TitleWarnings(project, frames, composer);
        if (!titles.refused.isEmpty()) {
            throw new MissingGlyphs(titles.refused);
        }
        return titles.warnings;
    }

    private void check(Title title) {
        String pointer = title.pointer() + "/text";
        if (composer.shown(title, frames).isEmpty()) {
            warnings.add(new Problem(
                    title.pointer(), "the title is not shown, because it has no frame before the end of the video"));
            return;
        }
        TitleComposer.Designed designed = composer.designed(title);
        Optional<CaptionDrawing> drawing = composer.layout(designed).layOut(designed.text());
        List<String> missing = composer.undrawable(designed);
        if (!missing.isEmpty()) {
            boolean vanishes = drawing.isEmpty();
            String shown = missing.stream().limit(MOST_CHARACTERS).collect(Collectors.joining(" "));
            Problem problem = new Problem(pointer, "%s, because no font here has its characters: %s%s".formatted(
                    vanishes ? "nothing of the title can be drawn" : "the title is drawn in part", shown,
                    remedy(designed)));
            boolean accepted = policy.map(OnMissing.WARN::equals).orElse(!vanishes);
            (accepted ? warnings : refused).add(problem);
        } else if (drawing.isEmpty()) {
            warnings.add(new Problem(pointer, "the title has no visible character"));
        }
        if (drawing.map(CaptionDrawing::shortened).orElse(false)) {
            warnings.add(new Problem(
                    pointer, "the title is too long for the frame and is truncated with an ellipsis"));
        }
    }

    /// What helps if large fonts are missing.
    private static String remedy(TitleComposer.Designed designed) {
        return designed.fonts().missing().isEmpty()
                ? ""
                : "; ./aive fonts installs " + designed.fonts().missing().stream()
                        .sorted()
                        .map(LargeFont::fileName)
                        .collect(Collectors.joining(", "));
    }
}
