package aive.project;

import aive.time.Rational;

/// A filled box behind the letters of a caption.
///
/// @param colour 24-bit RGB
/// @param opacity from 0 to 1
/// @param shape of the box
public record CaptionBackground(int colour, Rational opacity, BoxShape shape) {}
