package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The compression of the video.
public enum Codec {
    /// H.264 (AVC): plays everywhere.
    @JsonProperty("h264")
    H264,
    /// HEVC (H.265): smaller files, slower to make, and unknown to some players.
    @JsonProperty("hevc")
    HEVC
}
