package aive.caption;

import aive.caption.ColourPaint.Composite;
import aive.caption.ColourPaint.CompositeMode;
import aive.caption.ColourPaint.Glyph;
import aive.caption.ColourPaint.Layers;
import aive.caption.ColourPaint.LinearGradient;
import aive.caption.ColourPaint.RadialGradient;
import aive.caption.ColourPaint.Solid;
import aive.caption.ColourPaint.Transformed;
import aive.caption.ColourStops.Stop;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the drawings of colour glyphs from the tables `COLR` (version 1) and `CPAL` of a font.
///
/// The numbers in `Reading.paint` are the formats of the OpenType specification, chapter COLR. Formats of variable
/// fonts, sweep gradients, gradients between two circles that are not concentric, other extend modes than "pad", the text
/// colour, and most composite modes are not supported: glyphs that use them have no drawing here. Thread-safe.
final class ColourTables {

    /// The greatest depth of a drawing. Noto Color Emoji has 7.
    private static final int MAX_DEPTH = 64;

    /// The most parts of one drawing, with the colours of gradients. Noto Color Emoji has about 7,000.
    private static final int MAX_PARTS = 50_000;

    private static final int TEXT_COLOUR = 0xFFFF;
    private static final int PAD = 0;

    /// In place of a gradient without extent, which the specification leaves undrawn.
    private static final ColourPaint NOTHING = new Solid(new Color(0, true));

    private final FontTable colr;
    private final int unitsPerEm;
    private final List<Color> palette;
    private final Map<Integer, Long> offsets;
    private final long layerList;

    private ColourTables(
            FontTable colr, int unitsPerEm, List<Color> palette, Map<Integer, Long> offsets, long layerList) {
        this.colr = colr;
        this.unitsPerEm = unitsPerEm;
        this.palette = palette;
        this.offsets = offsets;
        this.layerList = layerList;
    }

    /// @throws IOException if the file cannot be read
    /// @throws IllegalArgumentException if it is no font with a `COLR` table of version 1, or is damaged
    static ColourTables read(Path file) throws IOException {
        List<FontTable> tables = FontTable.read(file, List.of("head", "CPAL", "COLR"));
        FontTable head = tables.get(0);
        int unitsPerEm = head.unsigned16(18);
        if (unitsPerEm < 16 || unitsPerEm > 16_384) {
            throw head.damaged("the em has %d units".formatted(unitsPerEm));
        }
        FontTable colr = tables.get(2);
        if (colr.unsigned16(0) != 1) {
            throw new IllegalArgumentException("the table COLR of %s is of version %d, not 1"
                    .formatted(file, colr.unsigned16(0)));
        }
        return new ColourTables(
                colr, unitsPerEm, palette(tables.get(1)), offsets(colr, colr.unsigned32(14)), colr.unsigned32(18));
    }

    int unitsPerEm() {
        return unitsPerEm;
    }

    /// The drawing of a glyph; empty if it has none, or one that is not supported.
    ///
    /// @throws IllegalArgumentException if the font is damaged
    Optional<ColourPaint> paintOf(int glyph) {
        try {
            return Optional.ofNullable(offsets.get(glyph))
                    .map(offset -> new Reading().paint(offset, 0))
                    .filter(ColourPaint::isBounded);
        } catch (UnsupportedPaintException _) {
            return Optional.empty();
        }
    }

    /// The first palette.
    private static List<Color> palette(FontTable cpal) {
        int entries = cpal.unsigned16(2);
        long first = cpal.unsigned32(8) + 4L * cpal.unsigned16(12);
        List<Color> palette = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            long at = first + 4L * i;
            palette.add(new Color(
                    cpal.unsigned8(at + 2), cpal.unsigned8(at + 1), cpal.unsigned8(at), cpal.unsigned8(at + 3)));
        }
        return List.copyOf(palette);
    }

    /// Where in the table the drawing of each glyph begins.
    private static Map<Integer, Long> offsets(FontTable colr, long list) {
        Map<Integer, Long> offsets = new HashMap<>();
        long count = list == 0 ? 0 : colr.unsigned32(list);
        for (long at = list + 4; at < list + 4 + 6 * count; at += 6) {
            offsets.put(colr.unsigned16(at), list + colr.unsigned32(at + 2));
        }
        return Map.copyOf(offsets);
    }

    /// A glyph uses a part of the specification that is not supported. It never leaves this class.
    private static final class UnsupportedPaintException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UnsupportedPaintException() {
            super(null, null, false, false);
        }
    }

    /// The reading of one drawing. Its limits end graphs with cycles and those that repeat parts without end.
    private final class Reading {

        private int parts;

        ColourPaint paint(long at, int depth) {
            countParts(1, at);
            if (depth > MAX_DEPTH) {
                throw colr.damaged("the drawing at byte %d is deeper than %d parts".formatted(at, MAX_DEPTH));
            }
            int format = colr.unsigned8(at);
            return switch (format) {
                case 1 -> layers(at, depth);
                case 2 -> new Solid(colour(at + 1));
                case 4 -> linearGradient(at);
                case 6 -> radialGradient(at);
                case 10 -> new Glyph(colr.unsigned16(at + 4), child(at, at + 1, depth));
                case 11 -> {
                    Long other = offsets.get(colr.unsigned16(at + 1));
                    if (other == null) {
                        throw colr.damaged("glyph %d has no drawing".formatted(colr.unsigned16(at + 1)));
                    }
                    yield paint(other, depth + 1);
                }
                case 12, 14, 16, 18, 20, 22, 24, 26, 28, 30 ->
                    new Transformed(transform(format, at), child(at, at + 1, depth));
                case 32 -> new Composite(
                        child(at, at + 1, depth), mode(colr.unsigned8(at + 4)), child(at, at + 5, depth));
                default -> throw new UnsupportedPaintException();
            };
        }

        private void countParts(int more, long at) {
            parts += more;
            if (parts > MAX_PARTS) {
                throw colr.damaged("the drawing at byte %d has more than %d parts".formatted(at, MAX_PARTS));
            }
        }

        /// The part at an offset, which is stored at `place` and counted from `parent`.
        private ColourPaint child(long parent, long place, int depth) {
            return paint(parent + colr.unsigned24(place), depth + 1);
        }

        private ColourPaint layers(long at, int depth) {
            int count = colr.unsigned8(at + 1);
            long first = colr.unsigned32(at + 2);
            long all = layerList == 0 ? 0 : colr.unsigned32(layerList);
            if (first + count > all) {
                throw colr.damaged("layers %d to %d are some of %d".formatted(first, first + count, all));
            }
            List<ColourPaint> layers = new ArrayList<>();
            for (long layer = first; layer < first + count; layer++) {
                layers.add(paint(layerList + colr.unsigned32(layerList + 4 + 4 * layer), depth + 1));
            }
            return new Layers(layers);
        }

        private CompositeMode mode(int number) {
            return switch (number) {
                case 5 -> CompositeMode.SOURCE_IN;
                case 20 -> CompositeMode.SOFT_LIGHT;
                default -> throw new UnsupportedPaintException();
            };
        }

        /// The index of a colour in the palette, and an alpha.
        private Color colour(long at) {
            int index = colr.unsigned16(at);
            if (index == TEXT_COLOUR) {
                throw new UnsupportedPaintException();
            }
            if (index >= palette.size()) {
                throw colr.damaged("colour %d is one of %d".formatted(index, palette.size()));
            }
            Color colour = palette.get(index);
            double alpha = Math.clamp(colr.fixed2Dot14(at + 2), 0, 1);
            return new Color(
                    colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(colour.getAlpha() * alpha));
        }

        private ColourStops stops(long at) {
            int count = colr.unsigned16(at + 1);
            if (colr.unsigned8(at) != PAD || count == 0) {
                throw new UnsupportedPaintException();
            }
            countParts(count, at);
            List<Stop> stops = new ArrayList<>();
            for (long stop = at + 3; stop < at + 3 + 6L * count; stop += 6) {
                stops.add(new Stop(colr.fixed2Dot14(stop), colour(stop + 2)));
            }
            return new ColourStops(stops);
        }

        /// Of the three points, the colours run from p0 to p1, and the line from p0 to p2 has one colour. Java2D has
        /// two points, and lines of one colour at right angles to theirs.
        private ColourPaint linearGradient(long at) {
            double x0 = colr.signed16(at + 4);
            double y0 = colr.signed16(at + 6);
            double x1 = colr.signed16(at + 8) - x0;
            double y1 = colr.signed16(at + 10) - y0;
            double x2 = colr.signed16(at + 12) - x0;
            double y2 = colr.signed16(at + 14) - y0;
            double across = x1 * y2 - y1 * x2;
            if (across == 0) {
                return NOTHING;
            }
            double length = across / (x2 * x2 + y2 * y2);
            double dx = y2 * length;
            double dy = -x2 * length;
            ColourStops stops = stops(at + colr.unsigned24(at + 1));
            double range = stops.last() > stops.first() ? stops.last() - stops.first() : 1;
            return new LinearGradient(
                    new Point2D.Double(x0 + dx * stops.first(), y0 + dy * stops.first()),
                    new Point2D.Double(x0 + dx * (stops.first() + range), y0 + dy * (stops.first() + range)),
                    stops.moved(1 / range, -stops.first() / range));
        }

        /// The first circle must be the focus of the second one, or concentric with it and smaller.
        ///
        /// Java2D moves a focus near the circle to 0.99 radii, which is not visible.
        private ColourPaint radialGradient(long at) {
            double x0 = colr.signed16(at + 4);
            double y0 = colr.signed16(at + 6);
            double r0 = colr.unsigned16(at + 8);
            double x1 = colr.signed16(at + 10);
            double y1 = colr.signed16(at + 12);
            double r1 = colr.unsigned16(at + 14);
            double distance = Math.hypot(x1 - x0, y1 - y0);
            if (r0 == r1 && (distance == 0 || r1 == 0)) {
                return NOTHING;
            }
            if (r1 <= r0 || distance > r1 || (r0 > 0 && distance > 0)) {
                throw new UnsupportedPaintException();
            }
            // Places on the line from the centre to the second circle, and then to the circle of the last colour.
            ColourStops stops = stops(at + colr.unsigned24(at + 1)).moved((r1 - r0) / r1, r0 / r1).fromZero();
            double last = stops.last();
            if (last <= 0) {
                return new Solid(stops.colourAt(0));
            }
            return new RadialGradient(
                    new Point2D.Double(x0, y0),
                    new Point2D.Double(x0 + (x1 - x0) * last, y0 + (y1 - y0) * last),
                    (float) (r1 * last),
                    stops.moved(1 / last, 0));
        }

        private AffineTransform transform(int format, long at) {
            long values = at + 4;
            return switch (format) {
                case 12 -> {
                    long matrix = at + colr.unsigned24(at + 4);
                    double[] numbers = new double[6];
                    for (int i = 0; i < 6; i++) {
                        numbers[i] = colr.fixed16Dot16(matrix + 4L * i);
                    }
                    yield new AffineTransform(numbers);
                }
                case 14 -> AffineTransform.getTranslateInstance(colr.signed16(values), colr.signed16(values + 2));
                case 16 -> scale(values, values + 2);
                case 18 -> around(values + 4, scale(values, values + 2));
                case 20 -> scale(values, values);
                case 22 -> around(values + 2, scale(values, values));
                case 24 -> AffineTransform.getRotateInstance(angle(values));
                case 26 -> around(values + 2, AffineTransform.getRotateInstance(angle(values)));
                case 28 -> skew(values);
                case 30 -> around(values + 4, skew(values));
                default -> throw new AssertionError(format);
            };
        }

        private AffineTransform scale(long x, long y) {
            return AffineTransform.getScaleInstance(colr.fixed2Dot14(x), colr.fixed2Dot14(y));
        }

        /// Counter-clockwise: a positive angle leans upright lines to the left.
        private AffineTransform skew(long at) {
            return AffineTransform.getShearInstance(-Math.tan(angle(at)), Math.tan(angle(at + 2)));
        }

        /// In radians; stored in half turns.
        private double angle(long at) {
            return colr.fixed2Dot14(at) * Math.PI;
        }

        /// A transform that leaves one point where it is.
        private AffineTransform around(long centre, AffineTransform transform) {
            double x = colr.signed16(centre);
            double y = colr.signed16(centre + 2);
            AffineTransform around = AffineTransform.getTranslateInstance(x, y);
            around.concatenate(transform);
            around.translate(-x, -y);
            return around;
        }
    }
}
