package aive.store;

import java.nio.file.Path;
import java.util.Optional;

/// Where media, plans, and results lie between the steps: a folder in a local run, S3 in the cloud.
///
/// A key is a `/`-separated path of our own making. An object appears whole or not at all; putting again under the same key replaces it whole, so
/// a step that is tried twice leaves the same result as one that is tried once. A store that does not answer throws
/// [aive.error.StorageUnavailable], one that must not be used [aive.error.ConfigurationError], a full one [aive.error.OutOfSpace].
public interface Store {

    /// The whole object, or empty if there is none.
    Optional<byte[]> read(String key);

    /// `length` bytes of an object, from `offset` on; fewer where it ends before. Empty if there is no such object.
    Optional<byte[]> read(String key, long offset, int length);

    /// A file with the object's bytes, to be read only: a copy in `folder`, or the store's own. Empty if there is no such object.
    Optional<Path> file(String key, Path folder);

    /// The object's length in bytes, or empty if there is none.
    Optional<Long> size(String key);

    void write(String key, byte[] content);

    /// Takes over the content of `file`, which the caller must not use again.
    void write(String key, Path file);

    /// An address under which others find the object: `file:///…`, `s3://…`.
    String uri(String key);
}
