package aive.store;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where media, plans, and results lie between the steps: a folder in a local run, S3 in the cloud.
///
/// A key is a `/`-separated path of our own making. An object appears whole or not at all, so a step that is tried
/// twice leaves the same result as one that is tried once. There are two kinds. *Documents* are small, and writing
/// one again replaces it. *StoredFiles* lie under a key that says all about them, so that the first one stays; with
/// each its checksum is kept, which tells one that was damaged, or put there by somebody else, from one that may be
/// used again.
///
/// A store that does not answer throws [aive.error.StorageUnavailable], one that must not be used
/// [aive.error.ConfigurationError], a full one [aive.error.OutOfSpace]. Safe for several threads.
public interface Store {

    /// The whole object, or empty if there is none.
    Optional<byte[]> read(String key);

    /// `length` bytes of an object, from `offset` on; fewer where it ends before. Empty if there is no such object.
    Optional<byte[]> read(String key, long offset, int length);

    /// A file with the object's bytes, to be read only: a copy in `folder`, or the store's own. Empty if there is no
    /// such object.
    ///
    /// @param folder where copies of products may lie already, from earlier calls; they are not made again
    Optional<Path> file(String key, Path folder);

    /// [#file] of many, several at once where that is faster; those that are not there are left out.
    default Map<String, Path> files(Collection<String> keys, Path folder) {
        Map<String, Path> files = new LinkedHashMap<>();
        keys.forEach(key -> file(key, folder).ifPresent(file -> files.put(key, file)));
        return files;
    }

    /// The object's length in bytes, or empty if there is none.
    Optional<Long> size(String key);

    /// Whether there is such a product, and it is what was written. Costs a request or the reading of a file, so it
    /// is asked once where that will do.
    boolean has(String key);

    /// Those that the store [#has], asked several at once where that is faster.
    default Set<String> having(Collection<String> keys) {
        return keys.stream().filter(this::has).collect(Collectors.toUnmodifiableSet());
    }

    /// Writes a document, in place of one that is there.
    void write(String key, byte[] content);

    /// Writes a product, unless the store [#has] it; in place of a damaged one, which nobody would ever replace
    /// otherwise.
    ///
    /// Who loses a race has written it too, as far as he needs to know. The content of `file` is taken over: the
    /// caller must not use it again.
    void writeOnce(String key, Path file);

    /// An address under which programs find the object: `file:///…`, `s3://…`. It stays the same.
    String uri(String key);

    /// An address that people can open.
    ObjectUrl link(String key);
}
