package aive.notify;

import aive.step.ProgressMarker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a callback has received so far, which decides what it receives next.
///
/// Events arrive late, twice, and in any order; messages must not. Progress only grows, and none follows the end of
/// an execution. Times tell a late event from a new execution: one that started, or was requested, after the last end
/// starts anew; an event of one that started before it is ignored.
///
/// A sender of progress claims it first, for a limited time. Meanwhile other functions record their progress and
/// return, and the end waits. So no two messages are pending at the same time, and an older one cannot arrive last.
///
/// @param endedAt the latest known end of an execution
/// @param open whether an execution that started later is running
/// @param endSent whether the end was delivered, or refused permanently
/// @param renderId the render whose progress markers are counted
/// @param parts the markers that exist
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

    /// Percent of a render before the first chunk (fetching and planning) and for all chunks; stitching is the rest.
    private static final int BEFORE_CHUNKS = 5;
    private static final int CHUNKS = 90;

    CallbackState {
        parts = new TreeSet<>(parts);
    }

    /// An execution started.
    ///
    /// @param at when
    /// @param redriven whether it continues a failed execution and keeps its progress
    CallbackState begun(Instant at, boolean redriven) {
        if (open || isOver(at)) {
            return this;
        }
        return redriven
                ? new CallbackState(endedAt, true, false, renderId, parts, of, sentProgress, busyUntil)
                : new CallbackState(endedAt, true, false, "", new TreeSet<>(), 0, -1, busyUntil);
    }

    /// A progress marker was written.
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
                begun.endedAt, true, false, marker.renderId(), marked, marker.parts(), begun.sentProgress, begun.busyUntil);
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

    /// Claims to send [#progress].
    CallbackState claimed(Instant now, Duration limit) {
        return new CallbackState(endedAt, open, endSent, renderId, parts, of, progress(), Optional.of(now.plus(limit)));
    }

    /// Releases a claim.
    ///
    /// @param until expiry of the claim; an expired claim may belong to another sender by now
    CallbackState released(Instant until) {
        boolean own = busyUntil.filter(until::equals).isPresent();
        return own ? new CallbackState(endedAt, open, endSent, renderId, parts, of, sentProgress, Optional.empty()) : this;
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

    /// Claims to send the end of an execution.
    CallbackState ended(Instant at) {
        return new CallbackState(Optional.of(at), false, false, renderId, parts, of, sentProgress, Optional.empty());
    }

    /// The end was delivered, or refused permanently.
    CallbackState endedAndSent(Instant at) {
        boolean still = !open && endedAt.filter(at::equals).isPresent();
        return still ? new CallbackState(endedAt, false, true, renderId, parts, of, sentProgress, busyUntil) : this;
    }
}
