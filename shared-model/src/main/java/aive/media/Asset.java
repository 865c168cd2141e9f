package aive.media;

import java.util.List;
import java.util.Optional;

/// A piece of media in the store, and what is known of it.
///
/// @param sha256 of its bytes; it lies under `assets/<sha256>`
/// @param bytes its length
/// @param remuxed SHA-256 of a copy of its video track alone, where FFmpeg cannot seek and rewind exactly in the original; the copy is what `video` is about
/// @param video its picture, if it has one that can be decoded
/// @param sound its sound, if it was asked for
/// @param warnings what may be wrong with it, each the end of a sentence that begins with its name
public record Asset(
        String sha256, long bytes, Optional<String> remuxed, Optional<VideoFacts> video, Optional<SoundFacts> sound, List<String> warnings) {

    public Asset {
        warnings = List.copyOf(warnings);
    }

    /// An asset of which nothing else is known yet.
    public static Asset unknown(String sha256, long bytes) {
        return new Asset(sha256, bytes, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    public String key() {
        return key(sha256);
    }

    /// SHA-256 of the bytes that its picture is read from.
    public String footage() {
        return remuxed.orElse(sha256);
    }

    /// Where the asset of that content lies.
    public static String key(String sha256) {
        return "assets/" + sha256;
    }
}
