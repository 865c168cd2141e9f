package aive.step.plan;

import aive.caption.CaptionFonts;
import aive.error.Problem;
import aive.project.CaptionText;
import aive.project.Project;
import aive.project.Sentence;
import java.util.ArrayList;
import java.util.List;

/// Says what of the captions cannot be drawn, before anyone looks for it in the video.
final class CaptionWarnings {

    private static final int MOST_CHARACTERS = 10;

    private CaptionWarnings() {}

    static List<Problem> of(Project project, CaptionFonts fonts) {
        List<Problem> warnings = new ArrayList<>();
        if (!project.settings().captions().enabled()) {
            return warnings;
        }
        String field = project.settings().captions().text() == CaptionText.TEXT ? "/text" : "/translated_text";
        for (Sentence sentence : project.sentences()) {
            List<String> missing = fonts.undrawable(sentence.caption());
            if (!missing.isEmpty()) {
                warnings.add(new Problem(
                        sentence.pointer() + field,
                        "the caption of sentence %s is drawn without characters that no font here has: %s"
                                .formatted(sentence.id(), String.join(" ", missing.subList(0, Math.min(missing.size(), MOST_CHARACTERS))))));
            }
        }
        return warnings;
    }
}
