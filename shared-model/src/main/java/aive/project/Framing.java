package aive.project;

/// How a clip or still image is placed in the frame.
///
/// @param fit how another aspect ratio fills the frame
/// @param focus the point that a crop keeps nearest to the centre of the frame
/// @param background red, green, and blue, 8 bits each: behind transparent footage, and in the bars beside footage that
///     is shown whole
/// @param motion how the view moves over a still image
public record Framing(FitMode fit, Focus focus, int background, MotionMode motion) {

    /// Covers the frame, cropped evenly; transparent footage is in front of black; the view moves over stills.
    public static final Framing DEFAULT = new Framing(FitMode.COVER, Focus.CENTER, 0, MotionMode.AUTO);
}
