package aive.project;

import aive.time.Rational;
import java.util.List;
import java.util.Optional;

/// One sentence of the narration with its footage.
///
/// @param id the author's own name for it, unique in the project; its position where the author gave none
/// @param position index in the input's list, for JSON pointers; sentences are sorted by time and may have another
///     index here
/// @param caption the text drawn on the video; may be blank
/// @param start in seconds of the narration, 0 or more
/// @param end in seconds of the narration, not before `start`; equal to it where a transcriber gave no length
/// @param clips the clips and still images shown during the sentence, one after another; at least one
/// @param transition from the previous shot to this sentence
/// @param words the spoken words with their times, in the order of their starts; empty where the times are unknown
/// @param originalVolume factor on the amplitude of the clip's own sound, 0 to 1; absent for the project's default
public record Sentence(
        String id,
        int position,
        String caption,
        Rational start,
        Rational end,
        List<Clip> clips,
        TransitionSettings transition,
        List<Word> words,
        Optional<Rational> originalVolume) {

    /// @throws IllegalArgumentException if the start is negative, the end is before the start, or there is no clip
    public Sentence {
        clips = List.copyOf(clips);
        words = List.copyOf(words);
        if (clips.isEmpty()) {
            throw new IllegalArgumentException("sentence %s has no clip".formatted(id));
        }
        if (start.signum() < 0 || end.compareTo(start) < 0) {
            throw new IllegalArgumentException(
                    "sentence %s: start %s or end %s is negative or out of order".formatted(id, start, end));
        }
    }

    /// Whether the sentence ends when it starts.
    public boolean hasNoLength() {
        return end.equals(start);
    }

    /// A sentence with the project's default for the clip's own sound.
    public Sentence(String id, int position, String caption, Rational start, Rational end, List<Clip> clips,
            TransitionSettings transition, List<Word> words) {
        this(id, position, caption, start, end, clips, transition, words, Optional.empty());
    }

    /// A sentence that begins with a cut, and whose words have no times.
    public Sentence(String id, int position, String caption, Rational start, Rational end, List<Clip> clips) {
        this(id, position, caption, start, end, clips, TransitionSettings.DEFAULT, List.of());
    }

    /// The JSON pointer of this sentence in the unwrapped body.
    public String pointer() {
        return "/project_data/sentences/" + position;
    }

    /// The JSON pointer of one of its clips in the unwrapped body.
    public String pointer(Clip clip) {
        return pointer() + clip.field();
    }
}
