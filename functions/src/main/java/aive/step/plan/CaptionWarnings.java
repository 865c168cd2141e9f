package aive.step.plan;

import aive.caption.CaptionDrawing;
import aive.caption.CaptionFonts;
import aive.caption.CaptionLayout;
import aive.error.Problem;
import aive.project.CaptionSource;
import aive.project.Project;
import aive.project.Sentence;
import java.util.ArrayList;
import java.util.List;

/// Warns of captions that cannot be drawn completely.
final class CaptionWarnings {

    private static final int MOST_CHARACTERS = 10;

    /// The length, in characters, up to which captions fit into every frame size and need no layout here.
    private static final int LONG_CAPTION = 150;

    private CaptionWarnings() {}

    static List<Problem> of(Project project, CaptionFonts fonts) {
        List<Problem> warnings = new ArrayList<>();
        if (!project.settings().captions().enabled()) {
            return warnings;
        }
        String field = project.settings().captions().text() == CaptionSource.TEXT ? "/text" : "/translated_text";
        CaptionLayout layout = new CaptionLayout(fonts, project.settings().width(), project.settings().height());
        for (Sentence sentence : project.sentences()) {
            List<String> missing = fonts.undrawable(sentence.caption());
            if (!missing.isEmpty()) {
                warnings.add(new Problem(
                        sentence.pointer() + field,
                        "the caption of sentence %s is drawn without the characters that no bundled font has: %s"
                                .formatted(sentence.id(), String.join(
                                        " ", missing.subList(0, Math.min(missing.size(), MOST_CHARACTERS))))));
            }
            if (sentence.caption().length() > LONG_CAPTION && layout.layOut(sentence.caption())
                    .filter(CaptionDrawing::shortened).isPresent()) {
                warnings.add(new Problem(
                        sentence.pointer() + field,
                        ("the caption of sentence %s is too long for the frame and is truncated with an "
                                + "ellipsis").formatted(sentence.id())));
            }
        }
        return warnings;
    }
}
