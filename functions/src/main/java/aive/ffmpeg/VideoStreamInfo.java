package aive.ffmpeg;

import aive.time.Deadline;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The video stream of an encoded file: codec, size, and number of packets.
///
/// @param codec ffprobe's name, `h264`
/// @param packets the number of frames
public record VideoStreamInfo(String codec, int width, int height, long packets) {

    /// Limits ffprobe to one decoded frame, which it needs to find the size. Without the limit, ffprobe decodes more
    /// frames to find properties that are not needed here.
    private static final List<String> ONE_FRAME = List.of("-analyzeduration", "1");

    /// Reads all packets of a file without decoding them; empty if the file is not valid media.
    public static Optional<VideoStreamInfo> read(Ffmpeg ffmpeg, Path file, Deadline deadline) {
        try {
            JsonNode printed = ffmpeg.describe(
                    MediaInput.of(file, ONE_FRAME),
                    List.of("-count_packets", "-select_streams", "v:0", "-show_entries",
                            "stream=codec_name,width,height,nb_read_packets"),
                    deadline);
            JsonNode stream = printed.path("streams").path(0);
            return Optional.of(new VideoStreamInfo(
                    stream.path("codec_name").asString("none"),
                    stream.path("width").asInt(0),
                    stream.path("height").asInt(0),
                    stream.path("nb_read_packets").asLong(0)));
        } catch (InvalidMediaException _) {
            // The reason is irrelevant: the caller has just rendered the file and reports the failure itself.
            return Optional.empty();
        }
    }
}
