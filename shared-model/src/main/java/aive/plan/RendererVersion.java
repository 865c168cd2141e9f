package aive.plan;

/// The version of the code that turns a plan into frames.
///
/// It is part of the identity of every chunk. Increment it with every change that produces different pixels for the
/// same plan, and name it in `CHANGELOG.md`. `PixelLedgerTest` detects changes of what it renders. Soundtracks have
/// their own: [MixerIdentity#CURRENT].
public final class RendererVersion {

    public static final int CURRENT = 10;

    private RendererVersion() {}
}
