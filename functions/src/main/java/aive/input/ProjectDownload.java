package aive.input;

import aive.project.Source;

/// Reads a stored project from a bucket.
@FunctionalInterface
public interface ProjectDownload {

    /// Reads a whole object with any content.
    ///
    /// @param source in a bucket that the [SourcePolicy] allows
    /// @param maxBytes at most one byte more than this is returned; the caller reports the excess
    /// @throws aive.error.MediaUnavailable if the object does not exist
    /// @throws aive.error.StorageUnavailable if S3 does not answer
    byte[] read(Source source, long maxBytes);
}
