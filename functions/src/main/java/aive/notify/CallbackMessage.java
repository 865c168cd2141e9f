package aive.notify;

import aive.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a callback is told.
///
/// @param progress in percent, 0 to 100
/// @param videoUrl where the video is; present if it is complete
/// @param errorMessage what went wrong; present if it failed
record CallbackMessage(Status status, int progress, Optional<String> videoUrl, Optional<String> errorMessage) {

    enum Status { PROCESSING, COMPLETE, FAILED }

    static final int DONE = 100;

    static CallbackMessage processing(int progress) {
        return new CallbackMessage(Status.PROCESSING, progress, Optional.empty(), Optional.empty());
    }

    static CallbackMessage complete(String videoUrl) {
        return new CallbackMessage(Status.COMPLETE, DONE, Optional.of(videoUrl), Optional.empty());
    }

    /// @param progress how far it was
    static CallbackMessage failed(int progress, String errorMessage) {
        return new CallbackMessage(Status.FAILED, progress, Optional.empty(), Optional.of(errorMessage));
    }

    /// The JSON that is sent: all four fields, `null` where there is nothing to say, and `task_id` where one was given.
    byte[] body(Optional<String> taskId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode()
                .put("status", status.name().toLowerCase(Locale.ROOT))
                .put("progress", progress)
                .put("video_url", videoUrl.orElse(null))
                .put("error_message", errorMessage.orElse(null));
        taskId.ifPresent(id -> body.put("task_id", id));
        return Json.text(body).getBytes(StandardCharsets.UTF_8);
    }
}
