package aive.plan;

import aive.json.Json;
import aive.media.VideoFacts;
import aive.project.Fill;
import aive.project.Fit;
import aive.project.Quality;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// Everything that determines the pixels of a chunk, and nothing else: the SHA-256 of its canonical JSON is the chunk's identity.
///
/// A new component makes every chunk a new one, which is the safe way to be wrong. Frames count from the chunk's own start, so a chunk that
/// moves on the timeline stays the same chunk.
///
/// @param renderer which program draws it
/// @param picture how the frames are made
/// @param shots in order, tiling the chunk
/// @param captions in order
public record ChunkSpec(Renderer renderer, Picture picture, List<Part> shots, List<Text> captions) {

    /// @throws IllegalArgumentException if the shots do not tile the chunk
    public ChunkSpec {
        shots = List.copyOf(shots);
        captions = List.copyOf(captions);
        long expected = 0;
        for (Part part : shots) {
            if (part.frames().first() != expected) {
                throw new IllegalArgumentException("%s should begin at frame %d".formatted(part, expected));
            }
            expected = part.frames().end();
        }
        if (expected == 0) {
            throw new IllegalArgumentException("a chunk has at least one frame");
        }
    }

    /// The number of frames.
    public long length() {
        return shots.getLast().frames().end();
    }

    /// The chunk's identity: 64 hexadecimal digits.
    @JsonIgnore
    public String sha256() {
        return Json.sha256(this);
    }

    /// The program that draws: another one may draw other pixels.
    ///
    /// @param semantics counts up whenever our own code comes to draw the same spec differently
    /// @param ffmpeg version and configuration of FFmpeg; never its binary's hash, since packaging changes that
    /// @param architecture of the machine: floating point rounds differently
    /// @param fonts digest of the fonts
    /// @param java vendor and version of the runtime, whose own libraries shape and draw the captions
    public record Renderer(int semantics, String ffmpeg, String architecture, String fonts, String java) {}

    /// How every frame is made.
    public record Picture(int width, int height, FrameRate frameRate, Quality quality, Fit fit) {}

    /// What is shown for a run of frames.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({@JsonSubTypes.Type(value = Clip.class, name = "clip"), @JsonSubTypes.Type(value = Black.class, name = "black")})
    public sealed interface Part {
        FrameRange frames();
    }

    /// A clip or still image.
    ///
    /// @param asset SHA-256 of its bytes
    /// @param facts what the probe found
    /// @param inPoint what is shown in its first frame: a moment of the clip, in seconds from the clip's first frame. Behind the clip's end where a long
    ///     shot is split there: then it goes on as `fill` says. Zero for a still image
    public record Clip(FrameRange frames, String asset, VideoFacts facts, Rational inPoint, Fill fill) implements Part {

        /// @throws IllegalArgumentException if it begins before the clip does
        public Clip {
            if (inPoint.signum() < 0) {
                throw new IllegalArgumentException("not an in-point: " + inPoint);
            }
        }
    }

    /// A black picture.
    public record Black(FrameRange frames) implements Part {}

    /// A caption.
    public record Text(FrameRange frames, String text) {}
}
