package aive.step.fetch;

import aive.error.ChunkMismatch;
import aive.error.ConfigurationError;
import aive.error.DeadlineExceeded;
import aive.error.EncodeFailed;
import aive.error.InvalidProject;
import aive.error.MediaForbidden;
import aive.error.MediaTooLarge;
import aive.error.MediaUnavailable;
import aive.error.MediaUnusable;
import aive.error.OutOfSpace;
import aive.error.Problem;
import aive.error.RenderError;
import aive.error.StorageUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Collects errors of media, for one report about a whole batch.
final class MediaErrors {

    /// The largest number of errors to collect. It is enough to see a pattern. A limit is needed because Step Functions
    /// limits the length of an error.
    private static final int MOST = 20;

    private final List<RenderError> errors = new ArrayList<>();

    /// Returns the result of `fetch`, or empty after an error that the project's author must fix.
    <T> Optional<T> collect(Supplier<Optional<T>> fetch) {
        try {
            return fetch.get();
        } catch (MediaForbidden | MediaTooLarge | MediaUnavailable | MediaUnusable e) {
            errors.add(e);
            if (errors.size() == MOST) {
                throwIfAny();
            }
            return Optional.empty();
        } catch (DeadlineExceeded e) {
            // A retry would find the same errors again.
            throwIfAny();
            throw e;
        }
    }

    /// Throws the collected errors, if there are any.
    ///
    /// A single error is thrown unchanged. Several errors become one error with all their problems; its class is that
    /// of the first error.
    void throwIfAny() {
        if (errors.isEmpty()) {
            return;
        }
        RenderError first = errors.getFirst();
        if (errors.size() == 1) {
            throw first;
        }
        List<Problem> problems = errors.stream().flatMap(error -> error.problems().stream()).toList();
        RenderError all = switch (first) {
            case MediaForbidden _ -> new MediaForbidden(problems);
            case MediaTooLarge _ -> new MediaTooLarge(problems);
            case MediaUnavailable _ -> new MediaUnavailable(problems);
            case MediaUnusable _ -> new MediaUnusable(problems);
            case ChunkMismatch _, ConfigurationError _, DeadlineExceeded _, EncodeFailed _, InvalidProject _,
                    OutOfSpace _, StorageUnavailable _ ->
                    throw new IllegalStateException("not an error of media", first);
        };
        errors.forEach(all::addSuppressed);
        throw all;
    }
}
