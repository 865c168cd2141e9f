package aive.ffmpeg;

import aive.error.EncodeFailed;
import aive.json.Json;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// When the packets of a stream of ours are shown, in presentation order.
public final class StreamTimes {

    private final Rational timeBase;
    private final long declared;
    private final long[] starts;

    private StreamTimes(Rational timeBase, long declared, long[] starts) {
        this.timeBase = timeBase;
        this.declared = declared;
        this.starts = starts;
    }

    /// @param stream as FFmpeg specifies one, `"v:0"`
    /// @throws EncodeFailed if there is no such stream
    public static StreamTimes read(Ffmpeg ffmpeg, Path file, String stream, Deadline deadline) {
        try {
            String json = ffmpeg.probe(
                    MediaInput.of(file),
                    List.of("-select_streams", stream, "-show_entries", "stream=time_base,duration_ts:packet=pts", "-of", "json=compact=1"),
                    deadline);
            JsonNode document = Json.tree(json.getBytes(StandardCharsets.UTF_8));
            JsonNode found = document.path("streams").path(0);
            if (found.isMissingNode()) {
                throw new EncodeFailed("", "the file %s has no stream %s".formatted(file.getFileName(), stream));
            }
            long[] starts = new long[document.path("packets").size()];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = document.path("packets").path(i).path("pts").asLong();
            }
            Arrays.sort(starts);
            return new StreamTimes(Rational.parse(found.path("time_base").asString()), found.path("duration_ts").asLong(0), starts);
        } catch (MediaInputRefused e) {
            throw new EncodeFailed("", "the file %s cannot be read back: %s".formatted(file.getFileName(), e.getMessage()), e);
        }
    }

    public long packets() {
        return starts.length;
    }

    /// The length that the container states and a player shows, in seconds.
    public Rational length() {
        return Rational.of(declared).times(timeBase);
    }

    /// Whether packet `n` is shown exactly when frame `n` begins.
    public boolean isEvenlySpaced(FrameRate rate) {
        for (int i = 0; i < starts.length; i++) {
            if (!Rational.of(starts[i]).times(timeBase).equals(rate.startOf(i))) {
                return false;
            }
        }
        return true;
    }
}
