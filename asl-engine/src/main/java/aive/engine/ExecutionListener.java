package aive.engine;

/// Hears what an execution does, as it happens.
///
/// Called by the execution's threads, never by two at once; a slow listener slows the execution down.
public interface ExecutionListener {

    /// @param execution name of the execution; a distributed Map's children have their own
    void happened(String execution, HistoryEvent event);
}
