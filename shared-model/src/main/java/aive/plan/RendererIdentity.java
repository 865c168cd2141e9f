package aive.plan;

/// The program that renders: another one may give other pixels.
///
/// @param version [RendererVersion#CURRENT]
/// @param ffmpeg version and configuration of FFmpeg; never its binary's hash, since packaging changes that
/// @param architecture of the machine: floating point rounds differently
/// @param fonts digest of the fonts
/// @param java feature release of the runtime, whose own libraries shape and draw the captions. Its patch level is left
///     out: AWS raises that whenever it likes
public record RendererIdentity(int version, String ffmpeg, String architecture, String fonts, int java) {}
