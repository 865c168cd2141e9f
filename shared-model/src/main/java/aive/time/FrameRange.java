package aive.time;

/// A range of whole frames, half-open: `first` is included, `end` is not.
///
/// Frames count from 0 at the start of the timeline or chunk, in the [FrameRate] of the output.
///
/// @param first index of the first frame, 0 or more
/// @param end index after the last frame, greater than `first`
public record FrameRange(long first, long end) {

    /// @throws IllegalArgumentException if the range is empty or begins before frame 0
    public FrameRange {
        if (first < 0 || end <= first) {
            throw new IllegalArgumentException("not a frame range: [%d, %d)".formatted(first, end));
        }
    }

    public static FrameRange ofLength(long first, long length) {
        return new FrameRange(first, Math.addExact(first, length));
    }

    public long length() {
        return end - first;
    }

    public boolean overlaps(FrameRange other) {
        return first < other.end && other.first < end;
    }

    /// The frames that both ranges share.
    ///
    /// @throws IllegalArgumentException if they share no frame
    public FrameRange intersection(FrameRange other) {
        return new FrameRange(Math.max(first, other.first), Math.min(end, other.end));
    }

    /// The same frames, counted from `origin`.
    ///
    /// @param origin a frame at or before the first frame of this range
    public FrameRange relativeTo(long origin) {
        return new FrameRange(first - origin, end - origin);
    }

    @Override
    public String toString() {
        return "[" + first + ", " + end + ")";
    }
}
