package aive.message;

import java.util.ArrayList;
import java.util.List;

/// All distinct sources of a project, divided into batches.
public record MediaList(List<List<MediaTask>> batches) {

    /// An inline Map state runs at most 40 iterations at once.
    private static final int MOST_BATCHES = 40;

    public MediaList {
        batches = batches.stream().map(List::copyOf).toList();
    }

    /// Distributes tasks evenly over at most 40 batches.
    public static MediaList of(List<MediaTask> tasks) {
        List<List<MediaTask>> batches = new ArrayList<>();
        for (int i = 0; i < Math.min(tasks.size(), MOST_BATCHES); i++) {
            batches.add(new ArrayList<>());
        }
        for (int i = 0; i < tasks.size(); i++) {
            batches.get(i % batches.size()).add(tasks.get(i));
        }
        return new MediaList(batches);
    }
}
