package aive.mp4;

import aive.time.Rational;

/// The encoded soundtrack of one file. Times are in samples, and 0 is where the presentation begins.
public final class EncodedAudio {

    private final RangeReader file;
    private final Track track;
    private final long samples;

    /// The time of each encoded frame, and of the end of the last one.
    private final long[] times;

    private EncodedAudio(RangeReader file, Track track, long samples) {
        this.file = file;
        this.track = track;
        this.samples = samples;
        this.times = new long[track.samples() + 1];
        times[0] = -track.start();
        for (int i = 0; i < track.samples(); i++) {
            times[i + 1] = times[i] + track.durations()[i];
        }
    }

    /// Reads which audio a file has.
    ///
    /// @param contents of the file
    /// @throws InvalidMp4Exception if it has not one audio track, or that has no whole number of samples or ends early
    public static EncodedAudio of(Mp4File contents, RangeReader file) throws InvalidMp4Exception {
        Track track = contents.only("soun");
        Rational samples = track.seconds().times(track.timescale());
        EncodedAudio audio = new EncodedAudio(file, track, samples.roundHalfUp());
        if (track.samples() == 0 || !samples.isWhole() || audio.time(audio.frames()) < audio.samples) {
            throw new InvalidMp4Exception("its audio has %s samples".formatted(samples));
        }
        return audio;
    }

    /// The number of samples to be heard.
    public long samples() {
        return samples;
    }

    /// Samples per second.
    public long sampleRate() {
        return track.timescale();
    }

    /// The file that holds the encoded audio.
    public RangeReader file() {
        return file;
    }

    byte[] description() {
        return track.description();
    }

    /// The number of encoded frames.
    int frames() {
        return track.samples();
    }

    Extent extent(int i) {
        return new Extent(file, track.offsets()[i], track.sizes()[i]);
    }

    int size(int i) {
        return track.sizes()[i];
    }

    int duration(int i) {
        return track.durations()[i];
    }

    /// When encoded frame `i` begins.
    long time(int i) {
        return times[i];
    }
}
