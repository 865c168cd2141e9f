package aive.caption;

import aive.composition.CaptionLook;
import aive.project.CaptionBackground;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Paints captions into PNG files with straight alpha: letters over an outline over a soft shadow or a box, on
/// transparency.
///
/// A caption's pixels depend on the caption alone: it is painted into its own ink bounds, and then copied into the
/// crop.
public final class CaptionPainter {

    private static final Map<RenderingHints.Key, Object> HINTS = Map.of(
            RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON,
            RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE,
            RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);

    private static final float OUTLINE_OPACITY = 0.92f;
    private static final float SHADOW_OPACITY = 0.55f;
    private static final int BLACK = 0;

    private CaptionPainter() {}

    /// The part of the frame inside `crop`, with the caption.
    public static byte[] png(CaptionDrawing caption, PixelBounds crop) {
        PixelBounds ink = caption.ink();
        int[] painted = paint(caption);
        int[] argb = new int[crop.width() * crop.height()];
        int left = Math.max(ink.x(), crop.x());
        int right = Math.min(ink.right(), crop.right());
        for (int y = Math.max(ink.y(), crop.y()); left < right && y < Math.min(ink.bottom(), crop.bottom()); y++) {
            int from = (y - ink.y()) * ink.width() + left - ink.x();
            int to = (y - crop.y()) * crop.width() + left - crop.x();
            System.arraycopy(painted, from, argb, to, right - left);
        }
        return Png.of(argb, crop.width(), crop.height());
    }

    /// The part of the frame inside `crop`, without a caption: transparent.
    public static byte[] blank(PixelBounds crop) {
        return Png.of(new int[crop.width() * crop.height()], crop.width(), crop.height());
    }

    /// The pixels of the caption's ink bounds, in straight ARGB.
    private static int[] paint(CaptionDrawing caption) {
        PixelBounds ink = caption.ink();
        CaptionEffects effects = caption.effects();
        CaptionLook look = effects.look();
        CaptionDrawing.Lettering lettering = caption.lettering();
        byte[] letters = coverage(ink, graphics -> graphics.fill(lettering.glyphs()));
        byte[] outlined = lettering.emoji().isEmpty()
                ? letters
                : coverage(ink, graphics -> graphics.fill(lettering.silhouette()));
        if (look.outline().width().signum() > 0) {
            float stroke = (float) (2 * effects.outline());
            outlined = coverage(ink, graphics -> {
                graphics.setStroke(new BasicStroke(stroke, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                graphics.draw(lettering.silhouette());
                graphics.fill(lettering.silhouette());
            });
        }
        Layers layers = new Layers(ink.width() * ink.height());
        if (look.background().isPresent()) {
            CaptionBackground box = look.background().get();
            layers.add(coverage(ink, graphics -> lettering.boxes().forEach(graphics::fill)), box.colour(),
                    (float) CaptionEffects.number(box.opacity()));
        } else {
            layers.add(DropShadow.of(outlined, ink.width(), ink.height(), effects), BLACK, SHADOW_OPACITY);
        }
        if (look.outline().width().signum() > 0) {
            layers.add(outlined, look.outline().colour(), OUTLINE_OPACITY);
        }
        layers.add(letters, look.colour(), 1);
        if (look.highlight().isPresent() && !lettering.highlights().isEmpty()) {
            byte[] spoken = coverage(ink, graphics -> {
                Shape everywhere = graphics.getClip();
                for (CaptionDrawing.Highlight highlight : lettering.highlights()) {
                    graphics.setClip(everywhere);
                    graphics.clip(highlight.area());
                    graphics.fill(highlight.glyphs());
                }
            });
            layers.add(spoken, look.highlight().get(), 1);
        }
        if (!lettering.emoji().isEmpty()) {
            layers.add(emoji(ink, lettering.emoji()));
        }
        return layers.argb((float) caption.opacity());
    }

    /// How much of each pixel of the ink bounds a drawing covers, from 0 to 255.
    private static byte[] coverage(PixelBounds ink, Consumer<Graphics2D> drawing) {
        BufferedImage mask = new BufferedImage(ink.width(), ink.height(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = mask.createGraphics();
        try {
            graphics.addRenderingHints(HINTS);
            graphics.translate(-ink.x(), -ink.y());
            graphics.setColor(Color.WHITE);
            drawing.accept(graphics);
        } finally {
            graphics.dispose();
        }
        return ((DataBufferByte) mask.getRaster().getDataBuffer()).getData();
    }

    /// The emoji on transparency, premultiplied.
    private static BufferedImage emoji(PixelBounds ink, List<CaptionDrawing.PlacedEmoji> emoji) {
        BufferedImage image = new BufferedImage(ink.width(), ink.height(), BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.addRenderingHints(HINTS);
            graphics.translate(-ink.x(), -ink.y());
            AffineTransform frame = graphics.getTransform();
            for (CaptionDrawing.PlacedEmoji glyph : emoji) {
                graphics.setTransform(frame);
                graphics.transform(glyph.place());
                glyph.font().paint(graphics, glyph.glyph());
            }
        } finally {
            graphics.dispose();
        }
        return image;
    }

    /// Colours painted over each other, from the lowest to the highest, on transparency.
    private static final class Layers {

        /// Premultiplied red, green, and blue, and alpha, each from 0 to 1.
        private final float[] pixels;

        Layers(int count) {
            pixels = new float[4 * count];
        }

        void add(byte[] coverage, int colour, float opacity) {
            float red = (colour >> 16 & 0xFF) / 255f;
            float green = (colour >> 8 & 0xFF) / 255f;
            float blue = (colour & 0xFF) / 255f;
            for (int i = 0, at = 0; i < coverage.length; i++, at += 4) {
                if (coverage[i] != 0) {
                    float alpha = (coverage[i] & 0xFF) / 255f * opacity;
                    pixels[at] = red * alpha + pixels[at] * (1 - alpha);
                    pixels[at + 1] = green * alpha + pixels[at + 1] * (1 - alpha);
                    pixels[at + 2] = blue * alpha + pixels[at + 2] * (1 - alpha);
                    pixels[at + 3] = alpha + pixels[at + 3] * (1 - alpha);
                }
            }
        }

        /// Adds an image with premultiplied alpha.
        void add(BufferedImage image) {
            int[] colours = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
            for (int i = 0, at = 0; i < colours.length; i++, at += 4) {
                float below = 1 - (colours[i] >>> 24) / 255f;
                pixels[at] = (colours[i] >> 16 & 0xFF) / 255f + pixels[at] * below;
                pixels[at + 1] = (colours[i] >> 8 & 0xFF) / 255f + pixels[at + 1] * below;
                pixels[at + 2] = (colours[i] & 0xFF) / 255f + pixels[at + 2] * below;
                pixels[at + 3] = (colours[i] >>> 24) / 255f + pixels[at + 3] * below;
            }
        }

        int[] argb(float opacity) {
            int[] argb = new int[pixels.length / 4];
            for (int i = 0, at = 0; i < argb.length; i++, at += 4) {
                float alpha = pixels[at + 3];
                if (alpha > 0) {
                    argb[i] = byteOf(alpha * opacity) << 24 | byteOf(pixels[at] / alpha) << 16
                            | byteOf(pixels[at + 1] / alpha) << 8 | byteOf(pixels[at + 2] / alpha);
                }
            }
            return argb;
        }

        private static int byteOf(float share) {
            return Math.min(255, (int) (share * 255 + 0.5f));
        }
    }
}
