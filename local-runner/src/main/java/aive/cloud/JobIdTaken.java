package aive.cloud;

/// The job id belongs to another project.
public final class JobIdTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JobIdTaken(String message) {
        super(message);
    }
}
