package aive.render;

import aive.composition.Motion;
import aive.composition.OutputFormat;
import aive.ffmpeg.Filter;
import aive.time.Rational;
import java.util.List;
import java.util.Optional;

/// The picture that an item is drawn on.
///
/// It has the frame's size, or is larger where a view moves over it: its smallest view then has as many pixels as the
/// frame.
///
/// @param width in pixels, even
/// @param height in pixels, even
/// @param left left edge of the part that is always in view, even
/// @param top upper edge of the part that is always in view, even
/// @param innerWidth width of the part that is always in view, even
/// @param innerHeight height of the part that is always in view, even
record Canvas(int width, int height, int left, int top, int innerWidth, int innerHeight) {

    /// The least side of the part that is always in view, for frames of a few pixels.
    private static final int LEAST = 2;

    static Canvas of(OutputFormat format, Optional<Motion> motion) {
        if (motion.isEmpty()) {
            return new Canvas(format.width(), format.height(), 0, 0, format.width(), format.height());
        }
        Rational smallest = Rational.min(motion.get().from().size(), motion.get().to().size());
        int width = evenAbove(Rational.of(format.width()).dividedBy(smallest));
        int height = evenAbove(Rational.of(format.height()).dividedBy(smallest));
        Motion.Overlap inner = motion.get().overlap();
        int left = evenAbove(inner.left().times(width));
        int top = evenAbove(inner.top().times(height));
        return new Canvas(
                width, height, left, top,
                Math.max(LEAST, evenBelow(inner.right().times(width)) - left),
                Math.max(LEAST, evenBelow(inner.bottom().times(height)) - top));
    }

    /// Filters that show the moving view in the frame.
    ///
    /// `perspective` reads the picture at positions of 1/256 pixel, so that nothing jitters; `zoompan` and `crop` round
    /// to whole pixels. It gives frames of the picture's size, of which the first columns and rows are the frame.
    List<Filter> view(Motion motion, OutputFormat format) {
        String left = "W*(%s)".formatted(moving(motion, motion.from().left(), motion.to().left()));
        String top = "H*(%s)".formatted(moving(motion, motion.from().top(), motion.to().top()));
        String size = moving(motion, motion.from().size(), motion.to().size());
        String right = "%s+W*W/%d*(%s)".formatted(left, format.width(), size);
        String bottom = "%s+H*H/%d*(%s)".formatted(top, format.height(), size);
        return List.of(
                GraphBuilder.YUV420,
                Filter.of("perspective")
                        .with("x0", left).with("y0", top)
                        .with("x1", right).with("y1", top)
                        .with("x2", left).with("y2", bottom)
                        .with("x3", right).with("y3", bottom)
                        .with("interpolation", "cubic")
                        .with("eval", "frame"),
                Filter.of("crop").with("w", format.width()).with("h", format.height()).with("x", 0).with("y", 0));
    }

    /// An expression for a number that changes by the same amount from frame to frame. `on` counts frames from 1.
    private static String moving(Motion motion, Rational from, Rational to) {
        Rational step = to.minus(from).dividedBy(Rational.of(motion.of()));
        return "(%s)+(on-1+%d)*(%s)".formatted(from, motion.first(), step);
    }

    private static int evenAbove(Rational number) {
        return 2 * Math.toIntExact(number.dividedBy(Rational.of(2)).ceil());
    }

    private static int evenBelow(Rational number) {
        return 2 * Math.toIntExact(number.dividedBy(Rational.of(2)).floor());
    }
}
