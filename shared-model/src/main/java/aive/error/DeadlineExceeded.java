package aive.error;

import java.util.List;

/// A step did not finish before its deadline. Remedy: retry, or use shorter chunks or a larger function.
public final class DeadlineExceeded extends RenderError {

    private static final long serialVersionUID = 1L;

    public DeadlineExceeded(List<Problem> problems) {
        super(problems);
    }

    public DeadlineExceeded(String pointer, String message) {
        super(List.of(new Problem(pointer, message)));
    }

    public DeadlineExceeded(String pointer, String message, Throwable cause) {
        super(new Problem(pointer, message), cause);
    }
}
