package aive.composition;

import aive.project.Focus;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// How an item of another aspect ratio than the frame's fills the frame.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fit.Cover.class, name = "cover"),
    @JsonSubTypes.Type(value = Fit.Contain.class, name = "contain"),
    @JsonSubTypes.Type(value = Fit.Blur.class, name = "blur")
})
public sealed interface Fit {

    /// Covers the frame and is cropped evenly on both sides.
    Fit COVER = new Cover(Focus.CENTER);

    /// Scaled until it covers the frame, then cropped to it.
    ///
    /// @param focus the point that is shown in the centre of the frame, as far as the edges of the item permit
    record Cover(Focus focus) implements Fit {}

    /// Shown whole in the centre of the frame, between bars.
    ///
    /// @param colour of the bars, 24-bit RGB
    record Contain(int colour) implements Fit {

        /// @throws IllegalArgumentException if the colour has more than 24 bits
        public Contain {
            Item.checkColour(colour);
        }
    }

    /// Shown whole in the centre of the frame, in front of a blurred, enlarged, and darkened copy of itself.
    record Blur() implements Fit {}
}
