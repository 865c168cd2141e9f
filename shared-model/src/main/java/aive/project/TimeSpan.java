package aive.project;

import aive.time.Rational;
import java.util.Optional;

/// A part of the video in which something is shown.
///
/// @param from in seconds from the start of the video
/// @param to in seconds from the start of the video, after `from`; absent for the end of the video
/// @param fade length of the fade-in and of the fade-out, in seconds; 0 for none
public record TimeSpan(Rational from, Optional<Rational> to, Rational fade) {

    /// @throws IllegalArgumentException if a time is negative, or the end is not after the start
    public TimeSpan {
        if (from.signum() < 0 || fade.signum() < 0 || to.filter(end -> end.compareTo(from) <= 0).isPresent()) {
            throw new IllegalArgumentException("not a time span: %s to %s, fade %s".formatted(from, to, fade));
        }
    }
}
