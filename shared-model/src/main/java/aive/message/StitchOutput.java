package aive.message;

/// The output of the *Mix soundtrack* and *Stitch video* states: the soundtrack alone, or the whole video.
public sealed interface StitchOutput permits MixedSoundtrack, RenderResult {}
