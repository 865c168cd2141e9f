package aive.cloud;

/// A job id was given that another project has.
public final class JobTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JobTaken(String message) {
        super(message);
    }
}
