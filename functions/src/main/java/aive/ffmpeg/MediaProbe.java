package aive.ffmpeg;

import aive.error.EncodeFailed;
import aive.error.MediaTooLarge;
import aive.error.MediaUnusable;
import aive.json.Json;
import aive.media.AudioInfo;
import aive.media.ImageInfo;
import aive.media.VideoInfo;
import aive.media.VisualInfo;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Determines the properties of a media file from its content alone.
///
/// Among several video streams it takes the one with the default flag, else the first, and ignores cover images. It
/// chooses among audio streams in the same way.
public final class MediaProbe {

    /// The limits for decoding: 8K video, and images of the largest cameras.
    private static final long MAX_VIDEO_PIXELS = 8192L * 4320;
    private static final long MAX_STILL_PIXELS = 12_000L * 10_000;

    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(60);
    private static final String ENCRYPTED = "Encryption info";

    /// The ratio to the average duration from which a frame counts as unusually long.
    private static final Rational LONG_FRAME_FACTOR = Rational.of(3, 2);

    /// The limit for lost audio, in seconds: about ten frames of MP3. Recordings often begin and end inside a frame.
    private static final Rational TOLERABLE_LOSS = Rational.of(1, 4);

    private static final Set<String> FORMATS_WITH_FRAME_COUNT = Set.of("mp3", "flac");

    private static final String OGG = "ogg";

    private final Ffmpeg ffmpeg;

    public MediaProbe(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// The file that footage is decoded from, and its properties.
    ///
    /// @param remuxed a copy of the video track, if FFmpeg cannot seek and rewind exactly in the file itself
    /// @param info properties of the copy if there is one, otherwise of the file
    public record ProbedFootage(Optional<Path> remuxed, VisualInfo info) {}

    /// Probes the video or image of a file for rendering.
    ///
    /// @param media the field, the sentence, and the URL of the file, for messages
    /// @param copy path for a copy of the video track, written only if it is needed
    /// @throws MediaUnusable if the file is not media, or has neither video nor image
    /// @throws MediaTooLarge if a frame has too many pixels
    public ProbedFootage footage(Path file, Path copy, MediaReference media, Deadline deadline) {
        JsonNode document = probe(file, media, deadline);
        JsonNode stream = videoStream(document, media);
        String format = format(document);
        if (!Remux.isNeeded(format, isStill(format))) {
            return new ProbedFootage(Optional.empty(), info(file, document, stream, media, deadline));
        }
        try {
            ffmpeg.run(Remux.job(file, stream.path("index").asInt(), copy,
                    "copy the video track of " + media.description()), deadline);
        } catch (EncodeFailed e) {
            throw media.unusable("cannot be read as video: " + e.getMessage(), e);
        }
        JsonNode copied = read(MediaInput.asset(copy, List.of()), copy, media, deadline);
        return new ProbedFootage(Optional.of(copy), info(copy, copied, videoStream(copied, media), media, deadline));
    }

    /// Probes the video or image of a file without copying it.
    ///
    /// @throws MediaUnusable if the file is not media, or has neither video nor image
    /// @throws MediaTooLarge if a frame has too many pixels
    VisualInfo visual(Path file, MediaReference media, Deadline deadline) {
        JsonNode document = probe(file, media, deadline);
        return info(file, document, videoStream(document, media), media, deadline);
    }

    /// Chooses the stream for the video, and checks its frame size.
    private static JsonNode videoStream(JsonNode document, MediaReference media) {
        JsonNode stream = pick(document, "video", MediaProbe::isNotCoverImage)
                .orElseThrow(() -> media.unusable("has no video or image, only %s".formatted(kinds(document))));
        int width = stream.path("width").asInt(0);
        int height = stream.path("height").asInt(0);
        if (width < 1 || height < 1) {
            // FFmpeg reports the size 0×0 for a frame above `-max_pixels`.
            throw new MediaTooLarge(
                    media.pointer(),
                            "%s has frames with too many pixels, or with none; the limit is %d pixels".formatted(
                            media.description(), MAX_STILL_PIXELS));
        }
        long limit = isStill(format(document)) ? MAX_STILL_PIXELS : MAX_VIDEO_PIXELS;
        if ((long) width * height > limit) {
            throw new MediaTooLarge(
                    media.pointer(), "%s has frames of %d×%d pixels; the limit is %d pixels in all".formatted(
                            media.description(), width, height, limit));
        }
        return stream;
    }

    private VisualInfo info(Path file, JsonNode document, JsonNode stream, MediaReference media, Deadline deadline) {
        int index = stream.path("index").asInt();
        String codec = stream.path("codec_name").asString("unknown");
        int width = stream.path("width").asInt();
        int height = stream.path("height").asInt();
        Optional<String> colourMatrix = known(stream, "color_space");
        if (isStill(format(document))) {
            return new ImageInfo(index, codec, width, height, colourMatrix);
        }
        Rational timeBase = Rational.parse(stream.path("time_base").asString());
        Optional<Rational> rate = rate(stream, "avg_frame_rate").or(() -> rate(stream, "r_frame_rate"));
        PacketTimestamps packets = frames(file, index, rate, timeBase, media, deadline);
        Rational earliest = decimal(document.path("format").path("start_time").asString("")).orElse(Rational.ZERO);
        return new VideoInfo(
                index,
                codec,
                width,
                height,
                timeBase,
                packets.first().minus(earliest),
                rate,
                packets.length(),
                Optional.of(packets.longest()).filter(longest -> isUnusual(longest, rate)),
                isUpright(stream),
                colourMatrix);
    }

    private static String format(JsonNode document) {
        return document.path("format").path("format_name").asString("");
    }

    private static boolean isStill(String format) {
        return format.endsWith("_pipe");
    }

    private static boolean isUnusual(Rational longest, Optional<Rational> rate) {
        return rate.map(perSecond -> longest.times(perSecond).compareTo(LONG_FRAME_FACTOR) > 0).orElse(true);
    }

    /// The probed audio of a file.
    ///
    /// @param warnings possible defects, each a verb phrase with the file as its subject: `"has gaps: …"`
    public record ProbedAudio(AudioInfo info, List<String> warnings) {}

    /// Decodes the audio of a file to its end, and measures it.
    ///
    /// @throws MediaUnusable if the file is not media, has no audio, is truncated, or has lost audio to damage (audio
    ///     after the loss could be heard too early), or if its channel count or sample rate changes and audio is lost
    ///     (FFmpeg's filters restart at time 0 at the change)
    public ProbedAudio audio(Path file, MediaReference media, Deadline deadline) {
        JsonNode document = probe(file, media, deadline);
        JsonNode stream = pick(document, "audio", any -> true)
                .orElseThrow(() -> media.unusable("has no audio, only %s".formatted(kinds(document))));
        int index = stream.path("index").asInt();
        Rational timeBase = Rational.parse(stream.path("time_base").asString());
        String packets = packets(file, index, media, deadline);
        checkLength(file, document, stream, media);
        FfmpegJob job = new FfmpegJob(
                "measure " + media.description(),
                List.of(MediaInput.of(file)),
                Optional.of(FilterGraph.of(
                        FilterChain.from(0, index, Filter.of("asplit", 2)).to("any", "decoded"),
                        new FilterChain(List.of("any"), AudioFilters.NORMALIZE, List.of("all"))
                                .then(AudioFilters.LONG_FRAMES, AudioFilters.MEASURE),
                        new FilterChain(List.of("decoded"), AudioFilters.RESAMPLE, List.of("own"))
                                .then(AudioFilters.LONG_FRAMES))),
                List.of(FfmpegJob.Output.nothing(List.of("-map", "[all]")),
                        FfmpegJob.Output.nothing(List.of("-map", "[own]"))));
        FfmpegLog log = ffmpeg.run(job, deadline);
        long samples = log.samples(0);
        if (samples == 0) {
            throw media.unusable("has no audio that can be decoded");
        }
        Rational lateStart = Rational.max(Rational.ZERO,
                PacketTimestamps.parse(packets, 1, timeBase).map(PacketTimestamps::first).orElse(Rational.ZERO));
        Rational lost = seconds(samples - log.samples(1)).minus(lateStart);
        // The first packet after the junction of two recordings often cannot be decoded.
        if (log.audioFormatChanges() > 0 && log.audioFormatChanges() >= log.audioErrors()
                && lost.compareTo(TOLERABLE_LOSS) > 0) {
            throw media.unusable(
                    "changes its channel count or sample rate; export it with one audio format throughout");
        }
        if (log.audioErrors() > 0 && lost.compareTo(TOLERABLE_LOSS) > 0) {
            throw damaged(lost, firstHole(file, index, timeBase, deadline), media);
        }
        JunkBytes junk = JunkBytes.in(format(document), file, packets, timeBase);
        if (junk.seconds().compareTo(TOLERABLE_LOSS) > 0) {
            throw damaged(junk.seconds(), junk.from(), media);
        }
        Optional<Rational> counted = counted(document, stream)
                .filter(_ -> !log.contains("Estimating duration from bitrate"));
        if (counted.isPresent() && counted.get().minus(seconds(samples)).compareTo(TOLERABLE_LOSS) > 0) {
            throw media.unusable("is truncated: it has %s of the %s s of audio that its header states"
                    .formatted(seconds(samples).toDecimal(1), counted.get().toDecimal(1)));
        }
        List<String> warnings = new ArrayList<>();
        if (lost.compareTo(TOLERABLE_LOSS) > 0) {
            warnings.add("has gaps: %s s of its audio are missing%s; silence replaces them"
                    .formatted(lost.toDecimal(1), firstHole(file, index, timeBase, deadline)
                            .map(from -> ", the first from second %s on".formatted(from.toDecimal(1))).orElse("")));
        }
        if (format(document).equals(OGG) && OggEnd.of(file) == OggEnd.UNMARKED) {
            warnings.add("may be truncated after second %s: it has no end-of-stream flag".formatted(
                    seconds(samples).toDecimal(1)));
        }
        return new ProbedAudio(new AudioInfo(index, stream.path("codec_name").asString("unknown"), samples,
                Loudness.parse(log).integrated()), warnings);
    }

    private static MediaUnusable damaged(Rational lost, Optional<Rational> from, MediaReference media) {
        return media.unusable("is damaged: %s s of its audio cannot be decoded%s"
                .formatted(lost.toDecimal(1),
                        from.map(second -> ", the first from second %s on".formatted(second.toDecimal(1))).orElse("")));
    }

    /// Rejects a file that is shorter than its header states.
    private static void checkLength(Path file, JsonNode document, JsonNode stream, MediaReference media) {
        if (format(document).equals(OGG) && OggEnd.of(file) == OggEnd.CUT) {
            throw media.unusable("is truncated: it ends inside an Ogg page");
        }
        long bytes = document.path("format").path("size").asLong(0);
        long declared = DeclaredLength.of(file).orElse(bytes);
        long bitsPerSecond =
                Math.max(stream.path("bit_rate").asLong(0), document.path("format").path("bit_rate").asLong(1));
        Rational missing = Rational.of(8 * Math.max(0, declared - bytes), Math.max(1, bitsPerSecond));
        if (missing.compareTo(TOLERABLE_LOSS) > 0) {
            throw media.unusable(
                    ("is truncated: it has %d of the %d bytes that its header states; about %s s of its audio "
                            + "are missing")
                    .formatted(bytes, declared, missing.toDecimal(1)));
        }
    }

    private static Rational seconds(long samples) {
        return Rational.of(samples, FrameRate.SAMPLES_PER_SECOND);
    }

    /// The audio length from the header, for formats whose header counts frames or samples; otherwise empty, because
    /// the header only estimates the length or omits it.
    private static Optional<Rational> counted(JsonNode document, JsonNode stream) {
        return FORMATS_WITH_FRAME_COUNT.contains(format(document))
                ? decimal(stream.path("duration").asString(""))
                : Optional.empty();
    }

    private static Optional<Rational> decimal(String seconds) {
        return seconds.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")
                ? Optional.of(Rational.of(new BigDecimal(seconds)))
                : Optional.empty();
    }

    /// The start of the first gap in the decoded audio, in seconds.
    private Optional<Rational> firstHole(Path file, int stream, Rational timeBase, Deadline deadline) {
        try {
            String frames = ffmpeg.probe(
                    MediaInput.of(file),
                    List.of("-select_streams", Integer.toString(stream), "-show_entries", "frame=pts,duration", "-of",
                            "csv=p=0"),
                    deadline.atMost(PROBE_TIMEOUT));
            return PacketTimestamps.firstHole(frames, timeBase);
        } catch (InvalidMediaException e) {
            // The file has been decoded before; only the position of the gap stays unknown.
            return Optional.empty();
        }
    }

    private JsonNode probe(Path file, MediaReference media, Deadline deadline) {
        FileSignature.of(file).ifPresent(appearance -> {
            throw media.unusable("is not media but " + appearance);
        });
        return read(MediaInput.of(file, "-max_pixels", Long.toString(MAX_STILL_PIXELS)), file, media, deadline);
    }

    private JsonNode read(MediaInput input, Path file, MediaReference media, Deadline deadline) {
        try {
            String json = ffmpeg.probe(
                    input,
                    List.of("-show_streams", "-show_format", "-of", "json"),
                    deadline.atMost(PROBE_TIMEOUT));
            return Json.tree(json.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidMediaException e) {
            throw media.unusable("cannot be read as media: " + reasonWithoutPath(e, file), e);
        }
    }

    private PacketTimestamps frames(Path file, int stream, Optional<Rational> rate, Rational timeBase,
            MediaReference media, Deadline deadline) {
        long usual = rate.map(perSecond -> Rational.ONE.dividedBy(perSecond.times(timeBase)).roundHalfUp()).orElse(1L);
        return PacketTimestamps.parse(packets(file, stream, media, deadline), usual, timeBase)
                .orElseThrow(() -> media.unusable("has a video stream without frames"));
    }

    /// Runs ffprobe for all packets of a stream. Each line is `pts,dts,duration,size,pos,flags`, followed by the types
    /// of the side data.
    private String packets(Path file, int stream, MediaReference media, Deadline deadline) {
        String packets;
        try {
            packets = ffmpeg.probe(
                    MediaInput.asset(file, List.of()),
                    List.of("-select_streams", Integer.toString(stream), "-show_entries",
                            "packet=pts,dts,duration,size,pos,flags:packet_side_data=side_data_type", "-of", "csv=p=0"),
                    deadline.atMost(PROBE_TIMEOUT));
        } catch (InvalidMediaException e) {
            throw media.unusable("is damaged: " + reasonWithoutPath(e, file), e);
        }
        // Only the packets show the encryption: the stream has the name of the original codec.
        if (packets.contains(ENCRYPTED)) {
            throw media.unusable("is encrypted");
        }
        return packets;
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

    private static boolean isNotCoverImage(JsonNode stream) {
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

    private static Optional<Rational> rate(JsonNode stream, String field) {
        String text = stream.path(field).asString("");
        return text.matches("[1-9][0-9]*/[1-9][0-9]*")
                ? Optional.of(new FrameRate(Rational.parse(text)).framesPerSecond())
                : Optional.empty();
    }

    private static Optional<String> known(JsonNode stream, String field) {
        return Optional.of(stream.path(field).asString(""))
                .filter(value -> !value.isEmpty() && !value.equals("unknown"));
    }

    private static String kinds(JsonNode document) {
        List<String> kinds = new ArrayList<>();
        document.path("streams").forEach(stream -> kinds.add(stream.path("codec_type").asString("data")));
        return kinds.isEmpty() ? "an empty container" : String.join(", ", kinds);
    }

    /// FFmpeg's error without the path of the temporary file.
    private static String reasonWithoutPath(InvalidMediaException refusal, Path file) {
        return String.valueOf(refusal.getMessage()).replace("file:" + file, "the file")
                .replace(file.toString(), "the file");
    }
}
