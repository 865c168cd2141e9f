package aive.notify;

import aive.execution.ExecutionState;
import aive.step.ProgressMarker;
import java.time.Instant;
import java.util.List;

/// An event that the notification function receives.
sealed interface NotifyEvent {

    /// An execution started or ended.
    ///
    /// @param state from the event; input and output are absent if they are too large for an event
    /// @param begun the time of the start, or of the last redrive
    /// @param redriven whether the execution continues a failed execution
    record ExecutionChanged(ExecutionState state, Instant begun, boolean redriven) implements NotifyEvent {}

    /// Somebody must look for executions that take too long: Step Functions measures only executions that have ended.
    record CheckDue(String stateMachineArn) implements NotifyEvent {}

    /// Objects were written to the bucket. A progress marker among them means that a chunk is finished.
    ///
    /// @param markers the progress markers that were written; empty if all objects are of other kinds
    record MarkersLeft(List<ProgressMarker> markers) implements NotifyEvent {

        public MarkersLeft {
            markers = List.copyOf(markers);
        }
    }
}
