package aive.planning;

import aive.error.Problem;
import aive.project.Sentence;
import java.util.ArrayList;
import java.util.List;

/// Warnings of one kind about sentences: the first ones in full, and the number of the others.
///
/// The result of an execution is limited to 256 KiB, and a project has up to 20,000 sentences.
public final class SentenceWarnings {

    /// The number of warnings of one kind that are given in full.
    public static final int LISTED = 10;

    private final String predicate;
    private final List<Problem> listed = new ArrayList<>();
    private int others;
    private String pointerOfOthers = "";

    /// @param predicate completes the sentence "3 more sentences …"
    public SentenceWarnings(String predicate) {
        this.predicate = predicate;
    }

    /// Adds a warning about a sentence.
    ///
    /// @param field JSON pointer within the sentence: `/end_time`
    public void add(Sentence sentence, String field, String message) {
        add(sentence.pointer() + field, message);
    }

    /// Adds a warning about a sentence whose cause is a setting of the whole video.
    ///
    /// @param pointer JSON pointer of the setting
    void add(String pointer, String message) {
        if (listed.size() < LISTED) {
            listed.add(new Problem(pointer, message));
            return;
        }
        if (others == 0) {
            pointerOfOthers = pointer;
        }
        others++;
    }

    public List<Problem> list() {
        if (others == 0) {
            return List.copyOf(listed);
        }
        List<Problem> list = new ArrayList<>(listed);
        list.add(new Problem(
                pointerOfOthers,
                others == 1 ? "1 more sentence " + predicate : others + " more sentences " + predicate));
        return list;
    }
}
