package aive.mp4;

import aive.time.Rational;
import java.util.BitSet;

/// A track of an MP4 file: where its samples are, and when they are decoded and shown.
///
/// A sample is one encoded frame, or one AAC frame of 1,024 audio samples. The arrays have one element a sample, in
/// decoding order. Nobody changes them.
final class Track {

    private final String handler;
    private final byte[] description;
    private final long timescale;
    private final long start;
    private final Rational seconds;
    private final int[] sizes;
    private final long[] offsets;
    private final int[] durations;
    private final int[] delays;
    private final BitSet keys;

    /// @param handler `vide` or `soun`
    /// @param description the sample entry: the box with the decoder's parameters
    /// @param timescale ticks per second of all times here
    /// @param start the time at which the presentation begins, in ticks
    /// @param seconds the length of the presentation
    /// @param sizes in bytes
    /// @param offsets in the file
    /// @param durations in ticks
    /// @param delays from decoding to showing, in ticks
    /// @param keys the samples that can be decoded without others
    Track(
            String handler,
            byte[] description,
            long timescale,
            long start,
            Rational seconds,
            int[] sizes,
            long[] offsets,
            int[] durations,
            int[] delays,
            BitSet keys) {
        this.handler = handler;
        this.description = description;
        this.timescale = timescale;
        this.start = start;
        this.seconds = seconds;
        this.sizes = sizes;
        this.offsets = offsets;
        this.durations = durations;
        this.delays = delays;
        this.keys = keys;
    }

    String handler() {
        return handler;
    }

    byte[] description() {
        return description;
    }

    long timescale() {
        return timescale;
    }

    long start() {
        return start;
    }

    Rational seconds() {
        return seconds;
    }

    int[] sizes() {
        return sizes;
    }

    long[] offsets() {
        return offsets;
    }

    int[] durations() {
        return durations;
    }

    int[] delays() {
        return delays;
    }

    BitSet keys() {
        return keys;
    }

    int samples() {
        return sizes.length;
    }
}
