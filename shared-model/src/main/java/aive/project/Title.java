package aive.project;

/// A text that is drawn over the video, independent of the sentences.
///
/// @param index in the input's list, for JSON pointers
/// @param text as the author wrote it
/// @param style the look; what is absent comes from the style and from the shape of the frame
/// @param span when it is shown
public record Title(int index, String text, CaptionSettings style, TimeSpan span) {

    /// The JSON pointer of this title in the unwrapped body.
    public String pointer() {
        return "/render/titles/" + index;
    }

    public String fontPointer() {
        return pointer() + "/font";
    }
}
