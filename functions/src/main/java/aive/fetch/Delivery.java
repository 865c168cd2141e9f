package aive.fetch;

/// What became of something that was to be sent.
public sealed interface Delivery {

    /// The server has it: it answered with a status of 200 to 299.
    record Accepted(int status) implements Delivery {}

    /// The server, or the guard, will not have it, now or later.
    ///
    /// @param status that the server answered with; 0 where it was not even asked
    /// @param reason one sentence with the URL, without its query
    record Refused(int status, String reason) implements Delivery {}

    /// It did not get through, though it may later. The server may have received it all the same.
    ///
    /// @param reason one sentence with the URL, without its query
    record Postponed(String reason) implements Delivery {}
}
