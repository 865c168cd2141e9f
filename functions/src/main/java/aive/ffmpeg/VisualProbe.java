package aive.ffmpeg;

import aive.error.EncodeFailed;
import aive.error.MediaTooLarge;
import aive.error.MediaUnusable;
import aive.media.ClipAudio;
import aive.media.ColourInfo;
import aive.media.ImageInfo;
import aive.media.Interlacing;
import aive.media.VideoInfo;
import aive.media.VisualInfo;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Determines the properties of a video or image from its content alone.
///
/// Among several video streams it takes the one with the default flag, else the first. It ignores cover images, and
/// still images beside a video.
public final class VisualProbe {

    /// The limit for decoding video: 8K.
    private static final long MAX_VIDEO_PIXELS = 8192L * 4320;

    /// The limit for the length of a clip, in seconds.
    private static final Rational LONGEST = Rational.of(12 * 3_600);

    /// FFmpeg's names of the codecs that covers and stills have in a container of video.
    private static final Set<String> IMAGE_CODECS = Set.of("mjpeg", "png", "bmp", "webp", "tiff");

    /// The ratio to the average duration from which a frame counts as unusually long.
    private static final Rational LONG_FRAME_FACTOR = Rational.of(3, 2);

    /// In degrees.
    private static final int HALF_TURN = 180;

    private final Ffmpeg ffmpeg;

    public VisualProbe(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// The file that footage is decoded from, and its properties.
    ///
    /// @param remuxed a copy of the video track, if FFmpeg cannot seek and rewind exactly in the file itself
    /// @param info properties of the copy if there is one, otherwise of the file
    /// @param sideways whether players turn it by a quarter, so that they show its width as its height
    public record ProbedFootage(Optional<Path> remuxed, VisualInfo info, boolean sideways) {}

    /// Probes the video or image of a file for rendering.
    ///
    /// @param media the field, the sentence, and the URL of the file, for messages
    /// @param copy path for a copy of the video track, written only if it is needed
    /// @throws MediaUnusable if the file is not media, or has neither video nor image
    /// @throws MediaTooLarge if a frame has too many pixels
    public ProbedFootage footage(Path file, Path copy, MediaReference media, Deadline deadline) {
        AnimatedImage.of(file).ifPresent(kind -> {
            throw media.unusable("is %s, which FFmpeg cannot play; export it as GIF or MP4".formatted(kind));
        });
        ProbedFile probed = ProbedFile.untrusted(ffmpeg, file, media, deadline);
        JsonNode stream = videoStream(probed);
        Optional<FfmpegJob> image = StillCopy.job(probed, stream, copy);
        if (image.isPresent()) {
            return copied(image.get(), copy, "is a damaged or truncated image: ", media, deadline);
        }
        if (probed.isImageWithSeparateAlpha()) {
            throw media.unusable("is an animated AVIF or HEIC image with transparency, which FFmpeg cannot show; export it as "
                    + "PNG or WebP");
        }
        if (probed.format().equals("gif")) {
            Optional<Path> corrected = GifDelays.corrected(file, copy);
            ProbedFile played = corrected.isPresent() ? ProbedFile.ours(ffmpeg, copy, media, deadline) : probed;
            return probed(corrected, played, videoStream(played), deadline);
        }
        if (!Remux.isNeeded(probed.format(), probed.isStill())) {
            return probed(Optional.empty(), probed, stream, deadline);
        }
        return copied(
                Remux.job(file, stream.path("index").asInt(), copy,
                        "copy the video track of " + media.description()),
                copy, "cannot be read as video: ", media, deadline);
    }

    /// Makes the copy, and probes it.
    ///
    /// @param failure the beginning of the message if FFmpeg cannot copy it
    private ProbedFootage copied(
            FfmpegJob job, Path copy, String failure, MediaReference media, Deadline deadline) {
        try {
            var _ = ffmpeg.examine(job, media, deadline);
        } catch (EncodeFailed e) {
            throw media.unusable(failure + e.getMessage(), e);
        }
        ProbedFile copied = ProbedFile.ours(ffmpeg, copy, media, deadline);
        return probed(Optional.of(copy), copied, videoStream(copied), deadline);
    }

    private static ProbedFootage probed(
            Optional<Path> copy, ProbedFile file, JsonNode stream, Deadline deadline) {
        boolean sideways = stream.path("side_data_list").valueStream()
                .anyMatch(data -> Math.floorMod(data.path("rotation").asInt(0), HALF_TURN) == HALF_TURN / 2);
        return new ProbedFootage(copy, info(file, stream, deadline), sideways);
    }

    /// Finds the audio track of a clip, and decodes it once to check that FFmpeg can.
    ///
    /// Among several audio streams it takes the one with the default flag, else the first.
    ///
    /// @param visual what [#footage] found in the file
    /// @param remuxed whether that describes a copy of the video track
    /// @throws MediaUnusable if the clip has a sound that FFmpeg cannot decode
    public ClipAudio sound(
            Path file, VisualInfo visual, boolean remuxed, MediaReference media, Deadline deadline) {
        if (!(visual instanceof VideoInfo video)) {
            return ClipAudio.NONE;
        }
        ProbedFile probed = ProbedFile.untrusted(ffmpeg, file, media, deadline);
        Optional<JsonNode> stream = probed.stream("audio", any -> any.path("channels").asInt(0) > 0);
        if (stream.isEmpty()) {
            return ClipAudio.NONE;
        }
        int index = stream.get().path("index").asInt();
        try {
            ffmpeg.run(
                    new FfmpegJob(
                            "decode the sound of " + media.description(),
                            List.of(MediaInput.of(file)),
                            Optional.of(FilterGraph.of(
                                    FilterChain.from(0, index, AudioFilters.LONG_FRAMES).to("out"))),
                            List.of(FfmpegJob.Output.nothing(List.of("-map", "[out]")))),
                    deadline);
        } catch (EncodeFailed e) {
            throw media.unusable(
                    "has sound that cannot be decoded; set original_volume to 0: " + e.getMessage(), e);
        }
        Rational earliest = seconds(probed.document().path("format"));
        Rational clipStart = remuxed ? seconds(videoStream(probed)) : video.start().plus(earliest);
        return new ClipAudio(Optional.of(index), clipStart);
    }

    /// The first timestamp of a stream or of the file, in seconds.
    private static Rational seconds(JsonNode described) {
        return ProbedFile.decimal(described.path("start_time").asString("")).orElse(Rational.ZERO);
    }

    /// Probes the video or image of a file without copying it.
    ///
    /// @throws MediaUnusable if the file is not media, or has neither video nor image
    /// @throws MediaTooLarge if a frame has too many pixels
    VisualInfo probe(Path file, MediaReference media, Deadline deadline) {
        ProbedFile probed = ProbedFile.untrusted(ffmpeg, file, media, deadline);
        return info(probed, videoStream(probed), deadline);
    }

    /// Chooses the stream for the video, and checks its frame size.
    private static JsonNode videoStream(ProbedFile probed) {
        MediaReference media = probed.media();
        JsonNode stream = probed.stream("video", VisualProbe::isMoving)
                .or(() -> probed.stream("video", VisualProbe::isNotCoverImage))
                .orElseThrow(() -> media.unusable("has no video or image, only %s".formatted(probed.kinds())));
        if (probed.isTiled()) {
            throw media.unusable("is a tiled image, of which FFmpeg shows only one tile; export it as JPEG or PNG");
        }
        long frames = stream.path("nb_frames").asLong(0);
        if (frames > Mp4Tables.MOST_FRAMES) {
            throw new MediaTooLarge(media.pointer(), "%s has %d frames; the limit is %d".formatted(
                    media.description(), frames, Mp4Tables.MOST_FRAMES));
        }
        int width = stream.path("width").asInt(0);
        int height = stream.path("height").asInt(0);
        if (width < 1 || height < 1) {
            if (probed.isTruncatedRiff()) {
                throw media.unusable("is truncated: it is shorter than its header states");
            }
            // FFmpeg reports the size 0×0 for a frame above `-max_pixels`.
            throw new MediaTooLarge(
                    media.pointer(),
                            "%s has frames with too many pixels, or with none; the limit is %d pixels".formatted(
                            media.description(), ProbedFile.MAX_STILL_PIXELS));
        }
        long limit = probed.isStill() ? ProbedFile.MAX_STILL_PIXELS : MAX_VIDEO_PIXELS;
        if ((long) width * height > limit) {
            throw new MediaTooLarge(
                    media.pointer(), "%s has frames of %d×%d pixels; the limit is %d pixels in all".formatted(
                            media.description(), width, height, limit));
        }
        return stream;
    }

    private static VisualInfo info(ProbedFile probed, JsonNode stream, Deadline deadline) {
        int index = stream.path("index").asInt();
        String codec = stream.path("codec_name").asString("unknown");
        int width = stream.path("width").asInt();
        int height = stream.path("height").asInt();
        ColourInfo colours = StreamColours.of(stream, probed.media());
        boolean transparent = AlphaChannel.isTransparent(stream);
        if (probed.isStill()) {
            FirstFrames.checkImage(probed, stream, deadline);
            return new ImageInfo(index, codec, width, height, colours, transparent);
        }
        Rational timeBase = Rational.parse(stream.path("time_base").asString());
        Optional<Rational> rate = rate(stream, "avg_frame_rate").or(() -> rate(stream, "r_frame_rate"));
        PacketTimestamps packets = frames(probed, index, rate, timeBase, deadline);
        Optional<Interlacing> interlacing = FirstFrames.checkVideo(probed, stream, deadline);
        Rational earliest = seconds(probed.document().path("format"));
        return new VideoInfo(
                index,
                codec,
                width,
                height,
                timeBase,
                packets.first().minus(earliest),
                rate,
                packets.length(),
                packets.storedLength(),
                Optional.of(packets.longest()).filter(longest -> isUnusual(longest, rate)),
                isUpright(stream),
                colours,
                interlacing,
                transparent);
    }

    private static boolean isUnusual(Rational longest, Optional<Rational> rate) {
        return rate.map(perSecond -> longest.times(perSecond).compareTo(LONG_FRAME_FACTOR) > 0).orElse(true);
    }

    private static PacketTimestamps frames(
            ProbedFile probed, int stream, Optional<Rational> rate, Rational timeBase, Deadline deadline) {
        long usual = rate.map(perSecond -> Rational.ONE.dividedBy(perSecond.times(timeBase)).roundHalfUp()).orElse(1L);
        PacketTimestamps packets = PacketTimestamps.parse(probed.packets(stream, deadline), usual, timeBase)
                .orElseThrow(() -> probed.media().unusable("has a video stream without frames"));
        if (packets.storedLength().orElse(packets.length()).compareTo(LONGEST) > 0) {
            throw new MediaTooLarge(probed.media().pointer(), "%s lasts longer than %s hours, the limit".formatted(
                    probed.media().description(), LONGEST.dividedBy(Rational.of(3_600)).toDecimal(0)));
        }
        return packets;
    }

    /// Whether a stream is certain to be a video and no image. Some files hold an image before their video: animated
    /// AVIF and HEIC for programs that show only images, others as a cover without a flag.
    private static boolean isMoving(JsonNode stream) {
        return isNotCoverImage(stream) && stream.path("nb_frames").asLong(0) != 1
                && !IMAGE_CODECS.contains(stream.path("codec_name").asString(""));
    }

    private static boolean isNotCoverImage(JsonNode stream) {
        return !ProbedFile.isCoverImage(stream);
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
}
