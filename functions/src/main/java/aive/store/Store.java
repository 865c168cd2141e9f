package aive.store;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Stores media, plans, and results between the steps: in a folder in a local run, in S3 in the cloud.
///
/// A key is a `/`-separated path. An object appears complete or not at all, so a retried step leaves the same result.
/// *Documents* are small; writing one again replaces it. *Artifacts* have keys that determine their content, so an
/// existing one is kept; a checksum beside each detects damage and objects of other writers.
///
/// A store that does not answer throws [aive.error.StorageUnavailable], one without access
/// [aive.error.ConfigurationError], a full one [aive.error.OutOfSpace]. Safe for several threads.
public interface Store {

    /// The whole object, or empty if it does not exist.
    Optional<byte[]> read(String key);

    /// `length` bytes of an object from `offset` on; fewer at its end. Empty if the object does not exist.
    Optional<byte[]> read(String key, long offset, int length);

    /// A file with the object's bytes, for reading only: a copy in `folder`, or the store's own file. Empty if the
    /// object does not exist.
    ///
    /// @param folder for copies; copies from earlier calls are reused
    Optional<Path> file(String key, Path folder);

    /// [#file] for many keys, concurrently if that is faster. Objects that do not exist are omitted.
    default Map<String, Path> files(Collection<String> keys, Path folder) {
        Map<String, Path> files = new LinkedHashMap<>();
        keys.forEach(key -> file(key, folder).ifPresent(file -> files.put(key, file)));
        return files;
    }

    /// The object's length in bytes, or empty if it does not exist.
    Optional<Long> size(String key);

    /// Whether the artifact exists and its content matches its checksum. The check costs a request or reads the file.
    boolean has(String key);

    /// Returns the keys for which [#has] is true. The checks run concurrently if that is faster.
    default Set<String> having(Collection<String> keys) {
        return keys.stream().filter(this::has).collect(Collectors.toUnmodifiableSet());
    }

    /// Writes a document; replaces an existing one.
    void write(String key, byte[] content);

    /// Writes an artifact unless the store [#has] it; replaces a damaged one.
    ///
    /// Losing a concurrent write counts as success. The store takes over `file`: the caller must not use it again.
    void writeOnce(String key, Path file);

    /// Writes an artifact, as [#writeOnce(String, Path)] does, and returns what `use` returns, which may read the file.
    ///
    /// A store that writes slowly does both at the same time. If `use` fails, the artifact may have been written.
    default <T> T writeOnceBeside(String key, Path file, Supplier<T> use) {
        T result = use.get();
        writeOnce(key, file);
        return result;
    }

    /// Writes an artifact from a stream, as [#writeOnce(String, Path)] writes one from a file.
    ///
    /// If the stream throws at any place, even at its end, the store has no such object.
    void writeOnce(String key, Content content);

    /// The CRC-32 of an artifact as its writer computed it, in Base64; empty if the artifact does not exist or has
    /// none. Reads nothing of the content.
    Optional<String> checksum(String key);

    /// The permanent URI of an object, for programs: `file:///…`, `s3://…`.
    String uri(String key);

    /// A URL that a browser can open.
    ObjectUrl link(String key);
}
