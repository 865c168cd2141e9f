package aive.lambda;

/// A result or an error that provides its own message for the log.
public interface Loggable {

    /// One line without secrets and without the queries of URLs.
    String logMessage();
}
