package aive.ffmpeg;

import aive.error.MediaUnusable;
import aive.time.Deadline;
import aive.time.Rational;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// A media file as ffprobe describes it: format, streams, and packets.
///
/// @param document ffprobe's JSON, with `format` and `streams`
record ProbedFile(Ffmpeg ffmpeg, Path path, JsonNode document, MediaReference media) {

    /// The limit for decoding stills: images of the largest cameras.
    static final long MAX_STILL_PIXELS = 12_000L * 10_000;

    /// The limit for one block of memory, in bytes. A table of a few bytes may claim billions of samples.
    private static final String LARGEST_BLOCK = "1000000000";

    static final Duration PROBE_TIMEOUT = Duration.ofSeconds(60);

    /// The letters `RIFF`, in little endian.
    private static final int RIFF = 0x46464952;

    private static final String ENCRYPTED = "Encryption info";

    /// Reads a file from a stranger.
    ///
    /// @throws MediaUnusable if the file is not media
    /// @throws aive.error.MediaTooLarge if it claims to hold too much
    static ProbedFile untrusted(Ffmpeg ffmpeg, Path file, MediaReference media, Deadline deadline) {
        FileSignature.of(file).ifPresent(appearance -> {
            throw media.unusable("is not media but " + appearance);
        });
        Mp4Tables.check(file, media);
        MediaInput input = MediaInput.of(file, "-max_alloc", LARGEST_BLOCK, "-max_pixels",
                Long.toString(MAX_STILL_PIXELS));
        return read(ffmpeg, input, file, media, deadline);
    }

    /// Reads a file that FFmpeg wrote for the renderer.
    ///
    /// @throws MediaUnusable if the file is not media
    static ProbedFile ours(Ffmpeg ffmpeg, Path file, MediaReference media, Deadline deadline) {
        return read(ffmpeg, MediaInput.asset(file, List.of()), file, media, deadline);
    }

    private static ProbedFile read(
            Ffmpeg ffmpeg, MediaInput input, Path file, MediaReference media, Deadline deadline) {
        try {
            JsonNode description = ffmpeg.describe(
                    input, List.of("-show_streams", "-show_stream_groups", "-show_format"),
                    deadline.atMost(PROBE_TIMEOUT));
            return new ProbedFile(ffmpeg, file, description, media);
        } catch (InvalidMediaException e) {
            throw media.unusable("cannot be read as media: " + reasonWithoutPath(e, file), e);
        }
    }

    /// FFmpeg's name of the container, `mov,mp4,m4a,3gp,3g2,mj2`.
    String format() {
        return document.path("format").path("format_name").asString("");
    }

    /// Whether the file is an image in tiles, which FFmpeg reads as one stream for each tile.
    boolean isTiled() {
        for (JsonNode group : document.path("stream_groups")) {
            if (group.path("type").asString("").equals("Tile Grid")) {
                return true;
            }
        }
        return false;
    }

    /// Whether the file is an image of the HEIF family with a second image in grey, its alpha channel.
    boolean isImageWithSeparateAlpha() {
        String brand = document.path("format").path("tags").path("major_brand").asString("");
        if (!Set.of("avif", "avis", "heic", "heix", "mif1", "msf1").contains(brand)) {
            return false;
        }
        for (JsonNode stream : document.path("streams")) {
            if (stream.path("index").asInt() > 0 && stream.path("pix_fmt").asString("").startsWith("gray")) {
                return true;
            }
        }
        return false;
    }

    /// Whether the file is a RIFF file, such as WebP, and shorter than its header states.
    boolean isTruncatedRiff() {
        try (InputStream content = Files.newInputStream(path)) {
            ByteBuffer header = ByteBuffer.wrap(content.readNBytes(8)).order(ByteOrder.LITTLE_ENDIAN);
            return header.limit() == 8 && header.getInt(0) == RIFF
                    && Integer.toUnsignedLong(header.getInt(4)) + 8 > Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the file is read as a still image.
    boolean isStill() {
        return format().endsWith("_pipe");
    }

    /// Runs ffprobe for all packets of a stream. Each line is `pts,dts,duration,size,pos,flags`, followed by the types
    /// of the side data.
    String packets(int stream, Deadline deadline) {
        String packets;
        try {
            packets = ffmpeg.probe(
                    MediaInput.asset(path, List.of()),
                    List.of("-select_streams", Integer.toString(stream), "-show_entries",
                            "packet=pts,dts,duration,size,pos,flags:packet_side_data=side_data_type", "-of", "csv=p=0"),
                    deadline.atMost(PROBE_TIMEOUT));
        } catch (InvalidMediaException e) {
            throw media.unusable("is damaged: " + reasonWithoutPath(e, path), e);
        }
        // Only the packets show the encryption: the stream has the name of the original codec.
        if (packets.contains(ENCRYPTED)) {
            throw media.unusable("is encrypted");
        }
        return packets;
    }

    /// The stream of a kind that fits: the one with the default flag, else the first.
    Optional<JsonNode> stream(String kind, Predicate<JsonNode> fits) {
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

    /// All streams of a kind, in the file's order.
    List<JsonNode> streams(String kind) {
        List<JsonNode> streams = new ArrayList<>();
        for (JsonNode stream : document.path("streams")) {
            if (stream.path("codec_type").asString("").equals(kind)) {
                streams.add(stream);
            }
        }
        return streams;
    }

    /// The kinds of all streams, for messages.
    String kinds() {
        List<String> kinds = new ArrayList<>();
        document.path("streams").forEach(stream -> kinds.add(
                isCoverImage(stream) ? "a cover picture" : stream.path("codec_type").asString("data")));
        return switch (kinds.size()) {
            case 0 -> "an empty container";
            case 2 -> kinds.getFirst() + " and " + kinds.getLast();
            default -> String.join(", ", kinds);
        };
    }

    /// Whether a stream is the cover picture of a piece of music.
    static boolean isCoverImage(JsonNode stream) {
        return stream.path("disposition").path("attached_pic").asInt(0) != 0;
    }

    /// Reads a number of seconds from ffprobe's JSON; empty for `N/A` and other text.
    static Optional<Rational> decimal(String seconds) {
        return seconds.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")
                ? Optional.of(Rational.of(new BigDecimal(seconds)))
                : Optional.empty();
    }

    /// FFmpeg's error without the path of the temporary file.
    private static String reasonWithoutPath(InvalidMediaException refusal, Path file) {
        return String.valueOf(refusal.getMessage()).replace("file:" + file, "the file")
                .replace(file.toString(), "the file");
    }
}
