package aive.media;

import aive.time.FrameRate;
import aive.time.Rational;
import java.util.Optional;

/// What is known of the sound of a clip, measured by decoding all of it.
///
/// Who changes what it tells, or how that is measured, raises [SourceRecord#FACTS].
///
/// @param stream index of its stream in the file
/// @param codec FFmpeg's name of its codec, `mp3`
/// @param samples its length, at [FrameRate#SAMPLES_PER_SECOND]
/// @param loudness integrated, in LUFS (ITU-R BS.1770); absent for silence
public record SoundFacts(int stream, String codec, long samples, Optional<Rational> loudness) {

    /// @throws IllegalArgumentException if there is no sample
    public SoundFacts {
        if (samples < 1) {
            throw new IllegalArgumentException("sound without a sample");
        }
    }

    public Rational seconds() {
        return Rational.of(samples, FrameRate.SAMPLES_PER_SECOND);
    }
}
