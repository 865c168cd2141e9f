package aive.project;

/// Whether captions are drawn, and from which field of a sentence.
public record CaptionSettings(boolean enabled, CaptionSource text) {}
