package aive.caption;

/// Makes drop shadows with box blurs, at a cost that is independent of the radius.
final class DropShadow {

    private DropShadow() {}

    /// The shadow of a mask of `width` times `height` pixels, offset and blurred as `effects` states. Parts outside the
    /// mask are cut off.
    static byte[] of(byte[] mask, int width, int height, CaptionEffects effects) {
        byte[] shadow = new byte[mask.length];
        int drop = Math.min(effects.drop(), height);
        System.arraycopy(mask, 0, shadow, drop * width, (height - drop) * width);
        byte[] line = new byte[Math.max(width, height)];
        for (int pass = 0; pass < CaptionEffects.BLUR_PASSES && effects.blurRadius() > 0; pass++) {
            for (int y = 0; y < height; y++) {
                average(shadow, y * width, 1, width, effects.blurRadius(), line);
            }
            for (int x = 0; x < width; x++) {
                average(shadow, x, width, height, effects.blurRadius(), line);
            }
        }
        return shadow;
    }

    /// Replaces each of `count` pixels by the mean of the pixels up to `radius` away; pixels outside count as 0.
    private static void average(byte[] pixels, int first, int step, int count, int radius, byte[] line) {
        for (int i = 0, at = first; i < count; i++, at += step) {
            line[i] = pixels[at];
        }
        // Multiplication by a fixed-point reciprocal instead of division. It rounds down, and 255 therefore stays the
        // maximum.
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
