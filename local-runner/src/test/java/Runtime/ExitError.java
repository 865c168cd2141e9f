package Runtime;

/// The error in Step Functions when Lambda has ended the process of a function. The engine takes the name of an error
/// from the name of its class, hence the package.
public final class ExitError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ExitError() {
        super("RequestId: 1 Error: Runtime exited with error: signal: killed");
    }
}
