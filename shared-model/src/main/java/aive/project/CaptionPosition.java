package aive.project;

import aive.time.Rational;
import java.util.Optional;

/// The vertical position of captions that the author chose.
///
/// @param anchor the region of the frame, and the part of the captions that is placed there
/// @param height share of the frame's height from the top at which the anchor is; absent for the region's usual height
public record CaptionPosition(CaptionAnchor anchor, Optional<Rational> height) {}
