package aive.store;

import java.util.Optional;

/// Small documents that several functions change concurrently, with optimistic locking.
///
/// A store that does not answer throws [aive.error.StorageUnavailable], one without access
/// [aive.error.ConfigurationError].
public interface VersionedStore {

    /// A version of a document.
    ///
    /// @param tag differs between versions
    record Version(String text, String tag) {}

    /// The current version, or empty if the document does not exist.
    Optional<Version> read(String key);

    /// Writes a document if its current version is `previous`.
    ///
    /// @param previous the version that was read; empty if the document did not exist
    /// @return false if another function was faster
    boolean write(String key, Optional<Version> previous, String text);
}
