package aive.message;

/// What a [StitchInput] leads to.
public sealed interface StitchOutput permits MixedSoundtrack, RenderResult {}
