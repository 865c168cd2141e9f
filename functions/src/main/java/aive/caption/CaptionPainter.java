package aive.caption;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Map;
import java.util.function.BiConsumer;

/// Paints captions into PNG files with straight alpha: white letters, a dark outline, and a soft shadow on
/// transparency.
///
/// A caption's pixels depend on the caption alone: it is painted into its own ink bounds, and then copied into the
/// crop.
public final class CaptionPainter {

    private static final Map<RenderingHints.Key, Object> HINTS = Map.of(
            RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON,
            RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE,
            RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);

    /// The opacity of the outline, from 0 to 255.
    private static final int OUTLINE_OPACITY = 235;

    /// The opacity of the shadow, from 0 to 255.
    private static final int SHADOW_OPACITY = 140;

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
        CaptionStyle style = caption.style();
        byte[] letters = coverage(caption, (graphics, glyphs) -> graphics.fill(glyphs));
        float stroke = (float) (2 * style.outline());
        byte[] outlined = coverage(caption, (graphics, glyphs) -> {
            graphics.setStroke(new BasicStroke(stroke, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(glyphs);
        });
        for (int i = 0; i < outlined.length; i++) {
            outlined[i] = (byte) union(outlined[i] & 0xFF, letters[i] & 0xFF);
        }
        byte[] shadow = DropShadow.of(outlined, ink.width(), ink.height(), style);
        int[] argb = new int[letters.length];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = over(letters[i] & 0xFF, outlined[i] & 0xFF, shadow[i] & 0xFF);
        }
        return argb;
    }

    /// The combined coverage of two layers.
    private static int union(int one, int other) {
        return one + ((255 - one) * other + 127) / 255;
    }

    /// Composes white letters over the two black layers.
    private static int over(int letter, int outline, int shadow) {
        int light = (255 - outline * OUTLINE_OPACITY / 255) * (255 - shadow * SHADOW_OPACITY / 255) / 255;
        int dark = 255 - light;
        int alpha = union(letter, dark);
        int grey = alpha == 0 ? 0 : (255 * letter + alpha / 2) / alpha;
        return alpha << 24 | grey * 0x010101;
    }

    /// How much of each pixel of the ink bounds a drawing covers, from 0 to 255.
    private static byte[] coverage(CaptionDrawing caption, BiConsumer<Graphics2D, Shape> drawing) {
        PixelBounds ink = caption.ink();
        BufferedImage mask = new BufferedImage(ink.width(), ink.height(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = mask.createGraphics();
        try {
            graphics.addRenderingHints(HINTS);
            graphics.translate(-ink.x(), -ink.y());
            graphics.setColor(Color.WHITE);
            drawing.accept(graphics, caption.glyphs());
        } finally {
            graphics.dispose();
        }
        return ((DataBufferByte) mask.getRaster().getDataBuffer()).getData();
    }
}
