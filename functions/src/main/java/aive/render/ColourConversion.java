package aive.render;

import aive.ffmpeg.Filter;
import aive.media.ColourInfo;
import aive.media.ColourInfo.HighDynamicRange;
import aive.media.ColourInfo.WideGamut;
import aive.media.VisualInfo;
import java.util.ArrayList;
import java.util.List;

/// Filters that convert high dynamic range and wide gamuts to BT.709.
///
/// High dynamic range is converted in light: 1.0 is HDR reference white, 203 cd/m² (ITU-R BT.2408). The tone curve is
/// FFmpeg's `mobius`: light up to 0.8 stays as it is, and light of 0.8 to [#PEAK] is compressed to 0.8 to 1.0, by the
/// brightest of red, green, and blue, so that hues stay. Reference white becomes 0.903, code value 226 of 235.
final class ColourConversion {

    private static final int REFERENCE_WHITE = 203;

    /// 1,000 cd/m², the display for which most footage is graded, in units of reference white.
    private static final String PEAK = "4.926108";

    private ColourConversion() {}

    static List<Filter> toBt709(VisualInfo media) {
        List<Filter> filters = new ArrayList<>(List.of(sourceTags(media)));
        if (media.colours().highDynamicRange().isPresent()) {
            filters.addAll(List.of(
                    Filter.of("zscale").with("transfer", "linear").with("npl", REFERENCE_WHITE),
                    Filter.of("format", "gbrpf32le"),
                    Filter.of("zscale").with("primaries", "bt709"),
                    Filter.of("tonemap").with("tonemap", "mobius").with("param", "0.8").with("desat", 0)
                            .with("peak", PEAK)));
        }
        filters.add(Filter.of("zscale").with("primaries", "bt709").with("transfer", "bt709").with("matrix", "bt709")
                .with("range", "limited"));
        filters.add(GraphBuilder.YUV420);
        return filters;
    }

    /// Filters that convert RGB or RGBA with a wide gamut to the primaries of BT.709; none for other sources.
    static List<Filter> narrowed(VisualInfo media) {
        return media.colours().wideGamut()
                .map(gamut -> List.of(
                        Filter.of("setparams").with("color_primaries", primaries(gamut)).with("color_trc", "bt709"),
                        Filter.of("zscale").with("primaries", "bt709")))
                .orElse(List.of());
    }

    /// Sets the tags that `zscale` reads, because many files leave some of them out.
    private static Filter sourceTags(VisualInfo media) {
        ColourInfo colours = media.colours();
        Filter tags = Filter.of("setparams")
                .with("color_primaries", primaries(colours.wideGamut().orElse(WideGamut.BT2020)))
                .with("color_trc", colours.highDynamicRange().map(ColourConversion::transfer).orElse("bt709"));
        return colours.matrix().isEmpty() && !media.transparent() ? tags.with("colorspace", "bt2020nc") : tags;
    }

    private static String transfer(HighDynamicRange range) {
        return switch (range) {
            case PQ -> "smpte2084";
            case HLG -> "arib-std-b67";
        };
    }

    private static String primaries(WideGamut gamut) {
        return switch (gamut) {
            case BT2020 -> "bt2020";
            case DCI_P3 -> "smpte431";
            case DISPLAY_P3 -> "smpte432";
        };
    }
}
