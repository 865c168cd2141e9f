package aive.media;

import java.util.List;
import java.util.Optional;

/// A media file in the store and the result of its probe.
///
/// @param sha256 of its bytes; its key is `assets/<sha256>`
/// @param bytes its length
/// @param remuxed SHA-256 of a copy of its video track, where FFmpeg cannot seek and rewind exactly in the original;
///     `visual` then describes the copy
/// @param visual the video or image, if a project shows it
/// @param audio the audio, if a project plays it
/// @param clipAudio its audio track, if a project plays the clip's own sound
/// @param font the font, if a project draws letters with it
/// @param silences stretches of a second or more in which all samples of its audio are zero, in order; at most 1,000
/// @param warnings possible defects, each the predicate of a sentence whose subject is the file
public record Asset(
        String sha256,
        long bytes,
        Optional<String> remuxed,
        Optional<VisualInfo> visual,
        Optional<AudioInfo> audio,
        Optional<ClipAudio> clipAudio,
        Optional<FontInfo> font,
        List<SilentStretch> silences,
        List<String> warnings) {

    public Asset {
        silences = List.copyOf(silences);
        warnings = List.copyOf(warnings);
    }

    /// A file whose own sound is not played beside its frames, and whose audio, if there is any, has no stretch of
    /// zeros.
    public Asset(String sha256, long bytes, Optional<String> remuxed, Optional<VisualInfo> visual,
            Optional<AudioInfo> audio, List<String> warnings) {
        this(sha256, bytes, remuxed, visual, audio, Optional.empty(), Optional.empty(), List.of(), warnings);
    }

    /// A file that has not been probed yet.
    public static Asset unprobed(String sha256, long bytes) {
        return new Asset(sha256, bytes, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /// The key of the file in the store.
    public String key() {
        return key(sha256);
    }

    /// SHA-256 of the file that the frames are decoded from.
    public String visualFile() {
        return remuxed.orElse(sha256);
    }

    /// The key of the file with this SHA-256 in the store.
    public static String key(String sha256) {
        return "assets/" + sha256;
    }
}
