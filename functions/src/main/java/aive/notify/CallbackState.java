package aive.notify;

import aive.step.ProgressMarker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a callback has received so far, which decides what it receives next.
///
/// Events arrive late, twice, and in any order; messages must not. Progress only grows, and no progress is sent after
/// the end of an execution. Times distinguish late events from new executions. If an execution started, or was
/// requested, after the last end, progress starts again. Events of an execution that started before the last end are
/// ignored.
///
/// A function that sends progress first claims the right to send it, for a limited time. Until the claim is released or
/// expires, other functions record their progress and return, and the message about the end waits. So no two messages
/// are pending at the same time, and an older message cannot arrive last.
///
/// @param endedAt the latest known end of an execution
/// @param open whether an execution that started after `endedAt` is running; true in a new state
/// @param endSent whether the end was delivered, or refused permanently
/// @param renderId the render whose progress markers are counted
/// @param parts the numbers of the markers that exist
/// @param of the number of markers that the render writes
/// @param sentProgress the highest progress that was sent or attempted, in percent; -1 for none
/// @param busyUntil when the claim to send progress expires
record CallbackState(
        Optional<Instant> endedAt,
        boolean open,
        boolean endSent,
        String renderId,
        SortedSet<Integer> parts,
        int of,
        int sentProgress,
        Optional<Instant> busyUntil) {

    /// Nothing has been sent.
    static final CallbackState NEW =
            new CallbackState(Optional.empty(), true, false, "", new TreeSet<>(), 0, -1, Optional.empty());

    /// The share of a render that precedes the first chunk (fetching and planning), in percent.
    ///
    /// All chunks together count [#CHUNKS] percent, and stitching counts the rest.
    private static final int BEFORE_CHUNKS = 5;
    private static final int CHUNKS = 90;

    CallbackState {
        parts = new TreeSet<>(parts);
    }

    /// The state after the start of an execution. It is unchanged if an execution is already running, or if this one
    /// started before the last end.
    ///
    /// @param at the time of the start
    /// @param redriven whether it continues a failed execution and keeps its progress
    CallbackState begun(Instant at, boolean redriven) {
        if (open || isOver(at)) {
            return this;
        }
        return redriven
                ? new CallbackState(endedAt, true, false, renderId, parts, of, sentProgress, busyUntil)
                : new CallbackState(endedAt, true, false, "", new TreeSet<>(), 0, -1, busyUntil);
    }

    /// The state after a progress marker was written. It is unchanged if the render was last requested before the last
    /// end.
    ///
    /// @param since when the render was last requested
    CallbackState marked(ProgressMarker marker, Instant since) {
        CallbackState begun = begun(since, false);
        if (!begun.open) {
            return this;
        }
        SortedSet<Integer> marked = new TreeSet<>();
        if (begun.renderId.equals(marker.renderId()) && begun.of == marker.parts()) {
            marked.addAll(begun.parts);
        }
        marked.add(marker.part());
        return new CallbackState(
                begun.endedAt,
                true,
                false,
                marker.renderId(),
                marked,
                marker.parts(),
                begun.sentProgress,
                begun.busyUntil);
    }

    private boolean isOver(Instant begun) {
        return endedAt.isPresent() && !begun.isAfter(endedAt.get());
    }

    /// The progress of the render in percent.
    int progress() {
        return parts.isEmpty() ? 0 : BEFORE_CHUNKS + CHUNKS * parts.size() / of;
    }

    /// Whether there is new progress and nobody has claimed to send it.
    boolean wantsProgress(Instant now) {
        return open && progress() > sentProgress && !isBusy(now);
    }

    /// The state in which the caller has claimed the right to send [#progress].
    ///
    /// @param limit how long the claim lasts
    CallbackState claimed(Instant now, Duration limit) {
        return new CallbackState(endedAt, open, endSent, renderId, parts, of, progress(), Optional.of(now.plus(limit)));
    }

    /// The state after a claim is released.
    ///
    /// @param until expiry of the claim; an expired claim may belong to another sender by now
    CallbackState released(Instant until) {
        boolean own = busyUntil.filter(until::equals).isPresent();
        return own
                ? new CallbackState(endedAt, open, endSent, renderId, parts, of, sentProgress, Optional.empty())
                : this;
    }

    boolean isBusy(Instant now) {
        return busyUntil.isPresent() && now.isBefore(busyUntil.get());
    }

    /// Whether the end of an execution must still be sent: it was not sent, and nothing newer happened.
    boolean wantsEnd(Instant at) {
        if (endedAt.isEmpty() || at.isAfter(endedAt.get())) {
            return true;
        }
        return at.equals(endedAt.get()) && !open && !endSent;
    }

    /// The state in which the caller has claimed the right to send the end of an execution.
    CallbackState ended(Instant at) {
        return new CallbackState(Optional.of(at), false, false, renderId, parts, of, sentProgress, Optional.empty());
    }

    /// The state after the end was delivered or refused permanently. It is unchanged if something newer happened.
    CallbackState endedAndSent(Instant at) {
        boolean still = !open && endedAt.filter(at::equals).isPresent();
        return still ? new CallbackState(endedAt, false, true, renderId, parts, of, sentProgress, busyUntil) : this;
    }
}
