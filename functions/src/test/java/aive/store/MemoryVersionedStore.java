package aive.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Notes in memory, for tests.
public final class MemoryVersionedStore implements VersionedStore {

    private final Map<String, Version> notes = new ConcurrentHashMap<>();
    private long writes;

    @Override
    public Optional<Version> read(String key) {
        return Optional.ofNullable(notes.get(key));
    }

    @Override
    public synchronized boolean write(String key, Optional<Version> previous, String text) {
        if (!read(key).equals(previous)) {
            return false;
        }
        writes++;
        notes.put(key, new Version(text, Long.toString(writes)));
        return true;
    }

    public List<String> keys() {
        return List.copyOf(notes.keySet());
    }

    /// How many notes there are.
    public int size() {
        return notes.size();
    }
}
