package aive.step.plan;

import aive.error.Problem;
import aive.media.Asset;
import aive.project.MediaUse;
import aive.project.Project;
import aive.project.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Warns of possible defects of media: once for each file, at its first use.
final class MediaWarnings {

    private MediaWarnings() {}

    static List<Problem> of(Project project, Function<Source, Asset> assets) {
        Map<Source, List<MediaUse>> uses = new LinkedHashMap<>();
        for (MediaUse use : project.media()) {
            uses.computeIfAbsent(use.source(), _ -> new ArrayList<>()).add(use);
        }
        List<Problem> warnings = new ArrayList<>();
        uses.forEach((source, places) -> {
            MediaUse first = places.getFirst();
            int more = places.size() - 1;
            String elsewhere = switch (more) {
                case 0 -> "";
                case 1 -> " (also used in 1 more place)";
                default -> " (also used in %d more places)".formatted(more);
            };
            for (String warning : assets.apply(source).warnings()) {
                warnings.add(new Problem(first.pointer(), first.description() + " " + warning + elsewhere));
            }
        });
        return warnings;
    }
}
