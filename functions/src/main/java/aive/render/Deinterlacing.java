package aive.render;

import aive.ffmpeg.Filter;
import aive.media.Interlacing;
import aive.media.VideoInfo;
import aive.time.Rational;
import java.util.List;

/// Filters that turn each interlaced frame into one progressive frame.
final class Deinterlacing {

    /// The length from which a clip is deinterlaced with the frames before and after each frame, in seconds.
    private static final Rational LONG = Rational.of(4);

    private Deinterlacing() {}

    /// Whether the filter reads the frames before and after each frame.
    ///
    /// Each iteration of such a clip needs an input of its own: its first frame must not depend on whether an iteration
    /// was read before it. Short clips have too many iterations for that, and are deinterlaced frame by frame.
    static boolean readsNeighbours(VideoInfo media) {
        return media.interlacing().isPresent() && media.length().compareTo(LONG) >= 0;
    }

    /// The filters for a clip; none if it is progressive.
    static List<Filter> of(VideoInfo media) {
        return media.interlacing().map(interlacing -> of(interlacing, readsNeighbours(media))).orElse(List.of());
    }

    private static List<Filter> of(Interlacing interlacing, boolean neighbours) {
        Filter filter = neighbours
                ? Filter.of("bwdif").with("mode", "send_frame")
                : Filter.of("estdif").with("mode", "frame");
        return List.of(switch (interlacing) {
            case MARKED -> filter.with("parity", "auto").with("deint", "interlaced");
            case TOP_FIELD_FIRST -> filter.with("parity", "tff").with("deint", "all");
            case BOTTOM_FIELD_FIRST -> filter.with("parity", "bff").with("deint", "all");
        });
    }
}
