package aive.audio;

import java.util.Optional;

/// The part of decoded audio between the silence that an encoder added before and after it.
///
/// @param first the first sample that is not silent
/// @param end the sample after the last one that is not silent
record SoundBounds(long first, long end) {

    /// The most samples that an encoder adds at one end: 62 ms. The AAC encoders of Fraunhofer and Apple add 2,112.
    private static final int MOST_PADDING = 3_000;

    /// Silence is below -60 dB.
    private static final float SILENCE = 0.001f;

    /// Encoders spread a little of the sound into their padding: up to this share of the loudest sample nearby.
    private static final float ECHO = 0.05f;

    /// Reads the ends of decoded audio.
    ///
    /// @return empty if an end is silent for longer than an encoder's padding: the silence is part of the music
    static Optional<SoundBounds> of(StereoFile audio) {
        long samples = audio.samples();
        int window = (int) Math.min(MOST_PADDING, samples / 2);
        int first = firstSound(audio.read(0, window), window, false);
        int last = firstSound(audio.read(samples - window, window), window, true);
        return first == window || last == window
                ? Optional.empty()
                : Optional.of(new SoundBounds(first, samples - last));
    }

    /// The number of silent samples at the beginning, or at the end.
    private static int firstSound(float[] audio, int samples, boolean fromTheEnd) {
        float loudest = 0;
        for (int i = 0; i < samples; i++) {
            loudest = Math.max(loudest, level(audio, i));
        }
        float threshold = Math.max(SILENCE, ECHO * loudest);
        for (int i = 0; i < samples; i++) {
            if (level(audio, fromTheEnd ? samples - 1 - i : i) >= threshold) {
                return i;
            }
        }
        return samples;
    }

    private static float level(float[] audio, int sample) {
        float level = 0;
        for (int channel = 0; channel < StereoFile.CHANNELS; channel++) {
            level = Math.max(level, Math.abs(audio[sample * StereoFile.CHANNELS + channel]));
        }
        return level;
    }
}
