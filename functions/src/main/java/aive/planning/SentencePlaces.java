package aive.planning;

import aive.project.Project;
import aive.time.FrameRange;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The frames of each sentence of a video, in order and without gaps: those of its shots and of the transition to them.
///
/// @param places without those of sentences that have no frame
public record SentencePlaces(List<Place> places) {

    /// @param id the author's own name for the sentence
    public record Place(String id, FrameRange frames) {}

    public SentencePlaces {
        places = List.copyOf(places);
    }

    /// @param timeline of the project
    public static SentencePlaces of(Project project, Timeline timeline) {
        List<Place> places = new ArrayList<>();
        List<Shot> shots = timeline.shots();
        long end = timeline.frames().end();
        for (int i = shots.size() - 1; i >= 0; i--) {
            int sentence = shots.get(i).sentence();
            if (i == 0 || shots.get(i - 1).sentence() != sentence) {
                long first = ChunkPlanner.begin(shots.get(i));
                places.addFirst(new Place(project.sentences().get(sentence).id(), new FrameRange(first, end)));
                end = first;
            }
        }
        return new SentencePlaces(places);
    }

    /// The places that have a frame of a range, which is inside the video.
    public List<Place> in(FrameRange frames) {
        int first = indexAt(frames.first());
        return places.subList(first, Math.max(first, indexAt(frames.end() - 1)) + 1);
    }

    /// The first place at or behind the end of a range.
    Optional<Place> after(FrameRange frames) {
        int next = indexAt(frames.end() - 1) + 1;
        return next < places.size() ? Optional.of(places.get(next)) : Optional.empty();
    }

    /// The index of the place that has a frame, by binary search, because long videos have thousands of places.
    private int indexAt(long frame) {
        int low = 0;
        int high = places.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places.get(middle).frames().end() <= frame) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The places by the ids of their sentences. Of several sentences with the same id, the first one counts.
    Map<String, Place> byId() {
        Map<String, Place> byId = new LinkedHashMap<>();
        places.forEach(place -> byId.putIfAbsent(place.id(), place));
        return byId;
    }
}
