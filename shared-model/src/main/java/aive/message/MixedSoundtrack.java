package aive.message;

/// What became of the soundtrack.
///
/// @param key where it lies in the store
/// @param reused whether it had been mixed before
public record MixedSoundtrack(String key, boolean reused) implements StitchOutput {}
