package aive.plan;

/// The version of the code that turns a plan into frames.
///
/// It is part of the identity of every chunk. Increment it with every change that produces different pixels for the
/// same plan; `PixelLedgerTest` detects such a change. Soundtracks have their own: [MixerIdentity#CURRENT].
public final class RendererVersion {

    public static final int CURRENT = 10;

    private RendererVersion() {}
}
