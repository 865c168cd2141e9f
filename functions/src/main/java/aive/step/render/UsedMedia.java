package aive.step.render;

import aive.error.MediaUnusable;
import aive.ffmpeg.InputDamaged;
import aive.message.MediaList;
import aive.message.MediaTask;
import aive.step.RenderFolder;
import aive.step.SourceRecords;
import aive.store.Store;
import java.util.List;
import java.util.Optional;

/// Finds the names again that people know media by. A chunk's spec holds none, since names change no pixel.
final class UsedMedia {

    private final SourceRecords records;
    private final List<MediaTask> tasks;

    /// @param key of anything in the folder of the render
    UsedMedia(Store store, String key) {
        RenderFolder folder = RenderFolder.holding(store, key);
        this.records = new SourceRecords(store);
        this.tasks = folder.read(folder.media(), MediaList.class).batches().stream().flatMap(List::stream).toList();
    }

    MediaUnusable damaged(String asset, InputDamaged damage) {
        Optional<MediaTask> task = tasks.stream().filter(each -> each.picture() && isFrom(each, asset)).findFirst();
        return new MediaUnusable(
                task.map(MediaTask::pointer).orElse(""),
                "%s is damaged: %d of its frames cannot be decoded".formatted(task.map(MediaTask::description).orElse("assets/" + asset), damage.frames()),
                damage);
    }

    private boolean isFrom(MediaTask task, String asset) {
        return records.find(task.source()).filter(known -> known.asset().sha256().equals(asset)).isPresent();
    }
}
