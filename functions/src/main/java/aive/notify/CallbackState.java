package aive.notify;

import aive.step.ProgressMarker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What one callback has been told so far, and what it may be told next. Events come late, twice, and in any order; what is sent does not.
///
/// Progress only grows, and nothing is said of progress after the end. What tells an event that is late from a new beginning is time: an execution that
/// began, or was asked for, after the last end begins anew; one that began before it has nothing more to say.
///
/// Whoever sends progress claims it first, for a limited time; others note what they know and leave, and the end waits for it. So two messages are
/// never on their way at once, of which the older could arrive last.
///
/// @param endedAt when the latest execution that is known to have ended did
/// @param open whether one goes on that began after that
/// @param endTold whether the end was delivered, or refused for good
/// @param renderId whose markers have been counted
/// @param parts which of them have been left
/// @param told the highest progress that was sent, or tried to be; -1 for none
/// @param busyUntil until when somebody may be sending progress
record CallbackState(
        Optional<Instant> endedAt,
        boolean open,
        boolean endTold,
        String renderId,
        SortedSet<Integer> parts,
        int of,
        int told,
        Optional<Instant> busyUntil) {

    /// Nothing has been said.
    static final CallbackState NEW = new CallbackState(Optional.empty(), true, false, "", new TreeSet<>(), 0, -1, Optional.empty());

    /// What is behind the first chunk and what is left after the last, in percent: fetching and planning, and putting the video together.
    private static final int BEFORE_CHUNKS = 5;
    private static final int CHUNKS = 90;

    CallbackState {
        parts = new TreeSet<>(parts);
    }

    /// An execution began.
    ///
    /// @param at when
    /// @param redriven whether it goes on where it had stopped, with what was done
    CallbackState begun(Instant at, boolean redriven) {
        if (open || isOver(at)) {
            return this;
        }
        return redriven
                ? new CallbackState(endedAt, true, false, renderId, parts, of, told, busyUntil)
                : new CallbackState(endedAt, true, false, "", new TreeSet<>(), 0, -1, busyUntil);
    }

    /// A marker was left.
    ///
    /// @param since when its render was asked for the last time
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
                begun.endedAt, true, false, marker.renderId(), marked, marker.parts(), begun.told, begun.busyUntil);
    }

    private boolean isOver(Instant begun) {
        return endedAt.isPresent() && !begun.isAfter(endedAt.get());
    }

    /// How far the render is, in percent.
    int progress() {
        return parts.isEmpty() ? 0 : BEFORE_CHUNKS + CHUNKS * parts.size() / of;
    }

    /// Whether there is progress to be sent, and nobody who does it.
    boolean wantsProgress(Instant now) {
        return open && progress() > told && !isBusy(now);
    }

    /// Somebody is going to send [#progress].
    CallbackState claimed(Instant now, Duration limit) {
        return new CallbackState(endedAt, open, endTold, renderId, parts, of, progress(), Optional.of(now.plus(limit)));
    }

    /// Somebody has sent what they had claimed.
    ///
    /// @param until of the claim; one that was overtaken by time is another's by now
    CallbackState released(Instant until) {
        boolean own = busyUntil.filter(until::equals).isPresent();
        return own ? new CallbackState(endedAt, open, endTold, renderId, parts, of, told, Optional.empty()) : this;
    }

    boolean isBusy(Instant now) {
        return busyUntil.isPresent() && now.isBefore(busyUntil.get());
    }

    /// Whether the end of an execution has still to be told: not if it was, nor if something newer happened.
    boolean wantsEnd(Instant at) {
        if (endedAt.isEmpty() || at.isAfter(endedAt.get())) {
            return true;
        }
        return at.equals(endedAt.get()) && !open && !endTold;
    }

    /// Somebody is going to tell the end of an execution.
    CallbackState ended(Instant at) {
        return new CallbackState(Optional.of(at), false, false, renderId, parts, of, told, Optional.empty());
    }

    /// Somebody has told it.
    CallbackState endedAndTold(Instant at) {
        boolean still = !open && endedAt.filter(at::equals).isPresent();
        return still ? new CallbackState(endedAt, false, true, renderId, parts, of, told, busyUntil) : this;
    }
}
