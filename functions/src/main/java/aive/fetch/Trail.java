package aive.fetch;

import aive.error.DeadlineExceeded;
import aive.error.MediaForbidden;
import aive.error.MediaTooLarge;
import aive.error.MediaUnavailable;

/// Which URL is being asked, on behalf of which field; says so in every error.
///
/// The errors have no causes: HttpClient's exceptions quote what the server sent and which addresses were dialled, and Lambda logs causes.
///
/// @param pointer the field that holds the first URL
/// @param first the URL in that field
/// @param current the URL that redirects have led to
record Trail(String pointer, SourceUrl first, SourceUrl current) {

    MediaUnavailable unavailable(String predicate) {
        return new MediaUnavailable(pointer, sentence(predicate));
    }

    MediaForbidden forbidden(String predicate) {
        return new MediaForbidden(pointer, sentence(predicate));
    }

    MediaTooLarge tooLarge(String predicate) {
        return new MediaTooLarge(pointer, sentence(predicate));
    }

    DeadlineExceeded late(String predicate) {
        return new DeadlineExceeded(pointer, sentence(predicate));
    }

    TryAgain tryAgain(String predicate) {
        return new TryAgain(this, predicate);
    }

    String sentence(String predicate) {
        String subject = first.equals(current) ? first.display() : first.display() + " redirects to " + current.display() + ", which";
        return subject + " " + predicate + ".";
    }
}
