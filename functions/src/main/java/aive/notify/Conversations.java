package aive.notify;
import aive.error.StorageUnavailable;
import aive.json.Json;
import aive.parallel.Parallel;
import aive.project.Callback;
import aive.store.SharedNotes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/// Every [Conversation], under `notices/callbacks/<sha256 of the callback>.json`. Calls that change the same one at once do so one after the other.
final class Conversations {

    /// More calls than a render has markers never meet.
    private static final int MOST_TRIES = 60;

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final SharedNotes notes;

    Conversations(SharedNotes notes) {
        this.notes = notes;
    }

    /// What is to become of a conversation, and what that means to whoever asked.
    record Change<R>(Conversation next, R result) {}

    /// Names a callback without giving it away: its address may hold a secret.
    static String key(Callback callback) {
        return "notices/callbacks/%s.json".formatted(Json.sha256(callback));
    }

    /// Changes a conversation as it is at this moment.
    ///
    /// @param decide is asked again if somebody else was faster
    /// @throws StorageUnavailable if that happened too often
    <R> R change(Callback callback, Function<Conversation, Change<R>> decide) {
        String key = key(callback);
        for (int tried = 1; tried <= MOST_TRIES; tried++) {
            Optional<SharedNotes.Note> note = notes.read(key);
            Conversation now = note.flatMap(Conversations::parse).orElse(Conversation.NEW);
            Change<R> change = decide.apply(now);
            if (change.next().equals(now) || notes.write(key, note, Json.text(change.next()))) {
                return change.result();
            }
            pause(tried);
        }
        throw new StorageUnavailable("", "too many calls want to write %s at once".formatted(key));
    }

    /// Empty where another version of ours wrote it: better told twice than never.
    private static Optional<Conversation> parse(SharedNotes.Note note) {
        return Json.readIfKnown(note.text().getBytes(StandardCharsets.UTF_8), Conversation.class);
    }

    private static void pause(int tried) {
        long most = Math.min(LONGEST_PAUSE.toMillis(), 5L * tried);
        Parallel.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1)), "the notification was interrupted");
    }
}
