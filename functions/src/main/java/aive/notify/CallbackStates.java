package aive.notify;

import aive.error.StorageUnavailable;
import aive.json.Json;
import aive.parallel.Parallel;
import aive.project.Callback;
import aive.store.VersionedStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/// Every [CallbackState], under `notices/callbacks/<sha256 of the callback>.json`. Calls that change the same one at once do so one after the other.
final class CallbackStates {

    /// More calls than a render has markers never meet.
    private static final int MOST_TRIES = 60;

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final VersionedStore store;

    CallbackStates(VersionedStore store) {
        this.store = store;
    }

    /// What is to become of a state, and what that means to whoever asked.
    record Change<R>(CallbackState next, R result) {}

    /// Names a callback without giving it away: its address may hold a secret.
    static String key(Callback callback) {
        return "notices/callbacks/%s.json".formatted(Json.sha256(callback));
    }

    /// Changes a state as it is at this moment.
    ///
    /// @param decide is asked again if somebody else was faster
    /// @throws StorageUnavailable if that happened too often
    <R> R change(Callback callback, Function<CallbackState, Change<R>> decide) {
        String key = key(callback);
        for (int tried = 1; tried <= MOST_TRIES; tried++) {
            Optional<VersionedStore.Version> previous = store.read(key);
            CallbackState now = previous.flatMap(CallbackStates::parse).orElse(CallbackState.NEW);
            Change<R> change = decide.apply(now);
            if (change.next().equals(now) || store.write(key, previous, Json.text(change.next()))) {
                return change.result();
            }
            pause(tried);
        }
        throw new StorageUnavailable("", "too many calls want to write %s at once".formatted(key));
    }

    /// Empty where another version of ours wrote it: better told twice than never.
    private static Optional<CallbackState> parse(VersionedStore.Version version) {
        return Json.readIfKnown(version.text().getBytes(StandardCharsets.UTF_8), CallbackState.class);
    }

    private static void pause(int tried) {
        long most = Math.min(LONGEST_PAUSE.toMillis(), 5L * tried);
        Parallel.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1)), "the notification was interrupted");
    }
}
