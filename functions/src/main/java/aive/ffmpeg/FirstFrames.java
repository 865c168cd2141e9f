package aive.ffmpeg;

import aive.error.EncodeFailed;
import aive.media.Interlacing;
import aive.time.Deadline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Decodes the beginning of a video or image, when it is fetched: it finds files that FFmpeg cannot decode, and
/// interlaced video.
final class FirstFrames {

    /// The number of frames from which the field order of video without a tag is determined.
    private static final int FRAMES_FOR_FIELD_ORDER = 40;

    /// The fewest interlaced frames among them. Moving stripes look interlaced in single frames.
    private static final int FEWEST_INTERLACED = 10;

    /// ffprobe's names of the field orders of interlaced video.
    private static final Set<String> INTERLACED = Set.of("tt", "bb", "tb", "bt");

    /// The heights of interlaced television.
    private static final Set<Integer> TELEVISION_HEIGHTS = Set.of(480, 486, 512, 576, 608, 1080, 1088);

    /// FFmpeg's names of the codecs in which interlaced video is stored without a tag.
    private static final Set<String> TELEVISION_CODECS = Set.of("dnxhd", "dvvideo", "ffv1", "huffyuv", "mjpeg",
            "mpeg1video", "mpeg2video", "mpeg4", "prores", "rawvideo", "utvideo", "v210");

    private static final Pattern DETECTED =
            Pattern.compile("Multi frame detection: TFF: *([0-9]{1,9}) BFF: *([0-9]{1,9}) Progressive: *([0-9]{1,9})");

    private FirstFrames() {}

    /// Decodes an image completely.
    ///
    /// @throws aive.error.MediaUnusable if it is damaged or truncated; many decoders would fill the rest with a colour
    static void checkImage(ProbedFile probed, JsonNode stream, Deadline deadline) {
        // Of the decoders of images, only this one fills missing parts; others reject some valid files if they explode.
        List<String> decoder = stream.path("codec_name").asString("").equals("mjpeg")
                ? List.of("-err_detect", "explode")
                : List.of();
        try {
            decode(probed, stream, decoder, List.of("-frames:v", "1", "-xerror"), deadline);
        } catch (EncodeFailed e) {
            throw probed.media().unusable("is a damaged or truncated image: " + reason(e, probed), e);
        }
    }

    /// Decodes the first shown frame of a video, and determines its field order.
    ///
    /// @return the field order; empty for progressive video
    /// @throws aive.error.MediaUnusable if no frame can be decoded
    static Optional<Interlacing> checkVideo(ProbedFile probed, JsonNode stream, Deadline deadline) {
        boolean tagged = INTERLACED.contains(stream.path("field_order").asString(""));
        boolean detect = !tagged && mayBeInterlacedWithoutTag(stream);
        List<String> options = new ArrayList<>(List.of("-frames:v",
                Integer.toString(detect ? FRAMES_FOR_FIELD_ORDER : 1)));
        if (detect) {
            options.addAll(List.of("-vf", "idet"));
        }
        try {
            List<String> decoder = VideoDecoder.options(stream.path("codec_name").asString(""), false);
            FfmpegLog log = decode(probed, stream, decoder, options, deadline);
            return tagged ? Optional.of(Interlacing.MARKED) : detected(log);
        } catch (EncodeFailed e) {
            throw probed.media().unusable("cannot be decoded: " + reason(e, probed), e);
        }
    }

    /// Detection errs on some test images and animations, so a tag that says progressive is believed.
    private static boolean mayBeInterlacedWithoutTag(JsonNode stream) {
        return stream.path("field_order").asString("unknown").equals("unknown")
                && TELEVISION_CODECS.contains(stream.path("codec_name").asString(""))
                && TELEVISION_HEIGHTS.contains(stream.path("height").asInt());
    }

    private static Optional<Interlacing> detected(FfmpegLog log) {
        for (String line : log.lines()) {
            Matcher matcher = DETECTED.matcher(line);
            if (matcher.find()) {
                int top = Integer.parseInt(matcher.group(1));
                int bottom = Integer.parseInt(matcher.group(2));
                int progressive = Integer.parseInt(matcher.group(3));
                if (Math.max(top, bottom) >= FEWEST_INTERLACED
                        && Math.max(top, bottom) > 2 * (progressive + Math.min(top, bottom))) {
                    return Optional.of(top > bottom ? Interlacing.TOP_FIELD_FIRST : Interlacing.BOTTOM_FIELD_FIRST);
                }
            }
        }
        return Optional.empty();
    }

    private static FfmpegLog decode(
            ProbedFile probed, JsonNode stream, List<String> decoder, List<String> output, Deadline deadline) {
        List<String> options = new ArrayList<>(List.of("-map", "0:" + stream.path("index").asInt()));
        options.addAll(output);
        FfmpegJob job = new FfmpegJob(
                "decode its first frame",
                List.of(MediaInput.asset(probed.path(), decoder)),
                Optional.empty(),
                List.of(FfmpegJob.Output.nothing(options)));
        return probed.ffmpeg().examine(job, probed.media(), deadline.atMost(ProbedFile.PROBE_TIMEOUT));
    }

    private static String reason(RuntimeException failure, ProbedFile probed) {
        String said = String.valueOf(failure.getMessage());
        Path file = probed.path();
        return said.replace("file:" + file, "the file").replace(file.toString(), "the file");
    }
}
