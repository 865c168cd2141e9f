package aive.mp4;

import aive.time.FrameRate;
import aive.time.Rational;
import java.util.Arrays;
import java.util.BitSet;

/// The encoded frames of one file, which can be joined with those of others without encoding again.
///
/// The arrays have one element a frame, in decoding order. Every frame has its own number in the order of showing.
public final class EncodedFrames {

    private final RangeReader file;
    private final VideoDescription description;
    private final long timescale;
    private final long ticks;
    private final int[] sizes;
    private final long[] offsets;
    private final int[] shown;
    private final BitSet keys;

    private EncodedFrames(
            RangeReader file,
            VideoDescription description,
            long timescale,
            long ticks,
            int[] sizes,
            long[] offsets,
            int[] shown,
            BitSet keys) {
        this.file = file;
        this.description = description;
        this.timescale = timescale;
        this.ticks = ticks;
        this.sizes = sizes;
        this.offsets = offsets;
        this.shown = shown;
        this.keys = keys;
    }

    /// Reads which frames a file has.
    ///
    /// @param contents of the file
    /// @throws InvalidMp4Exception if its frames are not shown at the starts of frames 0 to n − 1 exactly, or the first
    ///     one cannot be decoded without others
    public static EncodedFrames of(Mp4File contents, RangeReader file, FrameRate rate) throws InvalidMp4Exception {
        Track track = contents.only("vide");
        Rational ticks = Rational.of(track.timescale()).dividedBy(rate.framesPerSecond());
        if (!ticks.isWhole()) {
            throw new InvalidMp4Exception("a frame has %s ticks".formatted(ticks));
        }
        if (track.samples() == 0 || !track.keys().get(0)) {
            throw new InvalidMp4Exception("it does not begin with a key frame");
        }
        return new EncodedFrames(
                file,
                VideoDescription.of(track.description()),
                track.timescale(),
                ticks.floor(),
                track.sizes(),
                track.offsets(),
                shown(track, ticks.floor()),
                track.keys());
    }

    private static int[] shown(Track track, long ticks) throws InvalidMp4Exception {
        int[] shown = new int[track.samples()];
        BitSet seen = new BitSet(shown.length);
        long decoded = 0;
        for (int i = 0; i < shown.length; i++) {
            long time = decoded + track.delays()[i] - track.start();
            decoded += track.durations()[i];
            if (time % ticks != 0 || time < 0 || time / ticks >= shown.length) {
                throw new InvalidMp4Exception("its frames are not evenly spaced");
            }
            shown[i] = (int) (time / ticks);
            seen.set(shown[i]);
        }
        if (seen.cardinality() != shown.length) {
            throw new InvalidMp4Exception("its frames are not evenly spaced");
        }
        return shown;
    }

    public int frames() {
        return sizes.length;
    }

    /// The file that holds the frames.
    public RangeReader file() {
        return file;
    }

    /// The decoder's parameters.
    public VideoDescription description() {
        return description;
    }

    /// Ticks per second of the file's times.
    long timescale() {
        return timescale;
    }

    /// Ticks of a frame.
    long ticks() {
        return ticks;
    }

    /// The bytes of a frame, by its number in decoding order.
    Extent extent(int i) {
        return new Extent(file, offsets[i], sizes[i]);
    }

    int size(int i) {
        return sizes[i];
    }

    /// The number in the order of showing of the frame with number `i` in decoding order.
    int shown(int i) {
        return shown[i];
    }

    boolean isKey(int i) {
        return keys.get(i);
    }

    /// The first frame alone, which is a key frame.
    public EncodedFrames firstFrame() {
        return part(0, 1, file, 0);
    }

    /// A group of pictures: a key frame and what is decoded with its help.
    ///
    /// @param first the number of its first frame in the order of showing
    /// @param frames in memory
    public record Group(int first, EncodedFrames frames) {}

    /// Reads the group that shows a frame.
    ///
    /// @param frame its number in the order of showing
    public Group group(int frame) {
        int from = 0;
        // Groups are closed, so their order is the same in decoding and in showing.
        for (int i = keys.nextSetBit(0); i >= 0 && shown[i] <= frame; i = keys.nextSetBit(i + 1)) {
            from = i;
        }
        int next = keys.nextSetBit(from + 1);
        int end = next < 0 ? sizes.length : next;
        long start = offsets[from];
        int length = Math.toIntExact(offsets[end - 1] + sizes[end - 1] - start);
        return new Group(shown[from], part(from, end, RangeReader.of(file.read(start, length)), start));
    }

    /// @param part has this file's bytes from `origin` on
    private EncodedFrames part(int from, int end, RangeReader part, long origin) {
        return new EncodedFrames(
                part,
                description,
                timescale,
                ticks,
                Arrays.copyOfRange(sizes, from, end),
                Arrays.stream(offsets, from, end).map(offset -> offset - origin).toArray(),
                Arrays.stream(shown, from, end).map(number -> number - shown[from]).toArray(),
                keys.get(from, end));
    }
}
