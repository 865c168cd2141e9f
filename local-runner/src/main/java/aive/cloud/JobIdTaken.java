package aive.cloud;

/// A job id was given that another project has.
public final class JobIdTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JobIdTaken(String message) {
        super(message);
    }
}
