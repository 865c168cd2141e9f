package aive.notify;

import aive.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The message that a callback receives.
///
/// @param progress in percent, 0 to 100
/// @param videoUrl present if the render is complete
/// @param errorMessage present if the render failed
record CallbackMessage(Status status, int progress, Optional<String> videoUrl, Optional<String> errorMessage) {

    enum Status { PROCESSING, COMPLETE, FAILED }

    static final int DONE = 100;

    static CallbackMessage processing(int progress) {
        return new CallbackMessage(Status.PROCESSING, progress, Optional.empty(), Optional.empty());
    }

    static CallbackMessage complete(String videoUrl) {
        return new CallbackMessage(Status.COMPLETE, DONE, Optional.of(videoUrl), Optional.empty());
    }

    /// @param progress at the time of the failure
    static CallbackMessage failed(int progress, String errorMessage) {
        return new CallbackMessage(Status.FAILED, progress, Optional.empty(), Optional.of(errorMessage));
    }

    /// The JSON body: all four fields, `null` where absent, and `task_id` if the callback has one.
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
