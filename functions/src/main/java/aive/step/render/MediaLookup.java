package aive.step.render;

import aive.error.EncodeFailed;
import aive.error.MediaUnusable;
import aive.error.Problem;
import aive.ffmpeg.DamagedInputException;
import aive.ffmpeg.FfmpegStalledException;
import aive.message.ChunkTask;
import aive.message.MediaList;
import aive.message.MediaTask;
import aive.step.RenderFolder;
import aive.step.SourceRecords;
import aive.store.Store;
import java.util.List;
import java.util.Optional;

/// Finds the URL and the project field of an asset, for error messages.
///
/// A chunk's spec has neither, since they do not influence its pixels.
final class MediaLookup {

    private final SourceRecords records;
    private final List<MediaTask> tasks;

    /// @param key of any object in the folder of the render
    MediaLookup(Store store, String key) {
        RenderFolder folder = RenderFolder.holding(store, key);
        this.records = new SourceRecords(store);
        this.tasks = folder.read(folder.media(), MediaList.class).batches().stream().flatMap(List::stream).toList();
    }

    MediaUnusable damaged(String asset, DamagedInputException damage) {
        return new MediaUnusable(
                pointer(asset), "%s is damaged: at least %d of its frames cannot be decoded".formatted(
                        description(asset), damage.frames()), damage);
    }

    /// The warning about footage with so few damaged frames that it is shown.
    Problem slightlyDamaged(String asset, long frames, ChunkTask task) {
        return new Problem(
                pointer(asset),
                ("%s is damaged: %d of its frames cannot be decoded, and what follows them may look wrong for some "
                        + "seconds; it is shown between %s and %s of the video")
                        .formatted(description(asset), frames, task.from(), task.to()));
    }

    /// @param where the place in the video, for the message
    EncodeFailed stalled(String asset, String where, FfmpegStalledException stall) {
        return new EncodeFailed(
                pointer(asset),
                ("FFmpeg stalled twice at the same place: %s, while it showed %s; use other footage there, or "
                        + "retry if it plays in other programs")
                        .formatted(where, address(asset)),
                stall);
    }

    /// The JSON pointer of the first field that names the asset; empty if no field does.
    private String pointer(String asset) {
        return task(asset).map(task -> task.footage().getFirst().pointer()).orElse("");
    }

    /// A phrase with the asset's URL without its query, or the asset's key if the URL is unknown.
    String address(String asset) {
        return task(asset).map(task -> "the footage " + task.source()).orElse("assets/" + asset);
    }

    /// A phrase with the asset's URL without its query and the first sentence that uses it, or the asset's key if the
    /// URL is unknown.
    private String description(String asset) {
        return task(asset).map(task -> task.footage().getFirst().description()).orElse("assets/" + asset);
    }

    private Optional<MediaTask> task(String asset) {
        return tasks.stream().filter(each -> !each.footage().isEmpty() && isFrom(each, asset)).findFirst();
    }

    private boolean isFrom(MediaTask task, String asset) {
        return records.find(task.source()).filter(known -> known.asset().visualFile().equals(asset)).isPresent();
    }
}
