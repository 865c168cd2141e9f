package aive.plan;

/// The version of the code that turns a plan into frames and samples.
///
/// It is part of the identity of every chunk and every soundtrack. Raise it with every change that gives other pixels
/// or other samples for the same plan; the pixel ledger test detects such a change.
public final class RendererVersion {

    public static final int CURRENT = 5;

    private RendererVersion() {}
}
