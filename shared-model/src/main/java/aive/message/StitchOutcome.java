package aive.message;

/// What a [StitchOrder] leads to.
public sealed interface StitchOutcome permits MixedSoundtrack, RenderResult {}
