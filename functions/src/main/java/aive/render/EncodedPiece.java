package aive.render;

import java.nio.file.Path;

/// An encoded range of frames, which can be joined with others without encoding again.
///
/// @param frames the number of its frames
public record EncodedPiece(Path file, long frames) {}
