package aive.cloud;

/// An execution that renders what was asked for.
///
/// @param arn names it
/// @param name names it in its state machine
/// @param existed whether somebody had started it before
public record SubmittedExecution(String arn, String name, boolean existed) {}
