package aive.ffmpeg;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Finds alpha channels.
final class AlphaChannel {

    /// Prefixes of FFmpeg's pixel formats with an alpha channel. Any colour of the palette of `pal8` may be
    /// transparent.
    private static final List<String> WITH_ALPHA =
            List.of("yuva", "rgba", "bgra", "argb", "abgr", "gbrap", "ya8", "ya16", "yaf", "ayuv", "vuya", "pal8");

    private AlphaChannel() {}

    /// Whether pixels of a stream may be transparent.
    ///
    /// @param stream ffprobe's description of it
    static boolean isTransparent(JsonNode stream) {
        String format = stream.path("pix_fmt").asString("");
        return WITH_ALPHA.stream().anyMatch(format::startsWith)
                || (Set.of("vp8", "vp9").contains(stream.path("codec_name").asString(""))
                        && stream.path("tags").path("alpha_mode").asString("").equals("1"));
    }
}
