package aive.time;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Frames per second, as an exact fraction. Frame `n` begins at `n / rate` seconds.
public record FrameRate(Rational framesPerSecond) {

    /// The sample rate of all audio.
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

    /// The number of the frame whose start is nearest to an absolute time; a half rounds up.
    ///
    /// Round absolute times only, never durations: the rounding errors of durations add up.
    public long frameAt(Rational seconds) {
        return seconds.times(framesPerSecond).roundHalfUp();
    }

    /// The start of `frame`, in seconds.
    public Rational startOf(long frame) {
        return Rational.of(frame).dividedBy(framesPerSecond);
    }

    /// The number of the sample nearest to the start of `frame`.
    public long sampleAt(long frame) {
        return startOf(frame).times(SAMPLES_PER_SECOND).roundHalfUp();
    }

    @JsonValue
    @Override
    public String toString() {
        return framesPerSecond.toString();
    }
}
