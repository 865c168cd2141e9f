package aive.engine;

/// Receives the events of executions while they run.
///
/// The execution's threads call the listener one at a time, so a slow listener slows the execution down.
public interface ExecutionListener {

    /// @param execution name of the execution; each child of a distributed Map has its own name
    void onEvent(String execution, HistoryEvent event);
}
