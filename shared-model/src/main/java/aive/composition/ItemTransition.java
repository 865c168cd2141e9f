package aive.composition;

import aive.project.TransitionKind;
import aive.time.FrameRange;
import aive.time.FrameRate;
import java.util.List;

/// The transition from one item to the next, or a part of it.
///
/// Frame `n` of a transition of `of` frames has the progress `(n + 1) / (of + 1)`: its first frame already shows a
/// little of the next item, and its last one a little of the previous item.
///
/// @param style how one item becomes the other; not [TransitionKind#NONE]
/// @param from the frames that the previous item shows meanwhile
/// @param to the frames that the next item shows meanwhile
/// @param first frame of the whole transition in which this part begins, 0 or more
/// @param of number of frames of the whole transition
public record ItemTransition(TransitionKind style, Item from, Item to, long first, long of) implements TrackUnit {

    /// @throws IllegalArgumentException if it is a cut, the items have different numbers of frames, or the part is not
    ///     inside the whole transition
    public ItemTransition {
        if (style == TransitionKind.NONE) {
            throw new IllegalArgumentException("a cut is not a transition");
        }
        if (from.frames() != to.frames()) {
            throw new IllegalArgumentException(
                    "a transition from %d frames to %d".formatted(from.frames(), to.frames()));
        }
        if (first < 0 || first + from.frames() > of) {
            throw new IllegalArgumentException(
                    "frames %d to %d of a transition of %d".formatted(first, first + from.frames(), of));
        }
    }

    @Override
    public long frames() {
        return from.frames();
    }

    @Override
    public ItemTransition part(FrameRange run, FrameRate rate) {
        return new ItemTransition(style, from.part(run, rate), to.part(run, rate), first + run.first(), of);
    }

    @Override
    public List<Item> shown() {
        return List.of(from, to);
    }
}
