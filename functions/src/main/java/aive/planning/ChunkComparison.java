package aive.planning;

import aive.composition.Composition;
import aive.composition.Layer;
import aive.composition.OutputFormat;
import aive.composition.Window;
import aive.plan.Chunk;
import aive.plan.RendererIdentity;
import aive.time.FrameRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Explains why a chunk must be rendered: names what differs from an earlier plan of the same project.
///
/// The explanation has no influence on what is rendered.
public final class ChunkComparison {

    private static final int MOST_CHANGES = 3;

    /// The number of characters of a sentence's name in an explanation.
    private static final int SHOWN_OF_A_NAME = 40;

    /// Everything that is the same in all chunks of a plan is compared with its first chunk.
    private final EarlierPlan before;

    private final Composition composition;
    private final SentencePlaces sentences;
    private final Map<String, SentencePlaces.Place> earlierPlaces;

    /// For each sentence, the sentences before it that no longer exist. The empty name stands for the end of the video.
    private final Map<String, List<String>> removedBefore = new HashMap<>();

    /// The index of each earlier chunk by its sentences and its place in them.
    private final Map<String, Integer> earlierChunks = new HashMap<>();

    /// @param composition of the whole video
    /// @param sentences the places of its sentences
    public ChunkComparison(Composition composition, SentencePlaces sentences, EarlierPlan before) {
        this.composition = composition;
        this.sentences = sentences;
        this.before = before;
        this.earlierPlaces = before.sentences().byId();
        Map<String, SentencePlaces.Place> places = sentences.byId();
        List<String> removed = new ArrayList<>();
        for (SentencePlaces.Place place : before.sentences().places()) {
            if (places.containsKey(place.id())) {
                removedBefore.put(place.id(), removed);
                removed = new ArrayList<>();
            } else {
                removed.add(place.id());
            }
        }
        removedBefore.put("", removed);
        for (int i = 0; i < before.frames().size(); i++) {
            earlierChunks.put(place(before.frames().get(i), before.sentences()), i);
        }
    }

    /// @param chunk that is not in the store
    public String explain(Chunk chunk) {
        if (before.chunks().contains(chunk.sha256())) {
            return "not in the store";
        }
        Set<String> changes = new LinkedHashSet<>();
        compareRenderers(before.specs().apply(0).renderer(), chunk.spec().renderer(), changes);
        compareFormats(before.specs().apply(0).window().format(), chunk.spec().window().format(), changes);
        if (changes.isEmpty()) {
            compareSentences(chunk.frames(), changes);
            Integer earlier = earlierChunks.get(place(chunk.frames(), sentences));
            if (earlier != null) {
                compareLayers(before.specs().apply(earlier).window(), chunk.spec().window(), changes);
            } else if (changes.isEmpty()) {
                changes.add("other chunk boundaries");
            }
        }
        return changes.isEmpty() ? "another change" : text(changes);
    }

    private static void compareRenderers(RendererIdentity before, RendererIdentity now, Set<String> changes) {
        compare("renderer version", before.version(), now.version(), changes);
        compare("architecture", before.architecture(), now.architecture(), changes);
        compare("Java version", before.java(), now.java(), changes);
        note("version or configuration of FFmpeg", !before.ffmpeg().equals(now.ffmpeg()), changes);
        note("fonts", !before.fonts().equals(now.fonts()), changes);
    }

    private static void compareFormats(OutputFormat before, OutputFormat now, Set<String> changes) {
        compare("frame size", size(before), size(now), changes);
        compare("frame rate", before.frameRate(), now.frameRate(), changes);
        note("codec or quality", !before.encoding().equals(now.encoding()), changes);
    }

    private static String text(Set<String> changes) {
        List<String> shown = new ArrayList<>(changes);
        if (shown.size() > MOST_CHANGES) {
            shown = new ArrayList<>(shown.subList(0, MOST_CHANGES));
            shown.add("%d more".formatted(changes.size() - MOST_CHANGES));
        }
        return String.join(", ", shown);
    }

    private static void compare(String what, Object before, Object now, Set<String> changes) {
        note("%s %s, was %s".formatted(what, now, before), !before.equals(now), changes);
    }

    private static void note(String change, boolean happened, Set<String> changes) {
        if (happened) {
            changes.add(change);
        }
    }

    private static String size(OutputFormat format) {
        return "%d×%d".formatted(format.width(), format.height());
    }

    private void compareSentences(FrameRange frames, Set<String> changes) {
        for (SentencePlaces.Place place : sentences.in(frames)) {
            removedBefore.getOrDefault(place.id(), List.of()).forEach(id -> changes.add(name(id) + " was removed"));
            SentencePlaces.Place earlier = earlierPlaces.get(place.id());
            if (earlier == null) {
                changes.add(name(place.id()) + " is new");
            } else {
                SentenceContent now = SentenceContent.of(List.of(composition.window(place.frames())));
                changes.addAll(now.changesSince(earlierContent(earlier.frames()), name(place.id())));
            }
        }
        String next = sentences.after(frames).map(SentencePlaces.Place::id).orElse("");
        removedBefore.getOrDefault(next, List.of()).forEach(id -> changes.add(name(id) + " was removed"));
    }

    private static String name(String id) {
        return "sentence " + (id.codePointCount(0, id.length()) <= SHOWN_OF_A_NAME
                ? id
                : id.substring(0, id.offsetByCodePoints(0, SHOWN_OF_A_NAME)) + "…");
    }

    private SentenceContent earlierContent(FrameRange frames) {
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < before.frames().size(); i++) {
            FrameRange chunk = before.frames().get(i);
            if (chunk.overlaps(frames)) {
                windows.add(before.specs().apply(i).window()
                        .window(chunk.intersection(frames).relativeTo(chunk.first())));
            }
        }
        return SentenceContent.of(windows);
    }

    private static void compareLayers(Window before, Window now, Set<String> changes) {
        note("overlays", differ(before, now, Layer.Image.class::isInstance), changes);
        note("titles", differ(before, now, Layer.Title.class::isInstance), changes);
        note("progress bar", differ(before, now, Layer.ProgressBar.class::isInstance), changes);
    }

    private static boolean differ(Window before, Window now, Predicate<Layer> kind) {
        return !before.layers().stream().filter(kind).toList().equals(now.layers().stream().filter(kind).toList());
    }

    /// The sentences of a chunk, and where it begins and ends in them.
    private static String place(FrameRange chunk, SentencePlaces sentences) {
        List<SentencePlaces.Place> shown = sentences.in(chunk);
        StringBuilder place = new StringBuilder();
        place.append(chunk.first() - shown.getFirst().frames().first()).append(' ');
        place.append(shown.getLast().frames().end() - chunk.end());
        shown.forEach(sentence -> place.append(' ').append(sentence.id().length()).append(sentence.id()));
        return place.toString();
    }
}
