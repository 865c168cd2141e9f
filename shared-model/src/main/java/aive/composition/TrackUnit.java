package aive.composition;

import aive.time.FrameRange;
import aive.time.FrameRate;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// A part of the video track: an item, or the transition from one item to the next.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Item.Footage.class, name = "footage"),
    @JsonSubTypes.Type(value = Item.Still.class, name = "still"),
    @JsonSubTypes.Type(value = Item.Solid.class, name = "solid"),
    @JsonSubTypes.Type(value = ItemTransition.class, name = "transition")
})
public sealed interface TrackUnit permits Item, ItemTransition {

    /// The number of frames, at least one.
    long frames();

    /// Returns a range of the unit's frames as a unit. Each frame looks the same as in the whole unit.
    TrackUnit part(FrameRange run, FrameRate rate);

    /// The items that are shown, in order of their appearance.
    List<Item> shown();
}
