package aive.message;

/// The output of the *Mix soundtrack* state.
///
/// @param key of the soundtrack in the store
/// @param reused whether the store already had it
public record MixedSoundtrack(String key, boolean reused) implements StitchOutput {}
