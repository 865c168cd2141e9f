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
    /// @param begun the start or the last redrive
    /// @param redriven whether it continues a failed execution
    record ExecutionChanged(ExecutionState state, Instant begun, boolean redriven) implements NotifyEvent {}

    /// Chunks are finished.
    ///
    /// @param markers that were written; empty for other objects of the bucket
    record MarkersLeft(List<ProgressMarker> markers) implements NotifyEvent {

        public MarkersLeft {
            markers = List.copyOf(markers);
        }
    }
}
