package aive.error;

import java.util.List;

/// The store did not answer. Remedy: retry.
public final class StorageUnavailable extends RenderError {

    private static final long serialVersionUID = 1L;

    public StorageUnavailable(List<Problem> problems) {
        super(problems);
    }

    public StorageUnavailable(String pointer, String message) {
        super(List.of(new Problem(pointer, message)));
    }

    public StorageUnavailable(String pointer, String message, Throwable cause) {
        super(new Problem(pointer, message), cause);
    }
}
