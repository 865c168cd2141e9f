package aive.ffmpeg;

import aive.json.Json;
import aive.time.Deadline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The picture of a file that we wrote, counted.
///
/// @param codec `h264`
/// @param packets how many frames it holds
public record VideoStreamInfo(String codec, int width, int height, long packets) {

    /// FFmpeg would decode the first frames of a stream to find out what nobody asks here; of one it needs to know the size.
    private static final List<String> ONE_FRAME = List.of("-analyzeduration", "1");

    /// Reads all of a file, of which hardly anything is decoded; empty if it is no media any more.
    public static Optional<VideoStreamInfo> read(Ffmpeg ffmpeg, Path file, Deadline deadline) {
        try {
            String json = ffmpeg.probe(
                    MediaInput.of(file, ONE_FRAME),
                    List.of("-count_packets", "-select_streams", "v:0", "-show_entries", "stream=codec_name,width,height,nb_read_packets", "-of", "json"),
                    deadline);
            JsonNode stream = Json.tree(json.getBytes(StandardCharsets.UTF_8)).path("streams").path(0);
            return Optional.of(new VideoStreamInfo(
                    stream.path("codec_name").asString("none"),
                    stream.path("width").asInt(0),
                    stream.path("height").asInt(0),
                    stream.path("nb_read_packets").asLong(0)));
        } catch (InvalidMediaException _) {
            // Whoever asks has rendered the file and can do so again; what is wrong with this one is of no interest.
            return Optional.empty();
        }
    }
}
