package aive.plan;

/// The program that mixes audio. Another program may give other samples.
///
/// @param version [RendererVersion#CURRENT]
/// @param ffmpeg version and configuration of FFmpeg
/// @param architecture of the machine: floating point rounds differently
public record MixerIdentity(int version, String ffmpeg, String architecture) {}
