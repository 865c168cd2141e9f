package aive.composition;

import aive.time.FrameRange;
import aive.time.FrameRate;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The items of the video and the transitions between them, one after another, without a gap.
///
/// Two tracks with the same units are equal. In JSON a track is the list of its units.
public final class VideoTrack {

    private final List<TrackUnit> units;

    /// For each unit, the frame after its last frame.
    private final long[] ends;

    /// @param units at least one
    /// @throws IllegalArgumentException if there is no unit
    @JsonCreator
    public VideoTrack(List<? extends TrackUnit> units) {
        this.units = List.copyOf(units);
        if (units.isEmpty()) {
            throw new IllegalArgumentException("a video track needs at least one item");
        }
        this.ends = new long[units.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += units.get(i).frames();
            ends[i] = end;
        }
    }

    @JsonValue
    public List<TrackUnit> units() {
        return units;
    }

    /// The items, in order of their appearance; those of transitions too.
    public List<Item> items() {
        return units.stream().flatMap(unit -> unit.shown().stream()).toList();
    }

    /// The number of frames.
    public long frames() {
        return ends[ends.length - 1];
    }

    /// Returns a frame range of the track as a track. The range may begin and end inside a unit.
    ///
    /// @throws IllegalArgumentException if the range ends after the track
    public VideoTrack window(FrameRange run, FrameRate rate) {
        if (run.end() > frames()) {
            throw new IllegalArgumentException(
                    "%s ends after the track's last frame, frame %d".formatted(run, frames()));
        }
        List<TrackUnit> shown = new ArrayList<>();
        for (int i = indexAt(run.first()); i < ends.length && start(i) < run.end(); i++) {
            FrameRange place = new FrameRange(start(i), ends[i]);
            shown.add(units.get(i).part(place.intersection(run).relativeTo(start(i)), rate));
        }
        return new VideoTrack(shown);
    }

    /// Divides the track into frame ranges of at most `most` stretches each, or of one unit, in order.
    public List<FrameRange> runs(int most) {
        List<FrameRange> runs = new ArrayList<>();
        long first = 0;
        int open = 0;
        for (int i = 0; i < ends.length; i++) {
            int added = stretchesOf(i, open > 0);
            if (open > 0 && open + added > most) {
                runs.add(new FrameRange(first, start(i)));
                first = start(i);
                open = 0;
                added = stretchesOf(i, false);
            }
            open += added;
        }
        runs.add(new FrameRange(first, frames()));
        return runs;
    }

    /// The number of stretches that a unit adds to those of the units before it.
    private int stretchesOf(int unit, boolean continued) {
        return switch (units.get(unit)) {
            case Item _ -> continued && units.get(unit - 1) instanceof ItemTransition ? 0 : 1;
            case ItemTransition _ -> continued ? 1 : 2;
        };
    }

    /// The frames of the track, item by item. Each unit has as many parts as it shows items, in order.
    public List<Stretch> stretches(FrameRate rate) {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            switch (units.get(i)) {
                case Item item -> show(item, i > 0 && units.get(i - 1) instanceof ItemTransition, stretches, rate);
                case ItemTransition transition -> {
                    show(transition.from(), i > 0, stretches, rate);
                    show(transition.to(), false, stretches, rate);
                }
            }
        }
        return stretches;
    }

    /// Adds frames of an item: to the last stretch if they may continue it and do so, else as a new one.
    private static void show(Item item, boolean mayContinue, List<Stretch> stretches, FrameRate rate) {
        if (mayContinue && stretches.getLast().item().isContinuedBy(item, rate)) {
            Stretch last = stretches.removeLast();
            long shown = last.item().frames();
            List<FrameRange> parts = new ArrayList<>(last.parts());
            parts.add(FrameRange.ofLength(shown, item.frames()));
            stretches.add(new Stretch(last.item().lengthened(shown + item.frames()), parts));
        } else {
            stretches.add(new Stretch(item, List.of(new FrameRange(0, item.frames()))));
        }
    }

    /// The item that is shown in a frame; in a transition, the next one.
    ///
    /// @throws IllegalArgumentException if there is no such frame
    public Item at(long frame) {
        if (frame < 0 || frame >= frames()) {
            throw new IllegalArgumentException("frame %d is outside a track of %d frames".formatted(frame, frames()));
        }
        return units.get(indexAt(frame)).shown().getLast();
    }

    /// The SHA-256 of each file that the items show.
    public Set<String> assets() {
        Set<String> assets = new LinkedHashSet<>();
        units.forEach(unit -> unit.shown().forEach(item -> item.asset().ifPresent(assets::add)));
        return assets;
    }

    private long start(int unit) {
        return unit == 0 ? 0 : ends[unit - 1];
    }

    private int indexAt(long frame) {
        // `ends` is exclusive: a unit does not show the frame at its end.
        int found = Arrays.binarySearch(ends, frame + 1);
        return found >= 0 ? found : -found - 1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VideoTrack track && units.equals(track.units);
    }

    @Override
    public int hashCode() {
        return units.hashCode();
    }

    @Override
    public String toString() {
        return "VideoTrack" + units;
    }
}
