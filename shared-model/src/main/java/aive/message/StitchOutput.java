package aive.message;

/// The output of [StitchInput]: the soundtrack alone, or the whole video.
public sealed interface StitchOutput permits MixedSoundtrack, RenderResult {}
