package aive.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallbackMessageTest {

    @Test
    void everyFieldIsThereAlsoWhereThereIsNothingToSay() {
        assertEquals(
                "{\"status\":\"processing\",\"progress\":41,\"video_url\":null,\"error_message\":null}",
                new String(CallbackMessage.processing(41).body(Optional.empty()), UTF_8));
        assertEquals(
                "{\"status\":\"complete\",\"progress\":100,\"video_url\":\"https://a/b?c\",\"error_message\":null,\"task_id\":\"größer\"}",
                new String(CallbackMessage.complete("https://a/b?c").body(Optional.of("größer")), UTF_8));
        assertEquals(
                "{\"status\":\"failed\",\"progress\":41,\"video_url\":null,\"error_message\":\"MediaUnusable: no\"}",
                new String(CallbackMessage.failed(41, "MediaUnusable: no").body(Optional.empty()), UTF_8));
    }
}
