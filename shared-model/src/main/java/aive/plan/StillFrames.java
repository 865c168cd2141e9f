package aive.plan;

import java.util.List;

/// The frames of a video that are stored as still images.
///
/// @param poster number of the frame that stands for the video
/// @param sheet numbers of the frames of the contact sheet, ascending; empty for no contact sheet
public record StillFrames(long poster, List<Long> sheet) {

    public StillFrames {
        sheet = List.copyOf(sheet);
    }
}
