package aive.project;

import aive.time.Rational;

/// One sentence of the narration, with the footage that is shown while it is spoken.
///
/// @param id the author's own name for it, unique in the project; its position where the author gave none
/// @param position index in the input's list, for pointers; sentences are kept in order of time, which may differ
/// @param caption what is written on the picture; may be blank
/// @param start when it begins, in seconds of the narration, 0 or more
/// @param end when it ends, later than `start`
/// @param footage the clip or still image that is shown
/// @param inPoint where in the clip to begin, in seconds from its start, 0 or more
public record Sentence(String id, int position, String caption, Rational start, Rational end, Source footage, Rational inPoint) {

    /// @throws IllegalArgumentException if times are negative or out of order
    public Sentence {
        if (start.signum() < 0 || end.compareTo(start) <= 0 || inPoint.signum() < 0) {
            throw new IllegalArgumentException("sentence %s: not a time: [%s, %s) from %s".formatted(id, start, end, inPoint));
        }
    }

    /// JSON pointer of this sentence in the unwrapped body.
    public String pointer() {
        return "/project_data/sentences/" + position;
    }

    public String footagePointer() {
        return pointer() + "/selected_footage/url";
    }
}
