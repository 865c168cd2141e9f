package aive.render;

import java.nio.file.Path;

/// An encoded run of frames that can be joined with its neighbours.
///
/// @param frames how many frames it has
public record EncodedPiece(Path file, long frames) {}
