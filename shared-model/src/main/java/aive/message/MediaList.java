package aive.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.regex.Pattern;

/// All distinct sources of a project, divided into batches.
public record MediaList(List<List<MediaTask>> batches) {

    /// An inline Map state runs at most 40 iterations at once.
    private static final int MOST_BATCHES = 40;

    private static final Pattern IMAGE = Pattern.compile("(?i)\\.(avif|bmp|jpe?g|png|tiff?|webp)$");
    private static final long WEIGHT_OF_A_CLIP = 4;
    private static final long WEIGHT_OF_AUDIO = 12;

    public MediaList {
        batches = batches.stream().map(List::copyOf).toList();
    }

    /// Distributes tasks over at most 40 batches, so that all take about the same time. Tasks that take longest are
    /// the first of their batches.
    ///
    /// Nothing is known of the sizes of files before they are fetched. The records of earlier fetches are not read:
    /// this would cost a request for each source, and a source that has a record is mostly not downloaded again.
    public static MediaList of(List<MediaTask> tasks) {
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < Math.min(tasks.size(), MOST_BATCHES); i++) {
            batches.add(new Batch(i));
        }
        PriorityQueue<Batch> shortest =
                new PriorityQueue<>(Comparator.comparingLong(Batch::weight).thenComparingInt(Batch::number));
        shortest.addAll(batches);
        for (MediaTask task : tasks.stream().sorted(Comparator.comparingLong(MediaList::weight).reversed()).toList()) {
            Batch batch = shortest.remove();
            batch.tasks.add(task);
            batch.weight += weight(task);
            shortest.add(batch);
        }
        return new MediaList(batches.stream().map(batch -> batch.tasks).toList());
    }

    /// The time of a task in those of an image. Audio is decoded from its beginning to its end.
    private static long weight(MediaTask task) {
        if (!task.audio().isEmpty()) {
            return WEIGHT_OF_AUDIO;
        }
        return IMAGE.matcher(task.source().url().getPath()).find() ? 1 : WEIGHT_OF_A_CLIP;
    }

    private static final class Batch {
        private final int number;
        private final List<MediaTask> tasks = new ArrayList<>();
        private long weight;

        Batch(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        long weight() {
            return weight;
        }
    }
}
