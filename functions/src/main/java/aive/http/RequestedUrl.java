package aive.http;

import aive.error.DeadlineExceeded;
import aive.error.MediaForbidden;
import aive.error.MediaTooLarge;
import aive.error.MediaUnavailable;

/// The URL that is being requested, and the field of the input that holds it. Its methods create errors that name both.
///
/// These errors have no cause. The exceptions of the HTTP client quote text from the server and the IP addresses that
/// were contacted, and Lambda would write the messages of all causes into the log.
///
/// @param pointer the field that holds the first URL
/// @param first the URL in that field
/// @param current the URL that redirects have led to
public record RequestedUrl(String pointer, SourceUrl first, SourceUrl current) {

    /// A URL that has not been redirected.
    public RequestedUrl(String pointer, SourceUrl url) {
        this(pointer, url, url);
    }

    /// The same field and first URL, with the URL that a redirect led to as the current one.
    public RequestedUrl redirectedTo(SourceUrl next) {
        return new RequestedUrl(pointer, first, next);
    }

    /// @param predicate what is wrong, as the predicate of a sentence that begins with the URL; without a full stop
    public MediaUnavailable unavailable(String predicate) {
        return new MediaUnavailable(pointer, sentence(predicate));
    }

    /// @param predicate what is wrong, as the predicate of a sentence that begins with the URL; without a full stop
    public MediaForbidden forbidden(String predicate) {
        return new MediaForbidden(pointer, sentence(predicate));
    }

    /// @param predicate what is wrong, as the predicate of a sentence that begins with the URL; without a full stop
    public MediaTooLarge tooLarge(String predicate) {
        return new MediaTooLarge(pointer, sentence(predicate));
    }

    /// @param predicate what is wrong, as the predicate of a sentence that begins with the URL; without a full stop
    public DeadlineExceeded deadlineExceeded(String predicate) {
        return new DeadlineExceeded(pointer, sentence(predicate));
    }

    /// @param predicate what is wrong, as the predicate of a sentence that begins with the URL; without a full stop
    public RetryableFailure retryable(String predicate) {
        return new RetryableFailure(this, predicate);
    }

    /// The URL without its query, followed by `predicate` and a full stop.
    public String sentence(String predicate) {
        String subject = first.equals(current)
                ? first.display()
                : first.display() + " redirects to " + current.display() + ", which";
        return subject + " " + predicate + ".";
    }
}
