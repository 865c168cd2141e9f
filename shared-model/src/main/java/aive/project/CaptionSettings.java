package aive.project;

/// Whether captions are drawn, and the sentence field with their text.
public record CaptionSettings(boolean enabled, CaptionSource text) {}
