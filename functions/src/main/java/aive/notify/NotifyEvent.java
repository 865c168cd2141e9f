package aive.notify;

import aive.execution.ExecutionState;
import aive.step.ProgressMarker;
import java.time.Instant;
import java.util.List;

/// Why the function is called.
sealed interface NotifyEvent {

    /// An execution began, or ended.
    ///
    /// @param state as the event tells it; input and output are absent where they were too large for the event
    /// @param begun when it was started, or redriven the last time
    /// @param redriven whether it goes on after it had ended before
    record ExecutionChanged(ExecutionState state, Instant begun, boolean redriven) implements NotifyEvent {}

    /// Chunks are done.
    ///
    /// @param markers that were left, maybe none: what else is put into the bucket is nobody's business here
    record MarkersLeft(List<ProgressMarker> markers) implements NotifyEvent {

        public MarkersLeft {
            markers = List.copyOf(markers);
        }
    }
}
