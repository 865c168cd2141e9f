package aive.media;

import aive.time.FrameRate;
import aive.time.Rational;
import java.util.List;
import java.util.Optional;

/// The properties of a file's audio, measured by decoding all of it.
///
/// Raise [SourceRecord#PROBE_VERSION] with every change of these components or of their measurement.
///
/// @param stream index of the audio stream in the file
/// @param codec FFmpeg's name of the codec, `mp3`
/// @param samples length in samples, at [FrameRate#SAMPLES_PER_SECOND]
/// @param padded whether it may begin and end with its encoder's padding, because the file does not state where the
///     sound begins and ends
/// @param loudness integrated loudness, in LUFS (ITU-R BS.1770); absent for silence
/// @param holes lost audio that its time stamps do not show, in order; absent if there is none
public record AudioInfo(int stream, String codec, long samples, boolean padded, Optional<Rational> loudness,
        Optional<List<AudioHole>> holes) {

    /// Audio without holes.
    public AudioInfo(int stream, String codec, long samples, boolean padded, Optional<Rational> loudness) {
        this(stream, codec, samples, padded, loudness, Optional.empty());
    }

    /// @throws IllegalArgumentException if there is no sample
    public AudioInfo {
        holes = holes.map(List::copyOf);
        if (samples < 1) {
            throw new IllegalArgumentException("audio needs at least one sample");
        }
    }

    /// The length in seconds.
    public Rational seconds() {
        return Rational.of(samples, FrameRate.SAMPLES_PER_SECOND);
    }
}
