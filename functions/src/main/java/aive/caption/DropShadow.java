package aive.caption;

/// Blurs a mask by averaging it a few times in each direction, at a cost that does not depend on the radius.
final class DropShadow {

    private DropShadow() {}

    /// The shadow of a mask of `width` times `height` pixels, sunk and blurred as the style says; what would fall outside is lost.
    static byte[] of(byte[] mask, int width, int height, CaptionStyle style) {
        byte[] shadow = new byte[mask.length];
        int drop = Math.min(style.drop(), height);
        System.arraycopy(mask, 0, shadow, drop * width, (height - drop) * width);
        byte[] line = new byte[Math.max(width, height)];
        for (int pass = 0; pass < CaptionStyle.BLUR_PASSES && style.blurRadius() > 0; pass++) {
            for (int y = 0; y < height; y++) {
                average(shadow, y * width, 1, width, style.blurRadius(), line);
            }
            for (int x = 0; x < width; x++) {
                average(shadow, x, width, height, style.blurRadius(), line);
            }
        }
        return shadow;
    }

    /// Replaces each of `count` pixels by the mean of those up to `radius` away; beyond the ends all is empty.
    private static void average(byte[] pixels, int first, int step, int count, int radius, byte[] line) {
        for (int i = 0, at = first; i < count; i++, at += step) {
            line[i] = pixels[at];
        }
        // A multiplication for the division by the number of pixels: rounded down, so 255 stays the most there can be.
        int share = (1 << 16) / (2 * radius + 1);
        int sum = 0;
        for (int i = 0; i < Math.min(radius, count); i++) {
            sum += line[i] & 0xFF;
        }
        for (int i = 0, at = first; i < count; i++, at += step) {
            if (i + radius < count) {
                sum += line[i + radius] & 0xFF;
            }
            pixels[at] = (byte) ((sum * share) >> 16);
            if (i - radius >= 0) {
                sum -= line[i - radius] & 0xFF;
            }
        }
    }
}
