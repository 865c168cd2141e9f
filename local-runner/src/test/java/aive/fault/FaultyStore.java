package aive.fault;

import aive.error.DeadlineExceeded;
import aive.error.OutOfSpace;
import aive.error.StorageUnavailable;
import aive.store.Content;
import aive.store.ObjectUrl;
import aive.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A store whose calls fail as those of S3 do. `S3StoreFailuresTest` holds the errors that the adapter makes of S3's
/// answers; this store throws them.
final class FaultyStore implements Store {

    private static final byte[] ERROR = "<?xml version=\"1.0\"?><Error><Code>InternalError</Code></Error>"
            .getBytes(StandardCharsets.UTF_8);

    private final Store store;
    private final Faults faults;
    private final Map<String, byte[]> replaced = new ConcurrentHashMap<>();

    FaultyStore(Store store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    /// Faults of reading a document.
    private enum Reading {
        SERVICE_UNAVAILABLE,
        INTERNAL_ERROR,
        TIME_OUT,
        SHORT,
        ERROR_WITH_STATUS_200,
        STALE
    }

    /// Faults of all other calls.
    private enum Calling {
        SERVICE_UNAVAILABLE,
        INTERNAL_ERROR,
        TIME_OUT
    }

    /// Faults of writing.
    private enum Writing {
        SERVICE_UNAVAILABLE,
        INTERNAL_ERROR,
        TIME_OUT,
        RESPONSE_LOST,
        DISK_FULL
    }

    @Override
    public Optional<byte[]> read(String key) {
        if (!faults.strike()) {
            return store.read(key);
        }
        return switch (faults.oneOf(Reading.values())) {
            case SERVICE_UNAVAILABLE -> throw serviceUnavailable(key);
            case INTERNAL_ERROR -> throw internalError(key);
            case TIME_OUT -> throw timeOut(key);
            case SHORT -> store.read(key).map(content -> Arrays.copyOf(content, content.length / 2));
            case ERROR_WITH_STATUS_200 -> Optional.of(ERROR);
            case STALE -> Optional.ofNullable(replaced.get(key));
        };
    }

    @Override
    public Optional<byte[]> read(String key, long offset, int length) {
        failMaybe(key);
        return store.read(key, offset, length);
    }

    @Override
    public Optional<Path> file(String key, Path folder) {
        failMaybe(key);
        return store.file(key, folder);
    }

    @Override
    public Optional<Long> size(String key) {
        failMaybe(key);
        return store.size(key);
    }

    @Override
    public boolean has(String key) {
        failMaybe(key);
        return store.has(key);
    }

    @Override
    public void write(String key, byte[] content) {
        store.read(key).ifPresent(before -> replaced.put(key, before));
        write(key, () -> store.write(key, content));
    }

    @Override
    public void writeOnce(String key, Path file) {
        write(key, () -> store.writeOnce(key, file));
    }

    @Override
    public void writeOnce(String key, Content content) {
        write(key, () -> store.writeOnce(key, content));
    }

    @Override
    public Optional<String> checksum(String key) {
        failMaybe(key);
        return store.checksum(key);
    }

    @Override
    public String uri(String key) {
        return store.uri(key);
    }

    @Override
    public ObjectUrl link(String key) {
        return store.link(key);
    }

    private void write(String key, Runnable write) {
        if (!faults.strike()) {
            write.run();
            return;
        }
        switch (faults.oneOf(Writing.values())) {
            case SERVICE_UNAVAILABLE -> throw serviceUnavailable(key);
            case INTERNAL_ERROR -> throw internalError(key);
            case TIME_OUT -> throw timeOut(key);
            case RESPONSE_LOST -> {
                write.run();
                throw new StorageUnavailable("", "s3://work/%s cannot be written: Connection reset".formatted(key));
            }
            case DISK_FULL -> throw new OutOfSpace("", "there is no room left for %s".formatted(key));
        }
    }

    private void failMaybe(String key) {
        if (faults.strike()) {
            switch (faults.oneOf(Calling.values())) {
                case SERVICE_UNAVAILABLE -> throw serviceUnavailable(key);
                case INTERNAL_ERROR -> throw internalError(key);
                case TIME_OUT -> throw timeOut(key);
            }
        }
    }

    private static StorageUnavailable serviceUnavailable(String key) {
        return new StorageUnavailable("", "s3://work/%s: S3 answers 503 (SlowDown)".formatted(key));
    }

    private static StorageUnavailable internalError(String key) {
        return new StorageUnavailable("", "s3://work/%s: S3 answers 500 (InternalError)".formatted(key));
    }

    private static DeadlineExceeded timeOut(String key) {
        return new DeadlineExceeded("", "s3://work/%s cannot be read in the time that is left".formatted(key));
    }
}
