package aive.message;

import aive.error.Problem;
import aive.time.FrameRate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The output of the execution, for the backend.
///
/// @param videoUrl a URL of the video that a browser can open; it may expire
/// @param urlExpiresAt the time at which `videoUrl` expires, in ISO 8601; absent if it does not expire
/// @param videoUri a permanent URI of the video: `s3://…`, `file:///…`
/// @param s3Key the video's key in its bucket
/// @param message one sentence for people
/// @param durationSeconds of the video, as a decimal number with at most six places
/// @param sha256 of the video
/// @param posterKey key of a JPEG frame of the video
/// @param contactSheetKey key of a JPEG with a frame of each sentence, if the project asks for it
/// @param captionsKeys keys of the captions as SubRip and WebVTT
/// @param playsOn players that can be expected to play the video
/// @param cost what the execution took
/// @param warnings input that was accepted but is probably a mistake
public record RenderResult(
        String renderId,
        String projectId,
        String videoUrl,
        Optional<String> urlExpiresAt,
        String videoUri,
        String s3Key,
        String message,
        BigDecimal durationSeconds,
        long frames,
        int width,
        int height,
        FrameRate fps,
        long bytes,
        String sha256,
        String posterKey,
        Optional<String> contactSheetKey,
        List<String> captionsKeys,
        Chunks chunks,
        List<String> playsOn,
        Cost cost,
        List<Problem> warnings)
        implements StitchOutput {

    public RenderResult {
        captionsKeys = List.copyOf(captionsKeys);
        playsOn = List.copyOf(playsOn);
        warnings = List.copyOf(warnings);
    }

    /// The keys of the captions, the poster, and the contact sheet, which belong beside the video.
    public List<String> companionKeys() {
        return Stream.concat(
                        captionsKeys.stream(), Stream.concat(Stream.of(posterKey), contactSheetKey.stream()))
                .toList();
    }

    /// The number of chunks, split into rendered and reused ones.
    ///
    /// @param changes why chunks were rendered, in the order of the video; the first [#MOST_CHANGES] at most
    public record Chunks(int total, int rendered, int reused, List<Change> changes) {

        public static final int MOST_CHANGES = 100;

        public Chunks {
            changes = List.copyOf(changes);
        }
    }

    /// Why a chunk was rendered.
    ///
    /// @param chunk its number, from 1
    /// @param because what has changed since an earlier plan of the project: `text of sentence 12`
    public record Change(int chunk, String because) {}
}
