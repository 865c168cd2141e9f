package aive.notify;

/// A callback could not be told how its execution ended. Lambda calls again; in the end the event goes to the dead-letter queue.
public final class CallbackUndelivered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CallbackUndelivered(String reason) {
        super(reason);
    }
}
