package aive.media;

import java.util.Optional;

/// A piece of media in the store, and what is known of it.
///
/// @param sha256 of its bytes; it lies under `assets/<sha256>`
/// @param bytes its length
/// @param video its picture, if it has one that can be decoded
/// @param sound its sound, if it was asked for
public record Asset(String sha256, long bytes, Optional<VideoFacts> video, Optional<SoundFacts> sound) {

    public String key() {
        return key(sha256);
    }

    /// Where the asset of that content lies.
    public static String key(String sha256) {
        return "assets/" + sha256;
    }
}
