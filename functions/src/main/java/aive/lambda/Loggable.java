package aive.lambda;

/// A result or an error that is no step's and says itself what the log may tell of it.
public interface Loggable {

    /// One line, for whoever reads the log: no secrets, and of addresses no queries.
    String logMessage();
}
