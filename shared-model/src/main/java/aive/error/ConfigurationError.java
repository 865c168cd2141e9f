package aive.error;

import java.util.List;

/// The deployment is wrong: access denied, no such bucket, or FFmpeg or a font is missing. Remedy: fix the deployment.
public final class ConfigurationError extends RenderError {

    private static final long serialVersionUID = 1L;

    public ConfigurationError(List<Problem> problems) {
        super(problems);
    }

    public ConfigurationError(String pointer, String message) {
        super(List.of(new Problem(pointer, message)));
    }

    public ConfigurationError(String pointer, String message, Throwable cause) {
        super(new Problem(pointer, message), cause);
    }
}
