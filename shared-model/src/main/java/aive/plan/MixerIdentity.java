package aive.plan;

/// The program that mixes audio. A different program may produce different samples.
///
/// @param version [#CURRENT]
/// @param ffmpeg version and configuration of FFmpeg
/// @param architecture of the machine; floating-point results may differ between architectures
public record MixerIdentity(int version, String ffmpeg, String architecture) {

    /// The version of the code that mixes. Increment it with every change that gives other samples for the same mix;
    /// `PixelLedgerTest` detects such a change. Chunks have their own: [RendererVersion].
    public static final int CURRENT = 9;
}
