package aive.caption;

import java.awt.image.BufferedImage;

/// The structural similarity (SSIM) of two images: the mean over blocks of 8×8 pixels of their luma, as Wang et al.
/// define it in "Image quality assessment: from error visibility to structural similarity" (2004).
final class Similarity {

    private static final int BLOCK = 8;
    private static final double C1 = 0.01 * 255 * 0.01 * 255;
    private static final double C2 = 0.03 * 255 * 0.03 * 255;

    private Similarity() {}

    /// From -1 to 1, which is equality.
    static double of(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            throw new IllegalArgumentException("the images have different sizes");
        }
        double sum = 0;
        int blocks = 0;
        for (int y = 0; y + BLOCK <= one.getHeight(); y += BLOCK) {
            for (int x = 0; x + BLOCK <= one.getWidth(); x += BLOCK) {
                sum += ofBlock(one, other, x, y);
                blocks++;
            }
        }
        return sum / blocks;
    }

    private static double ofBlock(BufferedImage one, BufferedImage other, int left, int top) {
        double sumA = 0;
        double sumB = 0;
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int y = top; y < top + BLOCK; y++) {
            for (int x = left; x < left + BLOCK; x++) {
                double a = luma(one.getRGB(x, y));
                double b = luma(other.getRGB(x, y));
                sumA += a;
                sumB += b;
                squaresA += a * a;
                squaresB += b * b;
                products += a * b;
            }
        }
        double count = BLOCK * BLOCK;
        double meanA = sumA / count;
        double meanB = sumB / count;
        double varianceA = squaresA / count - meanA * meanA;
        double varianceB = squaresB / count - meanB * meanB;
        double covariance = products / count - meanA * meanB;
        return (2 * meanA * meanB + C1) * (2 * covariance + C2)
                / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
    }

    private static double luma(int rgb) {
        return 0.2126 * (rgb >> 16 & 0xFF) + 0.7152 * (rgb >> 8 & 0xFF) + 0.0722 * (rgb & 0xFF);
    }
}
