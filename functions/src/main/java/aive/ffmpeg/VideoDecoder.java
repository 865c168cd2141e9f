package aive.ffmpeg;

import java.util.List;

/// Chooses decoders that report damage, and that decode alpha channels.
public final class VideoDecoder {

    private VideoDecoder() {}

    /// The options of an input with this codec.
    ///
    /// FFmpeg's own decoders of VP9, Motion JPEG, and Windows Media Video show damaged frames without an error.
    ///
    /// @param codec FFmpeg's name of the codec
    /// @param transparent whether it has an alpha channel. FFmpeg's own decoders of VP8 and VP9 ignore it
    public static List<String> options(String codec, boolean transparent) {
        return switch (codec) {
            case "vp8" -> transparent ? List.of("-c:v", "libvpx") : List.of();
            case "vp9" -> List.of("-c:v", "libvpx-vp9");
            case "mjpeg" -> List.of("-err_detect", "explode");
            case "wmv1", "wmv2", "msmpeg4v1", "msmpeg4v2", "msmpeg4v3" -> List.of("-err_detect", "buffer");
            default -> List.of();
        };
    }
}
