package aive.ffmpeg;

import aive.error.MediaTooLarge;
import aive.error.MediaUnusable;
import aive.json.Json;
import aive.media.SoundFacts;
import aive.media.VideoFacts;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Finds out what a file is, by its content alone.
///
/// Of several pictures the one that the file marks as its default is taken, else the first; cover images of songs do not count. Of several sounds
/// likewise.
public final class MediaProbe {

    /// More than this is not decoded: 8K video, and stills of the largest cameras.
    private static final long MAX_VIDEO_PIXELS = 8192L * 4320;
    private static final long MAX_STILL_PIXELS = 12_000L * 10_000;

    /// In these FFmpeg seeks by guessing, and arrives at a later moment, or at none.
    private static final Set<String> WITHOUT_INDEX = Set.of("mpegts", "mpeg");

    private static final Duration LOOKING = Duration.ofSeconds(60);
    private static final Pattern SAMPLES = Pattern.compile("Number of samples: ([0-9]+)");

    private final Ffmpeg ffmpeg;

    public MediaProbe(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// The picture of a file.
    ///
    /// @param place how people find the file: its field, its sentence, its address
    /// @throws MediaUnusable if it is no media, or has no picture
    /// @throws MediaTooLarge if the picture has too many pixels
    public VideoFacts video(Path file, MediaPlace place, Deadline deadline) {
        JsonNode document = look(file, place, deadline);
        JsonNode stream = pick(document, "video", MediaProbe::isPicture)
                .orElseThrow(() -> place.unusable("has no picture, only %s".formatted(kinds(document))));
        refuseEncrypted(stream, place);
        int width = stream.path("width").asInt(0);
        int height = stream.path("height").asInt(0);
        String format = document.path("format").path("format_name").asString("");
        boolean still = format.endsWith("_pipe");
        if (width < 1 || height < 1) {
            // This is how FFmpeg shows a size that it was told not to accept.
            throw new MediaTooLarge(
                    place.pointer(), "%s has a picture with too many pixels, or with none; %d are the most".formatted(place.description(), MAX_STILL_PIXELS));
        }
        long limit = still ? MAX_STILL_PIXELS : MAX_VIDEO_PIXELS;
        if ((long) width * height > limit) {
            throw new MediaTooLarge(
                    place.pointer(), "%s has a picture of %d×%d pixels; %d in all are the most".formatted(place.description(), width, height, limit));
        }
        int index = stream.path("index").asInt();
        Optional<Rational> rate = rate(stream, "avg_frame_rate").or(() -> rate(stream, "r_frame_rate"));
        return new VideoFacts(
                index,
                stream.path("codec_name").asString("unknown"),
                still,
                width,
                height,
                still ? Optional.empty() : rate,
                still ? Optional.empty() : Optional.of(length(file, index, rate, Rational.parse(stream.path("time_base").asString()), place, deadline)),
                isUpright(stream),
                !WITHOUT_INDEX.contains(format),
                known(stream, "color_space"));
    }

    /// The sound of a file, decoded to its end.
    ///
    /// @throws MediaUnusable if it is no media, or has no sound
    public SoundFacts sound(Path file, MediaPlace place, Deadline deadline) {
        JsonNode document = look(file, place, deadline);
        JsonNode stream = pick(document, "audio", any -> true)
                .orElseThrow(() -> place.unusable("has no sound, only %s".formatted(kinds(document))));
        refuseEncrypted(stream, place);
        int index = stream.path("index").asInt();
        FfmpegJob job = new FfmpegJob(
                "measure " + place.description(),
                List.of(MediaInput.of(file)),
                Optional.of("[0:%d]%s,%s,astats=measure_overall=Number_of_samples:measure_perchannel=none[out]"
                        .formatted(index, SoundFilters.NORMAL, SoundFilters.MEASURE)),
                List.of(FfmpegJob.Output.nothing(List.of("-map", "[out]"))));
        FfmpegLog log = ffmpeg.run(job, deadline);
        long samples = 0;
        for (String line : log.lines()) {
            Matcher matcher = SAMPLES.matcher(line);
            if (matcher.find()) {
                samples = Long.parseLong(matcher.group(1));
            }
        }
        if (samples == 0) {
            throw place.unusable("has no sample of sound that can be decoded");
        }
        return new SoundFacts(index, stream.path("codec_name").asString("unknown"), samples, Loudness.parse(log).integrated());
    }

    private JsonNode look(Path file, MediaPlace place, Deadline deadline) {
        Appearance.of(file).ifPresent(appearance -> {
            throw place.unusable("is not media but " + appearance);
        });
        try {
            String json = ffmpeg.probe(
                    MediaInput.of(file, "-max_pixels", Long.toString(MAX_STILL_PIXELS)),
                    List.of("-show_streams", "-show_format", "-of", "json"),
                    deadline.atMost(LOOKING));
            return Json.tree(json.getBytes(StandardCharsets.UTF_8));
        } catch (MediaInputRefused e) {
            throw place.unusable("cannot be read as media: " + strangersWords(e, file), e);
        }
    }

    /// What was counted, not what the file declares: from the first frame's start to the last frame's end.
    private Rational length(Path file, int stream, Optional<Rational> rate, Rational timeBase, MediaPlace place, Deadline deadline) {
        String packets;
        try {
            packets = ffmpeg.probe(
                    MediaInput.of(file),
                    List.of("-select_streams", Integer.toString(stream), "-show_entries", "packet=pts,duration", "-of", "csv=p=0"),
                    deadline.atMost(LOOKING));
        } catch (MediaInputRefused e) {
            throw place.unusable("is damaged: " + strangersWords(e, file), e);
        }
        long usual = rate.map(perSecond -> Rational.ONE.dividedBy(perSecond.times(timeBase)).roundHalfUp()).orElse(1L);
        long first = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (String line : packets.lines().toList()) {
            String[] fields = line.split(",", -1);
            if (isNumber(fields[0])) {
                long start = Long.parseLong(fields[0]);
                long duration = fields.length > 1 && isNumber(fields[1]) ? Long.parseLong(fields[1]) : usual;
                first = Math.min(first, start);
                end = Math.max(end, start + Math.max(1, duration));
            }
        }
        if (end <= first) {
            throw place.unusable("has a picture without a single frame");
        }
        return Rational.of(end - first).times(timeBase);
    }

    private static boolean isNumber(String field) {
        return field.matches("-?[0-9]{1,18}");
    }

    private static Optional<JsonNode> pick(JsonNode document, String kind, Predicate<JsonNode> fits) {
        List<JsonNode> streams = new ArrayList<>();
        for (JsonNode stream : document.path("streams")) {
            if (stream.path("codec_type").asString("").equals(kind) && fits.test(stream)) {
                streams.add(stream);
            }
        }
        return streams.stream()
                .filter(stream -> stream.path("disposition").path("default").asInt(0) == 1)
                .findFirst()
                .or(() -> streams.stream().findFirst());
    }

    private static boolean isPicture(JsonNode stream) {
        return stream.path("disposition").path("attached_pic").asInt(0) == 0;
    }

    private static boolean isUpright(JsonNode stream) {
        for (JsonNode data : stream.path("side_data_list")) {
            if (data.path("rotation").asInt(0) != 0) {
                return false;
            }
        }
        return true;
    }

    private static void refuseEncrypted(JsonNode stream, MediaPlace place) {
        String tag = stream.path("codec_tag_string").asString("");
        if (tag.equals("encv") || tag.equals("enca")) {
            throw place.unusable("is encrypted");
        }
    }

    private static Optional<Rational> rate(JsonNode stream, String field) {
        String text = stream.path(field).asString("");
        return text.matches("[1-9][0-9]*/[1-9][0-9]*") ? Optional.of(new FrameRate(Rational.parse(text)).framesPerSecond()) : Optional.empty();
    }

    private static Optional<String> known(JsonNode stream, String field) {
        return Optional.of(stream.path(field).asString("")).filter(value -> !value.isEmpty() && !value.equals("unknown"));
    }

    private static String kinds(JsonNode document) {
        List<String> kinds = new ArrayList<>();
        document.path("streams").forEach(stream -> kinds.add(stream.path("codec_type").asString("data")));
        return kinds.isEmpty() ? "an empty container" : String.join(", ", kinds);
    }

    /// FFmpeg's reason without the path of our own file.
    private static String strangersWords(MediaInputRefused refusal, Path file) {
        return String.valueOf(refusal.getMessage()).replace("file:" + file, "the file").replace(file.toString(), "the file");
    }
}
