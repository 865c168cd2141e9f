package aive.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Brings media from buckets into files. Safe for several threads at once.
@FunctionalInterface
public interface BucketDownloader {

    /// Downloads an object, unless it is what it was before. Returns a whole file or throws.
    ///
    /// @param pointer the field that holds the address, for messages
    /// @param source `s3://bucket/key`
    /// @param previous what was said the last time, if the file of that time is still at hand
    /// @param folder where the file goes under a name of its own; it must be there
    /// @param within how long all of it may take
    /// @throws aive.error.MediaUnavailable if there is no such object, or it is empty or archived
    /// @throws aive.error.MediaForbidden if it lies in another bucket than the allowed ones
    /// @throws aive.error.MediaTooLarge if it has more bytes than are allowed
    /// @throws aive.error.ConfigurationError if we may not read it, though we should
    /// @throws aive.error.StorageUnavailable if S3 does not answer, or the object is written at the same time
    /// @throws aive.error.OutOfSpace if `folder` cannot hold it
    /// @throws aive.error.DeadlineExceeded if `within` is over
    Download fetch(String pointer, URI source, Optional<Validators> previous, Path folder, Duration within);
}
