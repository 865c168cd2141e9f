package aive.planning;

import aive.composition.OutputFormat;
import aive.composition.PixelArea;
import aive.media.VisualInfo;
import aive.project.ImageOverlay;
import aive.project.ProgressBarSettings;
import aive.time.Rational;

/// Computes where overlays lie in the frame, in even pixels.
///
/// Without a margin of the author's, overlays of tall frames stay clear of the interface of Shorts, Reels, and TikTok:
/// the upper 11 % of the height, the lower 25 %, and 15 % of the width on the right, where the buttons are. Centred
/// overlays stay in the centre of the frame.
final class OverlayPlacement {

    private OverlayPlacement() {}

    /// The distances from the frame's edges, in pixels.
    private record Margins(Rational left, Rational top, Rational right, Rational bottom) {

        static Margins of(ImageOverlay overlay, OutputFormat format) {
            Rational shorter = Rational.of(shorter(format));
            if (overlay.margin().isPresent()) {
                Rational each = overlay.margin().get().times(shorter);
                return new Margins(each, each, each, each);
            }
            if (format.height() <= format.width()) {
                Rational each = shorter.times(Rational.of(5, 100));
                return new Margins(each, each, each, each);
            }
            return new Margins(
                    Rational.of(6L * format.width(), 100),
                    Rational.of(11L * format.height(), 100),
                    Rational.of(15L * format.width(), 100),
                    Rational.of(25L * format.height(), 100));
        }
    }

    /// An image that would not fit between the margins is made smaller.
    static PixelArea of(ImageOverlay overlay, VisualInfo media, OutputFormat format) {
        Margins margins = Margins.of(overlay, format);
        Rational most = Rational.min(
                room(format.width(), margins.left(), margins.right()),
                room(format.height(), margins.top(), margins.bottom())
                        .times(Rational.of(media.width(), media.height())));
        Rational width = Rational.min(overlay.size().times(shorter(format)), most);
        int w = even(width, format.width());
        int h = even(width.times(Rational.of(media.height(), media.width())), format.height());
        return new PixelArea(
                offset(overlay.position().x(), format.width() - w, margins.left(), margins.right()),
                offset(overlay.position().y(), format.height() - h, margins.top(), margins.bottom()),
                w, h);
    }

    private static Rational room(int side, Rational near, Rational far) {
        return Rational.max(Rational.of(2), Rational.of(side).minus(near).minus(far));
    }

    /// The distance of an overlay from the left or upper edge: at a share of 0 the near margin, at 1/2 half of the free
    /// pixels, at 1 so much that the far margin is left, and linear between.
    private static int offset(Rational share, int free, Rational near, Rational far) {
        Rational middle = Rational.of(free, 2);
        Rational first = Rational.min(near, middle);
        Rational last = Rational.max(Rational.of(free).minus(far), middle);
        Rational twice = share.times(2);
        Rational offset = twice.compareTo(Rational.ONE) <= 0
                ? first.plus(twice.times(middle.minus(first)))
                : middle.plus(twice.minus(Rational.ONE).times(last.minus(middle)));
        return Math.min(2 * (int) offset.dividedBy(Rational.of(2)).roundHalfUp(), free);
    }

    static PixelArea of(ProgressBarSettings bar, OutputFormat format) {
        int height = even(bar.height().times(shorter(format)), format.height());
        ProgressBarSettings.Edge usual = format.height() > format.width()
                ? ProgressBarSettings.Edge.TOP
                : ProgressBarSettings.Edge.BOTTOM;
        return switch (bar.edge().orElse(usual)) {
            case TOP -> new PixelArea(0, 0, format.width(), height);
            case BOTTOM -> new PixelArea(0, format.height() - height, format.width(), height);
        };
    }

    private static int shorter(OutputFormat format) {
        return Math.min(format.width(), format.height());
    }

    /// The nearest even number from 2 to `most`.
    private static int even(Rational pixels, int most) {
        return Math.clamp(2 * pixels.dividedBy(Rational.of(2)).roundHalfUp(), 2, most);
    }
}
