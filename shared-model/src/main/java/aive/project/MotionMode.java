package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How the view moves over a still image. The names are those of a camera's movements.
public enum MotionMode {
    /// One of the four others; stills one after another get different ones.
    @JsonProperty("auto")
    AUTO,
    /// The view does not move.
    @JsonProperty("none")
    NONE,
    /// The view becomes smaller, and the image larger.
    @JsonProperty("zoom_in")
    ZOOM_IN,
    /// The view becomes larger, and the image smaller.
    @JsonProperty("zoom_out")
    ZOOM_OUT,
    /// The view moves to the left, and the image to the right.
    @JsonProperty("pan_left")
    PAN_LEFT,
    /// The view moves to the right, and the image to the left.
    @JsonProperty("pan_right")
    PAN_RIGHT
}
