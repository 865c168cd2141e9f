package aive.step.plan;

import aive.composition.Composition;
import aive.json.Json;
import aive.plan.Chunk;
import aive.plan.ChunkSpec;
import aive.plan.RenderPlan;
import aive.plan.VideoPlan;
import aive.planning.ChunkComparison;
import aive.planning.EarlierPlan;
import aive.planning.SentencePlaces;
import aive.project.SafeId;
import aive.step.RenderFolder;
import aive.store.Store;
import aive.time.FrameRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The latest plans of a project, by which people are told why a chunk must be rendered.
///
/// Whether a chunk is rendered depends on its key only. If this history is missing or out of date, only the explanation
/// is.
final class PlanHistory {

    private static final int MOST_PLANS = 4;

    /// More chunks are not explained, because a long video is planned in seconds.
    private static final int MOST_EXPLAINED = 200;

    private final Store store;
    private final String key;
    private final List<String> prefixes;

    /// The stored list: the newest plan first.
    ///
    /// @param prefixes of the plans' keys
    record Plans(List<String> prefixes) {}

    /// @param project whose plans these are, whatever its content was
    PlanHistory(Store store, SafeId project) {
        this.store = store;
        this.key = RenderFolder.history(project);
        this.prefixes = store.read(key)
                .flatMap(bytes -> Json.readIfKnown(bytes, Plans.class))
                .map(Plans::prefixes)
                .orElse(List.of());
    }

    /// Adds the newest plan.
    void add(RenderFolder.Plan plan) {
        List<String> latest = new ArrayList<>(prefixes);
        latest.remove(plan.prefix());
        latest.addFirst(plan.prefix());
        if (!latest.equals(prefixes)) {
            store.write(key, Json.bytes(new Plans(latest.subList(0, Math.min(latest.size(), MOST_PLANS)))));
        }
    }

    /// Explains for each chunk why it must be rendered; empty for a chunk that the store has.
    ///
    /// @param composition of the whole video
    /// @param sentences the places of its sentences
    /// @param finished keys of the chunks that the store has
    List<Optional<String>> explain(
            RenderPlan plan, Composition composition, SentencePlaces sentences, Set<String> finished) {
        if (plan.chunks().stream().allMatch(chunk -> finished.contains(key(chunk)))) {
            return plan.chunks().stream().map(_ -> Optional.<String>empty()).toList();
        }
        Optional<ChunkComparison> comparison = latestRendered(plan, finished)
                .map(before -> new ChunkComparison(composition, sentences, before));
        List<Optional<String>> changes = new ArrayList<>();
        int explained = 0;
        for (Chunk chunk : plan.chunks()) {
            if (finished.contains(key(chunk)) || explained == MOST_EXPLAINED) {
                changes.add(Optional.empty());
            } else {
                changes.add(Optional.of(comparison.map(before -> before.explain(chunk)).orElse("new")));
                explained++;
            }
        }
        return changes;
    }

    private static String key(Chunk chunk) {
        return VideoPlan.chunkKey(chunk.sha256());
    }

    /// The plan of which the store has the largest share of chunks; of several, the newest one. A plan that was only
    /// looked at is thus less important than one that was rendered. A plan of the same chunks, of which the store has
    /// none, does not count: planning again then gives the same plan.
    private Optional<EarlierPlan> latestRendered(RenderPlan plan, Set<String> finished) {
        Set<String> checked = plan.chunks().stream().map(PlanHistory::key).collect(Collectors.toSet());
        Optional<EarlierPlan> best = Optional.empty();
        double largest = -1;
        for (String prefix : prefixes) {
            RenderFolder.Plan keys = new RenderFolder.Plan(prefix);
            Optional<VideoPlan> video = RenderFolder.readIfCurrent(store, keys.key(), VideoPlan.class);
            if (video.isPresent() && largest < 1) {
                double share = share(video.get(), finished, checked);
                boolean counts = share > largest && (share > 0 || !chunks(video.get()).equals(chunks(plan)));
                Optional<EarlierPlan> earlier = counts ? read(keys, video.get()) : Optional.empty();
                if (earlier.isPresent()) {
                    best = earlier;
                    largest = share;
                }
            }
        }
        return best;
    }

    private static List<String> chunks(RenderPlan plan) {
        return plan.chunks().stream().map(Chunk::sha256).toList();
    }

    private static List<String> chunks(VideoPlan plan) {
        return plan.parts().stream().map(VideoPlan.Part::sha256).toList();
    }

    /// The share of a plan's chunks that the store has.
    ///
    /// @param finished those of the `checked` keys that the store has
    private double share(VideoPlan plan, Set<String> finished, Set<String> checked) {
        Set<String> keys = plan.parts().stream().map(VideoPlan.Part::key).collect(Collectors.toSet());
        Set<String> others = keys.stream().filter(other -> !checked.contains(other)).collect(Collectors.toSet());
        long present = keys.stream().filter(finished::contains).count() + store.having(others).size();
        return (double) present / keys.size();
    }

    private Optional<EarlierPlan> read(RenderFolder.Plan keys, VideoPlan plan) {
        Optional<SentencePlaces> sentences = RenderFolder.readIfCurrent(store, keys.sentences(), SentencePlaces.class);
        List<byte[]> specs = store.read(keys.specs()).map(PlanHistory::lines).orElse(List.of());
        if (sentences.isEmpty() || !specs.stream().map(Json::sha256).toList().equals(chunks(plan))) {
            return Optional.empty();
        }
        List<FrameRange> frames = new ArrayList<>();
        long first = 0;
        for (VideoPlan.Part part : plan.parts()) {
            frames.add(FrameRange.ofLength(first, part.frames()));
            first += part.frames();
        }
        ChunkSpec[] parsed = new ChunkSpec[specs.size()];
        return Optional.of(new EarlierPlan(chunks(plan), frames, sentences.get(), chunk -> {
            if (parsed[chunk] == null) {
                parsed[chunk] = Json.read(specs.get(chunk), ChunkSpec.class);
            }
            return parsed[chunk];
        }));
    }

    private static List<byte[]> lines(byte[] text) {
        List<byte[]> lines = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                lines.add(Arrays.copyOfRange(text, first, i));
                first = i + 1;
            }
        }
        return lines;
    }
}
