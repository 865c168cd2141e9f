package Lambda;

/// What Step Functions calls it when Lambda refuses a call, because as many as allowed are running. The engine goes by
/// a class's name, hence the package.
public final class TooManyRequestsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyRequestsException() {
        super("Rate Exceeded.");
    }
}
