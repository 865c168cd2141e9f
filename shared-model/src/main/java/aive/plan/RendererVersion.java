package aive.plan;

/// The version of the code that turns a plan into frames and samples.
///
/// It is part of the identity of every chunk and every soundtrack. Increment it with every change that produces
/// different pixels or samples for the same plan; `PixelLedgerTest` detects such a change.
public final class RendererVersion {

    public static final int CURRENT = 8;

    private RendererVersion() {}
}
