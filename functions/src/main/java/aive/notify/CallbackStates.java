package aive.notify;

import aive.error.StorageUnavailable;
import aive.json.Json;
import aive.parallel.Jitter;
import aive.parallel.ParallelTasks;
import aive.project.Callback;
import aive.store.VersionedStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Stores each [CallbackState] under `notices/callbacks/<sha256 of the callback>.json`. Concurrent changes are
/// applied one after the other.
final class CallbackStates {

    /// The limit for attempts to write a state. A render has fewer progress markers than this, so fewer functions
    /// compete.
    private static final int MOST_TRIES = 60;

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final VersionedStore store;

    CallbackStates(VersionedStore store) {
        this.store = store;
    }

    /// The next state, and the result for the caller.
    record Change<R>(CallbackState next, R result) {}

    /// The key of a callback's state in the store.
    ///
    /// It contains a hash of the callback, because the callback's URL may hold a secret.
    static String key(Callback callback) {
        return "notices/callbacks/%s.json".formatted(Json.sha256(callback));
    }

    /// Reads the current state, and writes the next one.
    ///
    /// @param decide is called again if another function changed the state meanwhile
    /// @throws StorageUnavailable if that happens too often
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

    /// Returns the stored state, or empty if another version of the program wrote it in an unknown format. The notifier
    /// may then send a message twice, which is better than never sending it.
    private static Optional<CallbackState> parse(VersionedStore.Version version) {
        return Json.readIfKnown(version.text().getBytes(StandardCharsets.UTF_8), CallbackState.class);
    }

    private static void pause(int tried) {
        long most = Math.min(LONGEST_PAUSE.toMillis(), 5L * tried);
        ParallelTasks.sleep(
                Jitter.between(Duration.ZERO, Duration.ofMillis(most)), "the notification was interrupted");
    }
}
