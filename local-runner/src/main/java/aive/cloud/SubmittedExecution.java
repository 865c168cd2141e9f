package aive.cloud;

/// An execution that renders a submitted project.
///
/// @param arn the ARN of the execution
/// @param name the execution's name, unique in its state machine
/// @param existed whether it had been started before
public record SubmittedExecution(String arn, String name, boolean existed) {}
