package aive.ffmpeg;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Copies an image to a PNG when it is fetched, if rendering needs a simpler or a smaller one.
final class StillCopy {

    /// The largest width and height of the output. An image whose shorter side is as long fills every output.
    private static final int LARGEST_SIDE = 4_096;

    private static final Filter SCALE = Filter.of("scale").with("flags", "bicubic+accurate_rnd+bitexact");

    private StillCopy() {}

    /// The job that copies the image to `copy`, if a copy is needed.
    ///
    /// A large image is scaled down once, instead of for each chunk. AVIF and HEIC hold the alpha channel in a stream
    /// of its own, which is merged.
    ///
    /// @param stream ffprobe's description of the stream that is shown
    static Optional<FfmpegJob> job(ProbedFile probed, JsonNode stream, Path copy) {
        OptionalInt alpha = alphaStream(probed, stream);
        int index = stream.path("index").asInt();
        if (alpha.isPresent()) {
            FilterChain merged = FilterChain.joining(
                    List.of("0:" + index, "0:" + alpha.getAsInt()), Filter.of("alphamerge"));
            return Optional.of(job(probed, merged.then(SCALE, Filter.of("format", "rgba")), copy));
        }
        int width = stream.path("width").asInt();
        int height = stream.path("height").asInt();
        if (!probed.isStill() || Math.min(width, height) <= LARGEST_SIDE) {
            return Optional.empty();
        }
        // `-1`: keeps the aspect ratio.
        Filter smaller = SCALE.with("w", width < height ? LARGEST_SIDE : -1)
                .with("h", width < height ? -1 : LARGEST_SIDE);
        String pixels = AlphaChannel.isTransparent(stream) ? "rgba" : "rgb24";
        return Optional.of(job(probed, FilterChain.from(0, index, smaller).then(Filter.of("format", pixels)), copy));
    }

    /// The stream with the alpha channel of the image that is shown.
    private static OptionalInt alphaStream(ProbedFile probed, JsonNode shown) {
        String brand = probed.document().path("format").path("tags").path("major_brand").asString("");
        if (!Set.of("avif", "mif1", "heic", "heix").contains(brand)) {
            return OptionalInt.empty();
        }
        for (JsonNode stream : probed.document().path("streams")) {
            if (stream.path("pix_fmt").asString("").startsWith("gray")
                    && stream.path("index").asInt() != shown.path("index").asInt()
                    && stream.path("width").equals(shown.path("width"))
                    && stream.path("height").equals(shown.path("height"))) {
                return OptionalInt.of(stream.path("index").asInt());
            }
        }
        return OptionalInt.empty();
    }

    private static FfmpegJob job(ProbedFile probed, FilterChain chain, Path copy) {
        return new FfmpegJob(
                "copy the image " + probed.media().description(),
                // Without `explode` and `xerror`, a decoder fills the missing part of a truncated image with a colour.
                List.of(MediaInput.of(probed.path(), "-err_detect", "explode")),
                Optional.of(FilterGraph.of(chain.to("still"))),
                List.of(FfmpegJob.Output.file(copy, List.of(
                        "-map", "[still]", "-frames:v", "1", "-xerror", "-map_metadata", "-1", "-c:v", "png",
                        "-compression_level", "1", "-fflags", "+bitexact", "-f", "image2pipe"))));
    }
}
