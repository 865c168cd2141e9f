package aive.plan;

/// The version of everything that turns a plan into frames and samples.
///
/// It stands in the identity of every chunk and every soundtrack. Raise it whenever the same plan comes to give other
/// pixels or other samples; the pixel ledger test says when that is so.
public final class RendererVersion {

    public static final int CURRENT = 5;

    private RendererVersion() {}
}
