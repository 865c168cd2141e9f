package aive.ffmpeg;

import aive.error.MediaUnusable;
import aive.media.ColourInfo;
import aive.media.ColourInfo.HighDynamicRange;
import aive.media.ColourInfo.WideGamut;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads the colour tags of a stream.
final class StreamColours {

    /// The profile of Dolby Vision whose base layer is in a colour space that only its own decoders convert.
    private static final int WITHOUT_COMPATIBLE_BASE_LAYER = 5;

    private StreamColours() {}

    /// @param stream ffprobe's description of it
    /// @throws MediaUnusable if it is Dolby Vision without a compatible base layer
    static ColourInfo of(JsonNode stream, MediaReference media) {
        for (JsonNode data : stream.path("side_data_list")) {
            if (data.path("side_data_type").asString("").startsWith("DOVI")
                    && data.path("dv_profile").asInt(0) == WITHOUT_COMPATIBLE_BASE_LAYER) {
                throw media.unusable("is Dolby Vision of profile 5, which only Dolby's decoders can show; export it as "
                        + "HDR10, HLG, or SDR");
            }
        }
        Optional<HighDynamicRange> range = switch (tag(stream, "color_transfer")) {
            case "smpte2084" -> Optional.of(HighDynamicRange.PQ);
            case "arib-std-b67" -> Optional.of(HighDynamicRange.HLG);
            default -> Optional.empty();
        };
        Optional<WideGamut> gamut = switch (tag(stream, "color_primaries")) {
            case "bt2020" -> Optional.of(WideGamut.BT2020);
            case "smpte431" -> Optional.of(WideGamut.DCI_P3);
            case "smpte432" -> Optional.of(WideGamut.DISPLAY_P3);
            default -> Optional.empty();
        };
        Optional<String> matrix = Optional.of(tag(stream, "color_space"))
                .filter(value -> !value.isEmpty() && !value.equals("unknown"));
        return new ColourInfo(matrix, range, gamut);
    }

    private static String tag(JsonNode stream, String name) {
        return stream.path(name).asString("");
    }
}
