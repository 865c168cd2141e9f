package aive.composition;

import aive.time.FrameRange;
import java.util.List;

/// Frames of one item that units show one after another: the end of a transition, an item, and the beginning of the
/// next transition. They are read from the item's file once.
///
/// @param item all of the frames
/// @param parts the frames of each unit, without gap
public record Stretch(Item item, List<FrameRange> parts) {

    public Stretch {
        parts = List.copyOf(parts);
    }
}
