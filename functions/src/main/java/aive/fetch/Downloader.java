package aive.fetch;

import aive.http.SourceUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Downloads media from servers that we do not control into files. Safe for several threads.
@FunctionalInterface
public interface Downloader {

    /// Downloads a source unless its server says that it has not changed. Returns a complete file or throws.
    ///
    /// A failure leaves no file in `folder`. Interrupting the thread ends the download with
    /// [aive.error.DeadlineExceeded] and keeps the interrupt flag set.
    ///
    /// @param pointer the field that holds the URL, for messages
    /// @param previous the validators of the previous download, if its file still exists
    /// @param folder for the new file; created if it does not exist
    /// @param within how long all attempts and the pauses between them may take
    /// @throws aive.error.MediaUnavailable if the server sends no complete file, after retries where they may help
    /// @throws aive.error.MediaForbidden if the URL, or a URL that it redirects to, is not allowed
    /// @throws aive.error.MediaTooLarge if the source is larger than the limit
    /// @throws aive.error.OutOfSpace if `folder` cannot hold it
    /// @throws aive.error.ConfigurationError if nothing may be written in `folder`
    /// @throws aive.error.StorageUnavailable if `folder` cannot be written for another reason
    /// @throws aive.error.DeadlineExceeded if `within` has passed
    Download fetch(String pointer, SourceUrl source, Optional<Validators> previous, Path folder, Duration within);
}
