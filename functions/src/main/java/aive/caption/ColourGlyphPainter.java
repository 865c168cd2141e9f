package aive.caption;

import aive.caption.ColourPaint.Composite;
import aive.caption.ColourPaint.CompositeMode;
import aive.caption.ColourPaint.Fill;
import aive.caption.ColourPaint.Glyph;
import aive.caption.ColourPaint.Layers;
import aive.caption.ColourPaint.Transformed;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Paints the drawing of a colour glyph, or finds the area that it covers.
final class ColourGlyphPainter {

    private static final Map<RenderingHints.Key, Object> HINTS = Map.of(
            RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON,
            RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE,
            RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);

    /// The greatest width and height in pixels that a glyph may cover if a part is painted on an image of its own.
    private static final int MAX_SIDE = 8_192;

    /// The greatest number in a transform. Beyond it, coordinates of a pixel have no exact form.
    private static final double MAX_SCALE = 1e6;

    /// The alpha from which a part counts as visible on its own.
    private static final int HALF = 128;

    private final IntFunction<Shape> outlines;
    private final Path file;

    /// @param outlines from a glyph to its outline in font units; y points up
    /// @param file for messages
    ColourGlyphPainter(IntFunction<Shape> outlines, Path file) {
        this.outlines = outlines;
        this.file = file;
    }

    /// @param toDevice from font units to pixels
    /// @param device whose own transform is the identity; its hints and paint are changed
    void paint(ColourPaint drawing, AffineTransform toDevice, Graphics2D device) {
        device.addRenderingHints(HINTS);
        draw(drawing, toDevice, device);
    }

    private void draw(ColourPaint drawing, AffineTransform toDevice, Graphics2D device) {
        switch (drawing) {
            case Layers(var layers) -> layers.forEach(layer -> draw(layer, toDevice, device));
            case Transformed(var transform, var content) -> draw(content, combined(toDevice, transform), device);
            case Glyph(int glyph, var content) ->
                fill(toDevice.createTransformedShape(outlines.apply(glyph)), content, toDevice, device);
            case Fill fill -> throw new IllegalArgumentException(fill + " is not bounded by a glyph");
            case Composite composite ->
                canvas(composite, toDevice, device).ifPresent(area -> area.image(composite, toDevice).onto(device));
        }
    }

    /// Paints the part of `content` that is inside a shape of the device.
    private void fill(Shape shape, ColourPaint content, AffineTransform toDevice, Graphics2D device) {
        switch (content) {
            case Transformed(var transform, var inner) -> fill(shape, inner, combined(toDevice, transform), device);
            case Fill fill -> {
                if (toDevice.getDeterminant() != 0) {
                    // Java2D takes the colour of a gradient at a pixel's upper left corner instead of its middle.
                    AffineTransform fromMiddle = AffineTransform.getTranslateInstance(-0.5, -0.5);
                    fromMiddle.concatenate(toDevice);
                    device.setPaint(fill.on(fromMiddle));
                    device.fill(shape);
                }
            }
            case Layers _, Glyph _, Composite _ -> canvas(shape, device).ifPresent(area ->
                    mixed(area.image(content, toDevice), CompositeMode.SOURCE_IN, area.image(shape)).onto(device));
        }
    }

    /// A part of the device, for parts of a drawing that are mixed before they are painted.
    private final class Canvas {

        private final Rectangle bounds;

        Canvas(Rectangle bounds) {
            this.bounds = bounds;
        }

        Image image(ColourPaint drawing, AffineTransform toDevice) {
            return switch (drawing) {
                case Composite(var source, var mode, var backdrop) ->
                    mixed(image(source, toDevice), mode, image(backdrop, toDevice));
                case Transformed(var transform, var content) -> image(content, combined(toDevice, transform));
                case Fill fill -> {
                    Image image = new Image(bounds);
                    image.draw(graphics -> fill(bounds, fill, toDevice, graphics));
                    yield image;
                }
                case Layers(var layers) -> {
                    Image image = new Image(bounds);
                    for (ColourPaint layer : layers) {
                        if (layer.isBounded()) {
                            image.draw(graphics -> draw(layer, toDevice, graphics));
                        } else {
                            Image unbounded = image(layer, toDevice);
                            image.draw(unbounded::onto);
                        }
                    }
                    yield image;
                }
                case Glyph _ -> {
                    Image image = new Image(bounds);
                    image.draw(graphics -> draw(drawing, toDevice, graphics));
                    yield image;
                }
            };
        }

        /// A white image of a shape.
        Image image(Shape shape) {
            Image image = new Image(bounds);
            image.draw(graphics -> {
                graphics.setPaint(Color.WHITE);
                graphics.fill(shape);
            });
            return image;
        }
    }

    /// Pixels of a part of the device, with premultiplied alpha.
    private record Image(Rectangle bounds, BufferedImage pixels) {

        Image(Rectangle bounds) {
            this(bounds, new BufferedImage(bounds.width, bounds.height, BufferedImage.TYPE_INT_ARGB_PRE));
        }

        void draw(Consumer<Graphics2D> drawing) {
            Graphics2D graphics = pixels.createGraphics();
            try {
                graphics.addRenderingHints(HINTS);
                graphics.translate(-bounds.x, -bounds.y);
                graphics.clip(bounds);
                drawing.accept(graphics);
            } finally {
                graphics.dispose();
            }
        }

        void onto(Graphics2D device) {
            device.drawImage(pixels, bounds.x, bounds.y, null);
        }

        int[] argb() {
            return ((DataBufferInt) pixels.getRaster().getDataBuffer()).getData();
        }
    }

    private static Image mixed(Image source, CompositeMode mode, Image backdrop) {
        Image result = new Image(source.bounds());
        int[] from = source.argb();
        int[] behind = backdrop.argb();
        int[] to = result.argb();
        for (int i = 0; i < to.length; i++) {
            to[i] = switch (mode) {
                case SOURCE_IN -> sourceIn(from[i], behind[i] >>> 24);
                case SOFT_LIGHT -> softLight(from[i], behind[i]);
            };
        }
        return result;
    }

    private static int sourceIn(int source, int alpha) {
        int pixel = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            pixel |= (((source >>> shift & 0xFF) * alpha + 127) / 255) << shift;
        }
        return pixel;
    }

    /// "Compositing and Blending", 9.1.8 "soft-light", over the backdrop.
    private static int softLight(int source, int backdrop) {
        double sourceAlpha = (source >>> 24) / 255.0;
        double backdropAlpha = (backdrop >>> 24) / 255.0;
        if (sourceAlpha == 0 || backdropAlpha == 0) {
            return sourceAlpha == 0 ? backdrop : source;
        }
        double alpha = sourceAlpha + backdropAlpha * (1 - sourceAlpha);
        int pixel = (int) Math.round(alpha * 255) << 24;
        for (int shift = 0; shift < 24; shift += 8) {
            double over = (source >>> shift & 0xFF) / 255.0;
            double under = (backdrop >>> shift & 0xFF) / 255.0;
            double value = over * (1 - backdropAlpha) + under * (1 - sourceAlpha)
                    + sourceAlpha * backdropAlpha * softLight(over / sourceAlpha, under / backdropAlpha);
            pixel |= (int) Math.round(Math.min(value, alpha) * 255) << shift;
        }
        return pixel;
    }

    private static double softLight(double source, double backdrop) {
        if (source <= 0.5) {
            return backdrop - (1 - 2 * source) * backdrop * (1 - backdrop);
        }
        double lighter =
                backdrop <= 0.25 ? ((16 * backdrop - 12) * backdrop + 4) * backdrop : Math.sqrt(backdrop);
        return backdrop + (2 * source - 1) * (lighter - backdrop);
    }

    /// The area that a drawing covers, also where it is transparent.
    ///
    /// @param transform from font units to the result's coordinates
    Shape area(ColourPaint drawing, AffineTransform transform) {
        return area(drawing, transform, 0);
    }

    /// The area that a drawing covers with at least half opacity; all of it if no part is as opaque.
    ///
    /// It is without the glow of a candle, whose edge is transparent. Parts inside an earlier part are left out, such
    /// as the eyes of a face.
    Shape silhouette(ColourPaint drawing, AffineTransform transform) {
        Shape opaque = area(drawing, transform, HALF);
        return opaque.getBounds2D().isEmpty() ? area(drawing, transform) : opaque;
    }

    private Shape area(ColourPaint drawing, AffineTransform transform, int leastAlpha) {
        Union union = new Union();
        addTo(union, drawing, transform, leastAlpha);
        return union.path;
    }

    private void addTo(Union union, ColourPaint drawing, AffineTransform transform, int leastAlpha) {
        switch (drawing) {
            case Layers(var layers) -> layers.forEach(layer -> addTo(union, layer, transform, leastAlpha));
            case Transformed(var inner, var content) -> addTo(union, content, combined(transform, inner), leastAlpha);
            case Fill fill -> throw new IllegalArgumentException(fill + " is not bounded by a glyph");
            case Glyph(int glyph, var content) -> {
                Shape outline = transform.createTransformedShape(outlines.apply(glyph));
                if (content.isBounded()) {
                    union.add(intersection(outline, area(content, transform, leastAlpha)));
                } else if (alphaOf(content) >= leastAlpha) {
                    union.add(outline);
                }
            }
            case Composite(var source, var mode, var backdrop) -> {
                if (mode == CompositeMode.SOFT_LIGHT) {
                    addTo(union, backdrop, transform, leastAlpha);
                    addTo(union, source, transform, leastAlpha);
                } else if (source.isBounded() && backdrop.isBounded()) {
                    union.add(intersection(
                            area(source, transform, leastAlpha), area(backdrop, transform, leastAlpha)));
                } else {
                    ColourPaint bounded = source.isBounded() ? source : backdrop;
                    ColourPaint unbounded = source.isBounded() ? backdrop : source;
                    if (alphaOf(unbounded) >= leastAlpha) {
                        addTo(union, bounded, transform, leastAlpha);
                    }
                }
            }
        }
    }

    /// The least alpha of a fill in its own coordinates; 255 for other drawings without edges, which are rare.
    private static int alphaOf(ColourPaint unbounded) {
        return switch (unbounded) {
            case Fill fill -> fill.leastAlpha();
            case Transformed(_, var content) -> alphaOf(content);
            case Layers _, Glyph _, Composite _ -> 255;
        };
    }

    /// Shapes put together for the nonzero winding rule.
    private static final class Union {

        /// The number of large shapes that are compared with later ones.
        private static final int COVERS = 16;

        private final Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        private final List<Cover> covers = new ArrayList<>();

        private record Cover(Shape shape, Rectangle2D bounds) {

            double size() {
                return bounds.getWidth() * bounds.getHeight();
            }

            boolean covers(Rectangle2D part) {
                return bounds.contains(part) && shape.contains(part);
            }
        }

        /// Adds a shape, unless it is empty or its bounds are inside one of the large shapes.
        void add(Shape shape) {
            Cover added = new Cover(shape, shape.getBounds2D());
            if (added.bounds().isEmpty() || covers.stream().anyMatch(cover -> cover.covers(added.bounds()))) {
                return;
            }
            path.append(TurnedPath.positive(shape), false);
            covers.add(added);
            if (covers.size() > COVERS) {
                covers.remove(Collections.min(covers, Comparator.comparingDouble(Cover::size)));
            }
        }
    }

    private static Shape intersection(Shape one, Shape other) {
        Area area = new Area(one);
        area.intersect(new Area(other));
        return area;
    }

    /// The pixels that a part of a drawing can change; empty if there are none.
    private Optional<Canvas> canvas(ColourPaint drawing, AffineTransform toDevice, Graphics2D device) {
        return canvas(area(drawing, toDevice), device);
    }

    private Optional<Canvas> canvas(Shape shape, Graphics2D device) {
        Rectangle bounds = shape.getBounds();
        bounds.grow(1, 1);
        Rectangle clip = device.getClipBounds();
        Rectangle visible = clip == null ? bounds : bounds.intersection(clip);
        if (visible.isEmpty()) {
            return Optional.empty();
        }
        if (visible.width > MAX_SIDE || visible.height > MAX_SIDE) {
            throw new IllegalArgumentException("a glyph of %s covers %d × %d pixels; the limit is %d × %d"
                    .formatted(file, visible.width, visible.height, MAX_SIDE, MAX_SIDE));
        }
        return Optional.of(new Canvas(visible));
    }

    private AffineTransform combined(AffineTransform outer, AffineTransform inner) {
        AffineTransform combined = new AffineTransform(outer);
        combined.concatenate(inner);
        double[] numbers = new double[6];
        combined.getMatrix(numbers);
        for (double number : numbers) {
            if (!(Math.abs(number) <= MAX_SCALE)) {
                throw new IllegalArgumentException("%s is damaged: a glyph is enlarged too much: %s"
                        .formatted(file, combined));
            }
        }
        return combined;
    }
}
