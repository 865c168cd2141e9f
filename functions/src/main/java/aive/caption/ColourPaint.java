package aive.caption;

import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.MultipleGradientPaint.ColorSpaceType;
import java.awt.MultipleGradientPaint.CycleMethod;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.util.List;

/// A drawing of a colour glyph, as the `COLR` table of a font describes it: a tree of shapes, colours, and transforms.
///
/// Coordinates are in font units; y points up. A colour or gradient alone has no edges: it is bounded by the glyph
/// around it.
sealed interface ColourPaint {

    /// Whether the painted area has an edge everywhere.
    default boolean isBounded() {
        return switch (this) {
            case Fill _ -> false;
            case Glyph _ -> true;
            case Layers(var layers) -> layers.stream().allMatch(ColourPaint::isBounded);
            case Transformed(_, var content) -> content.isBounded();
            case Composite(var source, var mode, var backdrop) -> switch (mode) {
                case SOURCE_IN -> source.isBounded() || backdrop.isBounded();
                case SOFT_LIGHT -> source.isBounded() && backdrop.isBounded();
            };
        };
    }

    /// A colour or gradient over the whole plane.
    sealed interface Fill extends ColourPaint {

        /// The same fill for coordinates of the device.
        ///
        /// @param toDevice invertible; from the coordinates of this fill to those of the device
        Paint on(AffineTransform toDevice);

        /// The least alpha of its colours, from 0 to 255.
        int leastAlpha();
    }

    record Solid(Color colour) implements Fill {

        @Override
        public Paint on(AffineTransform toDevice) {
            return colour;
        }

        @Override
        public int leastAlpha() {
            return colour.getAlpha();
        }
    }

    /// A gradient from `start` to `end`, which are different. Beyond them, the colours at the ends continue.
    record LinearGradient(Point2D start, Point2D end, ColourStops stops) implements Fill {

        @Override
        public Paint on(AffineTransform toDevice) {
            return new LinearGradientPaint(
                    start, end, stops.fractions(), stops.colours(), CycleMethod.NO_CYCLE, ColorSpaceType.SRGB,
                    toDevice);
        }

        @Override
        public int leastAlpha() {
            return stops.leastAlpha();
        }
    }

    /// A gradient from `focus` to the circle around `centre`, in which `focus` lies. Beyond the circle, the last colour
    /// continues.
    ///
    /// @param radius more than 0
    record RadialGradient(Point2D focus, Point2D centre, float radius, ColourStops stops) implements Fill {

        @Override
        public Paint on(AffineTransform toDevice) {
            return new RadialGradientPaint(
                    centre, radius, focus, stops.fractions(), stops.colours(), CycleMethod.NO_CYCLE,
                    ColorSpaceType.SRGB, toDevice);
        }

        @Override
        public int leastAlpha() {
            return stops.leastAlpha();
        }
    }

    /// The part of `content` that is inside the outline of a glyph.
    record Glyph(int glyph, ColourPaint content) implements ColourPaint {}

    /// Drawings over each other, the lowest first.
    record Layers(List<ColourPaint> layers) implements ColourPaint {

        public Layers {
            layers = List.copyOf(layers);
        }
    }

    /// `content` in other coordinates.
    record Transformed(AffineTransform transform, ColourPaint content) implements ColourPaint {}

    /// `source` and `backdrop`, mixed by a formula of the W3C's "Compositing and Blending".
    record Composite(ColourPaint source, CompositeMode mode, ColourPaint backdrop) implements ColourPaint {}

    enum CompositeMode {
        /// The source, where the backdrop is; the backdrop itself is not drawn.
        SOURCE_IN,
        /// The source over the backdrop, which it makes lighter or darker.
        SOFT_LIGHT
    }
}
