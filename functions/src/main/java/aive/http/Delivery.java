package aive.http;

/// The outcome of sending a message.
public sealed interface Delivery {

    /// The server accepted the message: it answered with a status from 200 to 299.
    record Accepted(int status) implements Delivery {}

    /// The server, or the address guard, refused the message permanently.
    ///
    /// @param status of the response; 0 if no request was sent
    /// @param reason one sentence with the URL, without its query
    record Refused(int status, String reason) implements Delivery {}

    /// The message was not accepted, but may be later. The server may have received it nevertheless.
    ///
    /// @param reason one sentence with the URL, without its query
    record Postponed(String reason) implements Delivery {}
}
