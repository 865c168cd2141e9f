package aive.project;

import aive.time.Rational;
import java.util.Optional;

/// An image drawn over the video, such as a logo or a watermark.
///
/// @param index in the input's list, for JSON pointers
/// @param image source of the image
/// @param position in the frame
/// @param margin distance from the frame's edges, as a share of the frame's shorter side; absent for the margins that
///     suit the shape of the frame
/// @param size width of the image, as a share of the frame's shorter side
/// @param opacity 0 (invisible) to 1
/// @param span when it is shown
public record ImageOverlay(
        int index, Source image, OverlayPosition position, Optional<Rational> margin, Rational size, Rational opacity,
        TimeSpan span) {

    /// The JSON pointer of this overlay in the unwrapped body.
    public String pointer() {
        return "/render/overlays/" + index;
    }

    public String imagePointer() {
        return pointer() + "/url";
    }
}
