package aive.render;

import aive.composition.Encoding;
import aive.composition.OutputFormat;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.List;

/// The codec of the video: its options for FFmpeg, and its file names and types.
public sealed interface VideoCodec permits H264Codec, HevcCodec {

    /// The codec of an encoding.
    static VideoCodec of(Encoding encoding) {
        return switch (encoding) {
            case Encoding.H264 h264 -> new H264Codec(h264.quality());
            case Encoding.Hevc hevc -> new HevcCodec(hevc.quality());
        };
    }

    /// FFmpeg's options for encoding pieces that can be joined without encoding again.
    ///
    /// The same frames give the same bytes on every machine.
    List<String> encoderOptions(OutputFormat format);

    /// ffprobe's name of the codec.
    String name();

    /// FFmpeg's options for copying the encoded frames into another container.
    default List<String> copyOptions() {
        return List.of("-c:v", "copy");
    }

    /// The extension of the finished video's name, with its dot.
    default String extension() {
        return ".mp4";
    }

    /// The MIME type of the finished video.
    default String mimeType() {
        return "video/mp4";
    }

    /// FFmpeg's options for the container of a piece: fragmented MP4, which can be joined with exact timestamps.
    default List<String> pieceOptions(FrameRate rate) {
        return List.of(
                // By default FFmpeg copies title, place, date, and chapters of the first footage.
                "-map_metadata", "-1", "-map_chapters", "-1",
                "-fflags", "+bitexact",
                "-video_track_timescale", Long.toString(timescale(rate)),
                "-movflags", "frag_keyframe+empty_moov+default_base_moof",
                "-f", "mp4");
    }

    /// FFmpeg's options for copying joined pieces into one stream, with each frame at its number divided by the rate.
    ///
    /// FFmpeg places pieces at whole microseconds, and NTSC frames do not last whole microseconds. The error is far
    /// below half a frame for any number of pieces, and the filter rounds it away.
    default List<String> joinOptions(FrameRate rate) {
        long ticks = Rational.of(timescale(rate)).dividedBy(rate.framesPerSecond()).floor();
        List<String> options = new ArrayList<>(copyOptions());
        options.addAll(List.of(
                "-bsf:v", "setts=pts=round(PTS/%d)*%d:dts=%s".formatted(ticks, ticks, decodingTime(ticks)),
                "-video_track_timescale", Long.toString(timescale(rate))));
        return options;
    }

    /// The decoding time of a packet of joined pieces, as an expression of the filter `setts`.
    ///
    /// @param ticks of a frame
    default String decodingTime(long ticks) {
        return "round(DTS/%1$d)*%1$d".formatted(ticks);
    }

    /// Ticks per second, chosen for a whole number of ticks per frame.
    private static long timescale(FrameRate rate) {
        long numerator = rate.framesPerSecond().numerator().longValueExact();
        return numerator < 1_000 ? numerator * 1_000 : numerator;
    }
}
