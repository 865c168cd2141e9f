package aive.fetch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Brings media from strangers' servers into files. Safe for several threads at once.
@FunctionalInterface
public interface Downloader {

    /// Downloads a source, unless its server says that it is what it was before.
    ///
    /// Returns a whole file or throws; a failure leaves nothing behind in `folder`. Interrupting the thread ends the download at once, as
    /// [aive.error.DeadlineExceeded] with the interrupt flag set.
    ///
    /// @param pointer the field that holds the URL, for messages
    /// @param previous what the server said the last time, if the file of that time is still at hand
    /// @param folder where the file goes under a name of its own; made if need be
    /// @param within how long all of it may take, pauses between tries included
    /// @throws aive.error.MediaUnavailable if the server does not answer, or not with a whole file, after several tries where that may help
    /// @throws aive.error.MediaForbidden if the URL, or one that it redirects to, leads where nobody may make us read
    /// @throws aive.error.MediaTooLarge if it has more bytes than are allowed
    /// @throws aive.error.OutOfSpace if `folder` cannot hold it
    /// @throws aive.error.StorageUnavailable if `folder` cannot be written for another reason
    /// @throws aive.error.DeadlineExceeded if `within` is over
    Download fetch(String pointer, SourceUrl source, Optional<Validators> previous, Path folder, Duration within);
}
