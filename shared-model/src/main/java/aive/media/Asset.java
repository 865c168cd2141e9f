package aive.media;

import java.util.List;
import java.util.Optional;

/// A media file in the store, and what the probe found in it.
///
/// @param sha256 of its bytes; it lies under `assets/<sha256>`
/// @param bytes its length
/// @param remuxed SHA-256 of a copy of its video track alone, where FFmpeg cannot seek and rewind exactly in the
///     original; `visual` then describes the copy
/// @param visual what can be shown, if a project shows it
/// @param audio what can be heard, if a project plays it
/// @param warnings what may be wrong with it, each the end of a sentence that begins with its name
public record Asset(
        String sha256,
        long bytes,
        Optional<String> remuxed,
        Optional<VisualInfo> visual,
        Optional<AudioInfo> audio,
        List<String> warnings) {

    public Asset {
        warnings = List.copyOf(warnings);
    }

    /// A file that has not been probed yet.
    public static Asset unprobed(String sha256, long bytes) {
        return new Asset(sha256, bytes, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /// Where it lies in the store.
    public String key() {
        return key(sha256);
    }

    /// SHA-256 of the file that its pictures are read from.
    public String visualFile() {
        return remuxed.orElse(sha256);
    }

    /// Where the file with this SHA-256 lies in the store.
    public static String key(String sha256) {
        return "assets/" + sha256;
    }
}
