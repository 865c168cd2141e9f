package aive.message;

/// The order to plan, mix, or stitch: everything else is read from the store.
public record RenderReference(String renderId) {}
