package aive.store;

import java.util.Optional;

/// Small documents that several programs change at once, each only if nobody else has in between.
///
/// A store that does not answer throws [aive.error.StorageUnavailable], one that must not be used
/// [aive.error.ConfigurationError].
public interface VersionedStore {

    /// A document as it was read.
    ///
    /// @param tag changes with every change of the document
    record Version(String text, String tag) {}

    /// The document as it is now, or empty if there is none.
    Optional<Version> read(String key);

    /// Writes a document if it still is what was read.
    ///
    /// @param previous what was read; empty where there was none
    /// @return whether it was written; false if somebody else was faster
    boolean write(String key, Optional<Version> previous, String text);
}
