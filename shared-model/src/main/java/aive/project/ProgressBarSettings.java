package aive.project;

import aive.time.Rational;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/// A bar along an edge of the frame that grows with the video.
///
/// @param edge absent for the edge that suits the shape of the frame
/// @param height as a share of the frame's shorter side
/// @param colour 24-bit RGB
/// @param opacity 0 (invisible) to 1
public record ProgressBarSettings(Optional<Edge> edge, Rational height, int colour, Rational opacity) {

    /// An edge of the frame.
    public enum Edge {
        @JsonProperty("top")
        TOP,
        @JsonProperty("bottom")
        BOTTOM
    }
}
