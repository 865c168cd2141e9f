package aive.cloud;

/// What an execution is started with.
///
/// @param name names the execution by what it renders, so that the same is not rendered twice
/// @param input JSON text that fits into an execution's input
record ExecutionRequest(String name, String input) {}
