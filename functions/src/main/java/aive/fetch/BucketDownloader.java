package aive.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Downloads media from S3 buckets into files. Safe for several threads.
@FunctionalInterface
public interface BucketDownloader {

    /// Downloads an object unless it has not changed. Returns a complete file or throws.
    ///
    /// @param pointer the field that holds the URL, for messages
    /// @param source `s3://bucket/key`
    /// @param previous the validators of the previous download, if its file still exists
    /// @param folder for the new file; it must exist
    /// @param within how long the download may take
    /// @throws aive.error.MediaUnavailable if the object does not exist, is empty, or is archived
    /// @throws aive.error.MediaForbidden if the bucket is not allowed
    /// @throws aive.error.MediaTooLarge if the object is larger than the limit
    /// @throws aive.error.ConfigurationError if S3 denies access to an allowed bucket
    /// @throws aive.error.StorageUnavailable if S3 does not answer, or the object changes during the download
    /// @throws aive.error.OutOfSpace if `folder` cannot hold it
    /// @throws aive.error.DeadlineExceeded if `within` has passed
    Download fetch(String pointer, URI source, Optional<Validators> previous, Path folder, Duration within);
}
