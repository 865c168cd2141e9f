package aive.notify;

import aive.error.MediaForbidden;
import aive.http.Delivery;
import aive.http.Delivery.Postponed;
import aive.http.Delivery.Refused;
import aive.http.Sender;
import aive.http.SourceUrl;
import aive.json.Json;
import aive.notify.CallbackStates.Change;
import aive.parallel.ParallelTasks;
import aive.project.Callback;
import aive.step.ProgressMarker;
import aive.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/// Notifies callbacks of the progress and the end of their renders, with signed messages in order.
///
/// The end of an execution is sent at least once, and again until the server accepts it or refuses it permanently. Each
/// progress message is sent at most once, because the next message supersedes it.
final class CallbackNotifier {

    /// The time limit for sending progress. A claim lasts longer than this, and it expires because the function that
    /// holds it may have been killed.
    private static final Duration PROGRESS = Duration.ofSeconds(10);
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final Duration END = Duration.ofSeconds(60);
    private static final int TRIES = 4;

    /// The part of the invocation's time that is reserved for the work after sending.
    private static final Duration RESERVE = Duration.ofSeconds(10);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int KEY_LENGTH = 32;

    private final CallbackStates states;
    private final Sender sender;
    private final SigningSecret secret;
    private final InstantSource clock;

    CallbackNotifier(CallbackStates states, Sender sender, SigningSecret secret, InstantSource clock) {
        this.states = states;
        this.sender = sender;
        this.secret = secret;
        this.clock = clock;
    }

    /// Records the start of an execution, and sends any new progress.
    ///
    /// @param at the time of the start
    /// @param redriven whether it continues a failed execution
    /// @return the outcome of the last message; empty if none was sent
    Optional<Delivery> begun(Callback callback, Instant at, boolean redriven, Deadline deadline) {
        return progress(callback, state -> state.begun(at, redriven), deadline);
    }

    /// Records a progress marker that was written, and sends any new progress.
    ///
    /// @param since when the render was last requested
    /// @return the outcome of the last message; empty if none was sent
    Optional<Delivery> marked(Callback callback, ProgressMarker marker, Instant since, Deadline deadline) {
        return progress(callback, state -> state.marked(marker, since), deadline);
    }

    /// A claim to send progress.
    private record Claim(int progress, Instant until) {}

    private Optional<Delivery> progress(Callback callback, UnaryOperator<CallbackState> news, Deadline deadline) {
        byte[] key = secret.current(); // before the claim, which expires soon
        Optional<Delivery> last = Optional.empty();
        Optional<Claim> claim = claim(callback, news);
        while (claim.isPresent()) {
            Instant until = claim.get().until();
            CallbackMessage message = CallbackMessage.processing(claim.get().progress());
            Delivery delivery;
            try {
                delivery = send(callback, message, "progress " + until, key, 1, PROGRESS, deadline);
            } catch (RuntimeException e) {
                release(callback, until);
                throw e;
            }
            last = Optional.of(delivery);
            if (delivery instanceof Postponed || deadline.remaining().compareTo(PROGRESS) < 0) {
                release(callback, until);
                return last;
            }
            // Other functions may have recorded more progress meanwhile.
            claim = claim(callback, state -> state.released(until));
        }
        return last;
    }

    private Optional<Claim> claim(Callback callback, UnaryOperator<CallbackState> news) {
        return states.change(callback, state -> {
            Instant now = clock.instant();
            CallbackState next = news.apply(state);
            if (!next.wantsProgress(now)) {
                return new Change<>(next, Optional.empty());
            }
            CallbackState claimed = next.claimed(now, CLAIM);
            return new Change<>(
                    claimed,
                    Optional.of(new Claim(claimed.sentProgress(), claimed.busyUntil().orElseThrow())));
        });
    }

    private void release(Callback callback, Instant until) {
        states.change(callback, state -> new Change<>(state.released(until), until));
    }

    /// Records the end of an execution, and sends it.
    ///
    /// @param executionArn of the execution
    /// @param at when the execution ended
    /// @param message makes the message from the progress in percent
    /// @return the outcome; empty if this end, or a newer event, was sent before
    Optional<Delivery> ended(
            Callback callback,
            String executionArn,
            Instant at,
            IntFunction<CallbackMessage> message,
            Deadline deadline) {
        byte[] key = secret.current();
        Optional<Integer> progress = claimEnd(callback, at);
        if (progress.isEmpty()) {
            return Optional.empty();
        }
        Delivery delivery =
                send(callback, message.apply(progress.get()), executionArn + " " + at, key, TRIES, END, deadline);
        if (!(delivery instanceof Postponed)) {
            states.change(callback, state -> new Change<>(state.endedAndSent(at), at));
        }
        return Optional.of(delivery);
    }

    private enum EndClaim {
        GRANTED,
        LATER,
        NEVER
    }

    /// Waits until nobody is sending progress, then claims the right to send the end of the execution.
    ///
    /// @return the highest progress that was sent or attempted, in percent; empty if the end must not be sent
    private Optional<Integer> claimEnd(Callback callback, Instant at) {
        while (true) {
            record Answer(EndClaim claim, int progress) {}
            Answer answer = states.change(callback, state -> {
                int progress = Math.max(0, state.sentProgress());
                if (!state.wantsEnd(at)) {
                    return new Change<>(state, new Answer(EndClaim.NEVER, progress));
                }
                boolean busy = state.isBusy(clock.instant());
                return busy
                        ? new Change<>(state, new Answer(EndClaim.LATER, progress))
                        : new Change<>(state.ended(at), new Answer(EndClaim.GRANTED, progress));
            });
            switch (answer.claim()) {
                case GRANTED -> {
                    return Optional.of(answer.progress());
                }
                case NEVER -> {
                    return Optional.empty();
                }
                case LATER -> ParallelTasks.sleep(LOOK_AGAIN, "the notification was interrupted");
            }
        }
    }

    /// @param occasion distinguishes equal messages that are sent for different reasons
    private Delivery send(
            Callback callback,
            CallbackMessage message,
            String occasion,
            byte[] key,
            int tries,
            Duration limit,
            Deadline deadline) {
        SourceUrl target;
        try {
            target = SourceUrl.parse("/callback/url", callback.url().toString());
        } catch (MediaForbidden e) {
            return new Refused(0, Objects.requireNonNull(e.getMessage()));
        }
        byte[] body = message.body(callback.taskId());
        String idempotencyKey = Json.sha256OfText(Json.sha256(callback) + " " + occasion + " " + Json.sha256(body))
                .substring(0, KEY_LENGTH);
        Deadline end = Deadline.in(limit(limit, deadline));
        Delivery delivery = sender.put(target, body, headers(key, body, idempotencyKey), tries, end.remaining());
        if (!(delivery instanceof Refused(int status, String _)) || (status != 401 && status != 403)) {
            return delivery;
        }
        // The server may know a newer secret than our cached one.
        byte[] renewed = secret.renewed();
        return Arrays.equals(renewed, key)
                ? delivery
                : sender.put(target, body, headers(renewed, body, idempotencyKey), tries, end.remaining());
    }

    private static Duration limit(Duration limit, Deadline deadline) {
        Duration left = deadline.remaining().minus(RESERVE);
        Duration shorter = left.compareTo(limit) < 0 ? left : limit;
        return shorter.isNegative() ? Duration.ZERO : shorter;
    }

    private Map<String, String> headers(byte[] key, byte[] body, String idempotencyKey) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        return Map.of(
                "X-Aive-Timestamp",
                timestamp,
                "X-Aive-Signature-V2",
                Signature.of(key, timestamp, idempotencyKey, body),
                // For receivers that check the first version, which a replayed message passes too.
                "X-Aive-Signature",
                Signature.of(key, body),
                "Idempotency-Key",
                idempotencyKey);
    }
}
