package aive.input;

import aive.project.Source;

/// Gets a project that was too large to be sent and lies in a bucket instead.
@FunctionalInterface
public interface ProjectDownload {

    /// Reads a whole object, which may be of any content.
    ///
    /// @param source in a bucket that the [SourcePolicy] allows
    /// @param maxBytes stop reading beyond this many and return what was read, one byte more than these; the reader
    ///     says the rest
    /// @throws aive.error.MediaUnavailable if there is no such object
    /// @throws aive.error.StorageUnavailable if the bucket did not answer
    byte[] read(Source source, long maxBytes);
}
