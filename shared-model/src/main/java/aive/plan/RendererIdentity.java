package aive.plan;

/// The program that renders frames. A different program may produce different pixels.
///
/// @param version [RendererVersion#CURRENT]
/// @param ffmpeg version and configuration of FFmpeg; not the hash of its binary, which packaging changes
/// @param architecture of the machine; floating-point results may differ between architectures
/// @param fonts digest of the fonts
/// @param java feature release of the runtime, whose libraries shape and draw the captions. The patch level is left
///     out, since AWS raises it at any time
public record RendererIdentity(int version, String ffmpeg, String architecture, String fonts, int java) {}
