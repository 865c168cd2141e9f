package aive.plan;

/// The program that mixes audio. A different program may produce different samples.
///
/// @param version [RendererVersion#CURRENT]
/// @param ffmpeg version and configuration of FFmpeg
/// @param architecture of the machine; floating-point results may differ between architectures
public record MixerIdentity(int version, String ffmpeg, String architecture) {}
