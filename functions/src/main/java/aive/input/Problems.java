package aive.input;

import aive.error.InvalidProject;
import aive.error.MediaForbidden;
import aive.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects what is wrong with a project, so that its author hears it all at once.
final class Problems {

    private final List<Problem> listed = new ArrayList<>();
    private final Map<String, List<String>> pointersByWarning = new LinkedHashMap<>();
    private int found;
    private boolean onlyForbidden = true;

    /// Notes what its author has to correct.
    void invalid(String pointer, String message) {
        onlyForbidden = false;
        add(pointer, message);
    }

    /// Notes an address that is one, but lies where nobody may make us read.
    void forbidden(String pointer, String message) {
        add(pointer, message);
    }

    /// Notes what is accepted though it is probably not what its author meant; the same in many places is told once.
    void warn(String pointer, String message) {
        pointersByWarning.computeIfAbsent(message, _ -> new ArrayList<>()).add(pointer);
    }

    /// How many there are so far: who reads something counts before and after to know whether it is sound.
    int count() {
        return found;
    }

    List<Problem> warnings() {
        return pointersByWarning.entrySet().stream().map(Problems::warning).toList();
    }

    /// @throws MediaForbidden if every problem is an address that is not allowed
    /// @throws InvalidProject if there is any other
    void throwIfAny() {
        if (found > listed.size()) {
            listed.add(new Problem("", "and " + (found - listed.size()) + " more problems"));
            found = listed.size();
        }
        if (found > 0) {
            throw onlyForbidden ? new MediaForbidden(listed) : new InvalidProject(listed);
        }
    }

    private void add(String pointer, String message) {
        found++;
        if (listed.size() < InputLimits.LISTED_PROBLEMS) {
            listed.add(new Problem(pointer, message));
        }
    }

    private static Problem warning(Map.Entry<String, List<String>> entry) {
        List<String> pointers = entry.getValue();
        String elsewhere = pointers.size() == 1 ? "" : " (also in " + (pointers.size() - 1) + (pointers.size() == 2 ? " more place)" : " more places)");
        return new Problem(pointers.getFirst(), entry.getKey() + elsewhere);
    }
}
