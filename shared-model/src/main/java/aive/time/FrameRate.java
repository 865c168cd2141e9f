package aive.time;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Frames per second, exactly. Frame `n` is shown from `n / rate` seconds on.
public record FrameRate(Rational framesPerSecond) {

    /// Sound is counted in samples of this rate, everywhere.
    public static final int SAMPLES_PER_SECOND = 48_000;

    /// @throws IllegalArgumentException if the rate is not positive
    public FrameRate {
        if (framesPerSecond.signum() <= 0) {
            throw new IllegalArgumentException("not a frame rate: " + framesPerSecond);
        }
    }

    public static FrameRate of(long framesPerSecond) {
        return new FrameRate(Rational.of(framesPerSecond));
    }

    /// Reads `"30"` or `"30000/1001"`.
    ///
    /// @throws IllegalArgumentException if `text` is not a positive fraction
    @JsonCreator
    public static FrameRate parse(String text) {
        return new FrameRate(Rational.parse(text));
    }

    /// The point of the frame grid nearest to an absolute time; a half goes up. Round absolute times only, never durations: that is what drifts.
    public long frameAt(Rational seconds) {
        return seconds.times(framesPerSecond).roundHalfUp();
    }

    /// When `frame` begins, in seconds.
    public Rational startOf(long frame) {
        return Rational.of(frame).dividedBy(framesPerSecond);
    }

    /// The number of the sample nearest to the beginning of `frame`.
    public long sampleAt(long frame) {
        return startOf(frame).times(SAMPLES_PER_SECOND).roundHalfUp();
    }

    @JsonValue
    @Override
    public String toString() {
        return framesPerSecond.toString();
    }
}
