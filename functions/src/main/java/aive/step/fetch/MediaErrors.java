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

/// Collects which media are wrong, so that a project's author hears it of all of a batch at once.
final class MediaErrors {

    /// Enough to see a pattern; an error has limits of its own.
    private static final int MOST = 20;

    private final List<RenderError> errors = new ArrayList<>();

    /// What `fetch` returns, or nothing where the project's author is to blame.
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
            // Another try would find the same ones wrong.
            throwIfAny();
            throw e;
        }
    }

    /// Throws the first error if it is the only one, else one of its kind that says everything.
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
            case ChunkMismatch _, ConfigurationError _, DeadlineExceeded _, EncodeFailed _, InvalidProject _, OutOfSpace _, StorageUnavailable _ ->
                    throw new IllegalStateException("not collected here", first);
        };
        errors.forEach(all::addSuppressed);
        throw all;
    }
}
