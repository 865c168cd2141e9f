package aive.cloud;

/// The name and the input of an execution to start.
///
/// @param name derived from the content, so that the same project is not rendered twice
/// @param input JSON text within the limit of execution inputs
record ExecutionRequest(String name, String input) {}
