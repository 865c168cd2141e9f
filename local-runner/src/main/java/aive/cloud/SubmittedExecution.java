package aive.cloud;

/// An execution that renders a submitted project.
///
/// @param arn of the execution
/// @param name unique in its state machine
/// @param existed whether it had been started before
public record SubmittedExecution(String arn, String name, boolean existed) {}
