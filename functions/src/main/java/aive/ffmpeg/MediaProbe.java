package aive.ffmpeg;

import aive.error.MediaTooLarge;
import aive.error.MediaUnusable;
import aive.json.Json;
import aive.media.SoundFacts;
import aive.media.VideoFacts;
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

/// Finds out what a file is, by its content alone.
///
/// Of several pictures the one that the file marks as its default is taken, else the first; cover images of songs do not count. Of several sounds
/// likewise.
public final class MediaProbe {

    /// More than this is not decoded: 8K video, and stills of the largest cameras.
    private static final long MAX_VIDEO_PIXELS = 8192L * 4320;
    private static final long MAX_STILL_PIXELS = 12_000L * 10_000;

    /// In these FFmpeg seeks by guessing, and arrives at a later moment, or at none; in AVI, at an earlier one, by as many frames as are reordered.
    private static final Set<String> WITHOUT_INDEX = Set.of("mpegts", "mpeg", "avi", "flv");

    private static final Duration LOOKING = Duration.ofSeconds(60);
    private static final String ENCRYPTED = "Encryption info";

    /// A frame that lasts longer than this many average ones makes a clip one with unequal frames.
    private static final Rational UNUSUAL = Rational.of(3, 2);

    /// Of a sound, in seconds: about ten frames of MP3. Recordings begin and are cut in the middle of things.
    private static final Rational TOLERABLE_LOSS = Rational.of(1, 4);

    private static final Set<String> COUNTING = Set.of("mp3", "flac");

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
        Optional<PacketTimes> packets = still
                ? Optional.empty()
                : Optional.of(pictures(file, index, rate, Rational.parse(stream.path("time_base").asString()), place, deadline));
        return new VideoFacts(
                index,
                stream.path("codec_name").asString("unknown"),
                still,
                width,
                height,
                still ? Optional.empty() : rate,
                packets.map(PacketTimes::length),
                packets.map(PacketTimes::longest).filter(longest -> isUnusual(longest, rate)),
                isUpright(stream),
                !WITHOUT_INDEX.contains(format),
                known(stream, "color_space"));
    }

    private static boolean isUnusual(Rational longest, Optional<Rational> rate) {
        return rate.map(perSecond -> longest.times(perSecond).compareTo(UNUSUAL) > 0).orElse(true);
    }

    /// The sound of a file, decoded to its end.
    ///
    /// @throws MediaUnusable if it is no media, has no sound, or has lost some of it: what is behind a hole would be heard too early; likewise if its form
    ///     changes, since FFmpeg's filters begin anew at time 0 there
    public SoundFacts sound(Path file, MediaPlace place, Deadline deadline) {
        JsonNode document = look(file, place, deadline);
        JsonNode stream = pick(document, "audio", any -> true)
                .orElseThrow(() -> place.unusable("has no sound, only %s".formatted(kinds(document))));
        int index = stream.path("index").asInt();
        Rational timeBase = Rational.parse(stream.path("time_base").asString());
        Optional<PacketTimes> packets = packets(file, index, 1, timeBase, place, deadline);
        FfmpegJob job = new FfmpegJob(
                "measure " + place.description(),
                List.of(MediaInput.of(file)),
                Optional.of("[0:%1$d]asplit=2[any][decoded];[any]%2$s,%4$s,%5$s[all];[decoded]%3$s,%4$s[own]".formatted(
                        index, SoundFilters.NORMAL, SoundFilters.DECODED, SoundFilters.LONG_FRAMES, SoundFilters.MEASURE)),
                List.of(FfmpegJob.Output.nothing(List.of("-map", "[all]")), FfmpegJob.Output.nothing(List.of("-map", "[own]"))));
        FfmpegLog log = ffmpeg.run(job, deadline);
        long samples = log.samples(0);
        if (samples == 0) {
            throw place.unusable("has no sample of sound that can be decoded");
        }
        Rational lateStart = Rational.max(Rational.ZERO, packets.map(PacketTimes::first).orElse(Rational.ZERO));
        Rational lost = seconds(samples - log.samples(1)).minus(lateStart);
        // Where two recordings were put together, the packet between them often cannot be decoded.
        if (log.changedSounds() > 0 && log.changedSounds() >= log.damagedSounds() && lost.compareTo(TOLERABLE_LOSS) > 0) {
            throw place.unusable("changes its number of channels or its sample rate on the way; export it with the same ones throughout");
        }
        if (log.damagedSounds() > 0 && lost.compareTo(TOLERABLE_LOSS) > 0) {
            throw place.unusable("is damaged: %s s of its sound cannot be decoded, the first from second %s on"
                    .formatted(lost.toDecimal(1), firstHole(file, index, timeBase, deadline).orElse(Rational.ZERO).toDecimal(1)));
        }
        Optional<Rational> counted = counted(document, stream).filter(_ -> !log.contains("Estimating duration from bitrate"));
        if (counted.isPresent() && counted.get().minus(seconds(samples)).compareTo(TOLERABLE_LOSS) > 0) {
            throw place.unusable("is truncated: it holds %s of the %s s of sound that its own header counts"
                    .formatted(seconds(samples).toDecimal(1), counted.get().toDecimal(1)));
        }
        return new SoundFacts(index, stream.path("codec_name").asString("unknown"), samples, Loudness.parse(log).integrated());
    }

    private static Rational seconds(long samples) {
        return Rational.of(samples, FrameRate.SAMPLES_PER_SECOND);
    }

    /// What the header says of the length, where it says so by counting frames or samples; others guess, or leave it open on purpose.
    private static Optional<Rational> counted(JsonNode document, JsonNode stream) {
        boolean counts = COUNTING.contains(document.path("format").path("format_name").asString(""));
        String seconds = stream.path("duration").asString("");
        return counts && seconds.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") ? Optional.of(Rational.of(new BigDecimal(seconds))) : Optional.empty();
    }

    /// Where decoded sound first stops, in seconds.
    private Optional<Rational> firstHole(Path file, int stream, Rational timeBase, Deadline deadline) {
        try {
            String frames = ffmpeg.probe(
                    MediaInput.of(file),
                    List.of("-select_streams", Integer.toString(stream), "-show_entries", "frame=pts,duration", "-of", "csv=p=0"),
                    deadline.atMost(LOOKING));
            return PacketTimes.firstHole(frames, timeBase);
        } catch (MediaInputRefused e) {
            // It has been decoded before; only the place stays unknown.
            return Optional.empty();
        }
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

    private PacketTimes pictures(Path file, int stream, Optional<Rational> rate, Rational timeBase, MediaPlace place, Deadline deadline) {
        long usual = rate.map(perSecond -> Rational.ONE.dividedBy(perSecond.times(timeBase)).roundHalfUp()).orElse(1L);
        return packets(file, stream, usual, timeBase, place, deadline).orElseThrow(() -> place.unusable("has a picture without a single frame"));
    }

    /// @param usual how long a packet lasts that does not say so itself, in units of the time base
    private Optional<PacketTimes> packets(Path file, int stream, long usual, Rational timeBase, MediaPlace place, Deadline deadline) {
        String packets;
        try {
            packets = ffmpeg.probe(
                    MediaInput.of(file),
                    List.of("-select_streams", Integer.toString(stream), "-show_entries", "packet=pts,dts,duration:packet_side_data=side_data_type", "-of", "csv=p=0"),
                    deadline.atMost(LOOKING));
        } catch (MediaInputRefused e) {
            throw place.unusable("is damaged: " + strangersWords(e, file), e);
        }
        // The stream itself has the name of the codec that was encrypted.
        if (packets.contains(ENCRYPTED)) {
            throw place.unusable("is encrypted");
        }
        return PacketTimes.parse(packets, usual, timeBase);
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
