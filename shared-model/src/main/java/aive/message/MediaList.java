package aive.message;

import java.util.ArrayList;
import java.util.List;

/// Every distinct source of a project, dealt out to batches.
public record MediaList(List<List<MediaTask>> batches) {

    /// An inline Map runs no more at once.
    private static final int MOST_BATCHES = 40;

    public MediaList {
        batches = batches.stream().map(List::copyOf).toList();
    }

    /// Deals tasks out evenly, one batch each as long as they are few.
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
