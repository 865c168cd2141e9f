package aive.lambda;

import aive.store.Content;
import aive.store.ObjectUrl;
import aive.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// A store that counts the bytes read and written, for the metrics.
final class CountingStore implements Store {

    private final Store store;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong written = new AtomicLong();

    CountingStore(Store store) {
        this.store = store;
    }

    /// Bytes read so far.
    long bytesRead() {
        return read.get();
    }

    /// Bytes written so far.
    long bytesWritten() {
        return written.get();
    }

    @Override
    public Optional<byte[]> read(String key) {
        return counted(store.read(key));
    }

    @Override
    public Optional<byte[]> read(String key, long offset, int length) {
        return counted(store.read(key, offset, length));
    }

    @Override
    public Optional<Path> file(String key, Path folder) {
        Optional<Path> file = store.file(key, folder);
        file.ifPresent(present -> read.addAndGet(size(present)));
        return file;
    }

    @Override
    public Map<String, Path> files(Collection<String> keys, Path folder) {
        Map<String, Path> files = store.files(keys, folder);
        files.values().forEach(file -> read.addAndGet(size(file)));
        return files;
    }

    @Override
    public Optional<Long> size(String key) {
        return store.size(key);
    }

    @Override
    public boolean has(String key) {
        return store.has(key);
    }

    @Override
    public Set<String> having(Collection<String> keys) {
        return store.having(keys);
    }

    @Override
    public void write(String key, byte[] content) {
        store.write(key, content);
        written.addAndGet(content.length);
    }

    @Override
    public <T> T writeOnceBeside(String key, Path file, Supplier<T> use) {
        long size = size(file);
        T result = store.writeOnceBeside(key, file, use);
        written.addAndGet(size);
        return result;
    }

    @Override
    public void writeOnce(String key, Path file) {
        long size = size(file);
        store.writeOnce(key, file);
        written.addAndGet(size);
    }

    @Override
    public void writeOnce(String key, Content content) {
        store.writeOnce(key, content);
        written.addAndGet(content.bytes());
    }

    @Override
    public Optional<String> checksum(String key) {
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

    private Optional<byte[]> counted(Optional<byte[]> content) {
        content.ifPresent(bytes -> read.addAndGet(bytes.length));
        return content;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
