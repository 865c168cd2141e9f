package aive.project;

import aive.time.Rational;

/// The transition into a shot.
///
/// @param kind [TransitionKind#NONE] for a cut
/// @param duration in seconds, more than 0
public record TransitionSettings(TransitionKind kind, Rational duration) {

    /// A cut; a project that names a kind alone gets half a second.
    public static final TransitionSettings DEFAULT =
            new TransitionSettings(TransitionKind.NONE, Rational.of(1, 2));

    /// @throws IllegalArgumentException if the duration is not positive
    public TransitionSettings {
        if (duration.signum() <= 0) {
            throw new IllegalArgumentException("not a duration of a transition: " + duration);
        }
    }
}
