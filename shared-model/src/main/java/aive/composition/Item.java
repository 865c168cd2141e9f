package aive.composition;

import aive.media.ImageInfo;
import aive.media.VideoInfo;
import aive.media.VisualInfo;
import aive.project.Fill;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.List;
import java.util.Optional;

/// A part of the video track: a clip, a still image, or one colour, for a number of frames.
public sealed interface Item extends TrackUnit {

    @Override
    Item part(FrameRange run, FrameRate rate);

    /// Returns the item with this number of frames, of which the first ones look the same.
    Item lengthened(long frames);

    @Override
    default List<Item> shown() {
        return List.of(this);
    }

    /// Whether another item shows the frames after the last frame of this one.
    ///
    /// A motion, which is known to its end, must be long enough.
    default boolean isContinuedBy(Item next, FrameRate rate) {
        long both = frames() + next.frames();
        if (this instanceof Still still && still.motion().map(motion -> motion.left() < both).orElse(false)) {
            return false;
        }
        return lengthened(both).part(FrameRange.ofLength(frames(), next.frames()), rate)
                .equals(next);
    }

    /// The SHA-256 identity of the item's file; empty for a colour.
    default Optional<String> asset() {
        return switch (this) {
            case Footage footage -> Optional.of(footage.file());
            case Still still -> Optional.of(still.file());
            case Solid _ -> Optional.empty();
        };
    }

    /// A clip.
    ///
    /// @param file SHA-256 of its bytes
    /// @param media what the probe found in it
    /// @param inPoint the time in the clip that the first frame shows, in seconds from the clip's first frame. It may
    ///     be after the clip's end, for the second part of an item; `fill` then decides which frame is shown
    /// @param fill what is shown after the clip's end
    /// @param background the colour behind the clip, as in [Solid]; absent for an opaque clip
    /// @param fit how it fills the frame; absent for [Fit#COVER]
    record Footage(
            long frames,
            String file,
            VideoInfo media,
            Rational inPoint,
            Fill fill,
            Optional<Integer> background,
            Optional<Fit> fit)
            implements Item {

        /// A clip that covers the frame, in front of black if it is transparent.
        public Footage(long frames, String file, VideoInfo media, Rational inPoint, Fill fill) {
            this(frames, file, media, inPoint, fill, behind(media, Solid.BLACK), Optional.empty());
        }

        /// @throws IllegalArgumentException if `frames` is less than 1, the in-point is negative, or a background is
        ///     missing or superfluous
        public Footage {
            checkLength(frames);
            checkBackground(media, background);
            if (inPoint.signum() < 0) {
                throw new IllegalArgumentException("in-point is negative: " + inPoint);
            }
        }

        @Override
        public Footage lengthened(long length) {
            return new Footage(length, file, media, inPoint, fill, background, fit);
        }

        @Override
        public Footage part(FrameRange run, FrameRate rate) {
            return new Footage(
                    run.length(), file, media, inPoint.plus(rate.startOf(run.first())), fill, background, fit);
        }
    }

    /// A still image.
    ///
    /// @param file SHA-256 of its bytes
    /// @param media what the probe found in it
    /// @param background the colour behind the image, as in [Solid]; absent for an opaque image
    /// @param fit how it fills the frame; absent for [Fit#COVER]
    /// @param motion how the view moves over it; absent if it does not move
    record Still(
            long frames,
            String file,
            ImageInfo media,
            Optional<Integer> background,
            Optional<Fit> fit,
            Optional<Motion> motion)
            implements Item {

        /// An image that covers the frame and does not move, in front of black if it is transparent.
        public Still(long frames, String file, ImageInfo media) {
            this(frames, file, media, behind(media, Solid.BLACK), Optional.empty(), Optional.empty());
        }

        /// @throws IllegalArgumentException if `frames` is less than 1, a background is missing or superfluous, or the
        ///     motion ends before the item
        public Still {
            checkLength(frames);
            checkBackground(media, background);
            if (motion.isPresent() && motion.get().first() + frames > motion.get().of()) {
                throw new IllegalArgumentException("%s is too short for %d frames".formatted(motion.get(), frames));
            }
        }

        /// @throws IllegalArgumentException if the motion is not as long
        @Override
        public Still lengthened(long length) {
            return new Still(length, file, media, background, fit, motion);
        }

        @Override
        public Still part(FrameRange run, FrameRate rate) {
            return new Still(run.length(), file, media, background, fit, motion.map(moving -> moving.part(run)));
        }
    }

    /// Frames of one colour.
    ///
    /// @param colour red, green, and blue, 8 bits each: `0x000000` is black
    record Solid(long frames, int colour) implements Item {

        public static final int BLACK = 0;

        /// @throws IllegalArgumentException if `frames` is less than 1, or the colour has more than 24 bits
        public Solid {
            checkLength(frames);
            checkColour(colour);
        }

        @Override
        public Solid lengthened(long length) {
            return new Solid(length, colour);
        }

        @Override
        public Solid part(FrameRange run, FrameRate rate) {
            return new Solid(run.length(), colour);
        }
    }

    /// The background of a file: the colour if the file is transparent, otherwise none.
    static Optional<Integer> behind(VisualInfo media, int colour) {
        return media.transparent() ? Optional.of(colour) : Optional.empty();
    }

    private static void checkBackground(VisualInfo media, Optional<Integer> background) {
        if (media.transparent() != background.isPresent()) {
            throw new IllegalArgumentException("a transparent item needs a background, and an opaque one needs none");
        }
        background.ifPresent(Item::checkColour);
    }

    /// @throws IllegalArgumentException if the colour has more than 24 bits
    static void checkColour(int colour) {
        if (colour < 0 || colour > 0xFFFFFF) {
            throw new IllegalArgumentException("not a 24-bit RGB colour: " + colour);
        }
    }

    private static void checkLength(long frames) {
        if (frames < 1) {
            throw new IllegalArgumentException("an item needs at least one frame, not %d".formatted(frames));
        }
    }
}
