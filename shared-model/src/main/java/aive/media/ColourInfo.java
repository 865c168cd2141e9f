package aive.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/// The tags that say how a file stores colours. Absent means standard dynamic range with the primaries of BT.709 or
/// of standard definition, which are shown unchanged.
///
/// @param matrix FFmpeg's name of the tagged YUV matrix, `bt709`; absent where the file has no tag
/// @param highDynamicRange the transfer function, if the file has a high dynamic range
/// @param wideGamut the primaries, if they are wider than those of BT.709
public record ColourInfo(
        Optional<String> matrix, Optional<HighDynamicRange> highDynamicRange, Optional<WideGamut> wideGamut) {

    /// The colours of a file without tags.
    public static final ColourInfo UNTAGGED = standard(Optional.empty());

    /// Standard dynamic range, and no wide gamut.
    ///
    /// @param matrix FFmpeg's name of the tagged YUV matrix
    public static ColourInfo standard(Optional<String> matrix) {
        return new ColourInfo(matrix, Optional.empty(), Optional.empty());
    }

    /// A transfer function for a high dynamic range.
    public enum HighDynamicRange {
        /// SMPTE ST 2084, the perceptual quantizer.
        @JsonProperty("pq")
        PQ,
        /// ARIB STD-B67, hybrid log-gamma.
        @JsonProperty("hlg")
        HLG
    }

    /// Primaries wider than those of BT.709.
    public enum WideGamut {
        @JsonProperty("bt2020")
        BT2020,
        /// SMPTE RP 431-2, of cinema projectors.
        @JsonProperty("dci_p3")
        DCI_P3,
        /// SMPTE EG 432-1, of phones.
        @JsonProperty("display_p3")
        DISPLAY_P3
    }
}
