package aive.input;

import aive.error.InvalidProject;
import aive.error.MediaForbidden;
import aive.error.MediaUnavailable;
import aive.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the problems of a project, to report them all at once.
final class Problems {

    private final List<Problem> listed = new ArrayList<>();
    private final Map<String, List<String>> pointersByWarning = new LinkedHashMap<>();
    private int found;
    private boolean onlyForbidden = true;
    private boolean onlyUnavailable = true;

    /// Adds a problem that the author must correct.
    void invalid(String pointer, String message) {
        onlyForbidden = false;
        onlyUnavailable = false;
        add(pointer, message);
    }

    /// Adds the problem that a local file cannot be read.
    void unavailable(String pointer, String message) {
        onlyForbidden = false;
        add(pointer, message);
    }

    /// Adds the problem that a URL is valid but not allowed.
    void forbidden(String pointer, String message) {
        onlyUnavailable = false;
        add(pointer, message);
    }

    /// Adds a warning about a probable mistake; equal warnings are reported once.
    void warn(String pointer, String message) {
        pointersByWarning.computeIfAbsent(message, _ -> new ArrayList<>()).add(pointer);
    }

    /// The number of problems so far: readers compare it before and after reading something.
    int count() {
        return found;
    }

    List<Problem> warnings() {
        return pointersByWarning.entrySet().stream().map(Problems::warning).toList();
    }

    /// @throws MediaForbidden if all problems are URLs that are not allowed
    /// @throws MediaUnavailable if all problems are local files that cannot be read
    /// @throws InvalidProject if there is any other problem
    void throwIfAny() {
        if (found > listed.size()) {
            listed.add(new Problem("", "and " + (found - listed.size()) + " more problems"));
            found = listed.size();
        }
        if (found > 0) {
            if (onlyForbidden) {
                throw new MediaForbidden(listed);
            }
            throw onlyUnavailable ? new MediaUnavailable(listed) : new InvalidProject(listed);
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
        String elsewhere = pointers.size() == 1
                ? ""
                : " (also in " + (pointers.size() - 1) + (pointers.size() == 2 ? " more place)" : " more places)");
        return new Problem(pointers.getFirst(), entry.getKey() + elsewhere);
    }
}
