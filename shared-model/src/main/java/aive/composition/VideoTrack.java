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

/// The items of the video, one after another, without a gap.
///
/// Two tracks with the same items are equal. In JSON a track is the list of its items.
public final class VideoTrack {

    private final List<Item> items;

    /// For each item, the frame after its last frame.
    private final long[] ends;

    /// @param items at least one
    /// @throws IllegalArgumentException if there is no item
    @JsonCreator
    public VideoTrack(List<Item> items) {
        this.items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a video track needs at least one item");
        }
        this.ends = new long[items.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += items.get(i).frames();
            ends[i] = end;
        }
    }

    @JsonValue
    public List<Item> items() {
        return items;
    }

    /// The number of frames.
    public long frames() {
        return ends[ends.length - 1];
    }

    /// Returns a frame range of the track as a track. The range may begin and end inside an item.
    ///
    /// @throws IllegalArgumentException if the range ends after the track
    public VideoTrack window(FrameRange run, FrameRate rate) {
        if (run.end() > frames()) {
            throw new IllegalArgumentException(
                    "%s ends after the track's last frame, frame %d".formatted(run, frames()));
        }
        List<Item> shown = new ArrayList<>();
        for (int i = indexAt(run.first()); i < ends.length && start(i) < run.end(); i++) {
            FrameRange place = new FrameRange(start(i), ends[i]);
            shown.add(items.get(i).part(place.intersection(run).relativeTo(start(i)), rate));
        }
        return new VideoTrack(shown);
    }

    /// Divides the track into frame ranges of at most `most` items each, in order.
    public List<FrameRange> runs(int most) {
        List<FrameRange> runs = new ArrayList<>();
        for (int i = 0; i < ends.length; i += most) {
            runs.add(new FrameRange(start(i), ends[Math.min(i + most, ends.length) - 1]));
        }
        return runs;
    }

    /// The item that is shown in a frame.
    ///
    /// @throws IllegalArgumentException if there is no such frame
    public Item at(long frame) {
        if (frame < 0 || frame >= frames()) {
            throw new IllegalArgumentException("frame %d is outside a track of %d frames".formatted(frame, frames()));
        }
        return items.get(indexAt(frame));
    }

    /// The SHA-256 of each file that the items show.
    public Set<String> assets() {
        Set<String> assets = new LinkedHashSet<>();
        items.forEach(item -> item.asset().ifPresent(assets::add));
        return assets;
    }

    private long start(int item) {
        return item == 0 ? 0 : ends[item - 1];
    }

    private int indexAt(long frame) {
        // `ends` is exclusive: an item does not show the frame at its end.
        int found = Arrays.binarySearch(ends, frame + 1);
        return found >= 0 ? found : -found - 1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VideoTrack track && items.equals(track.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    @Override
    public String toString() {
        return "VideoTrack" + items;
    }
}
