package aive.message;

import aive.error.Problem;
import aive.time.FrameRate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// The output of the execution: what the backend gets.
///
/// @param videoUrl an address of the video that a browser can open; it expires
/// @param urlExpiresAt when, in ISO 8601; absent where it does not
/// @param videoUri an address of the video that is valid for ever: `s3://…`, `file:///…`
/// @param s3Key the video's key in its bucket
/// @param message one sentence for people
/// @param durationSeconds of the video, as a decimal number with at most six places
/// @param sha256 of the video
/// @param posterKey a still of the video
/// @param captionsKeys the captions as SubRip and WebVTT
/// @param warnings what was accepted though it is probably not what the author meant
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
        List<String> captionsKeys,
        Chunks chunks,
        List<Problem> warnings)
        implements StitchOutput {

    public RenderResult {
        captionsKeys = List.copyOf(captionsKeys);
        warnings = List.copyOf(warnings);
    }

    /// How many chunks there are, and how many of them had been rendered before.
    public record Chunks(int total, int rendered, int reused) {}
}
