package aive.render;

import aive.composition.Encoding;
import aive.composition.OutputFormat;
import aive.time.FrameRate;
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

    /// The type of the sample entry in MP4 files, which stands for the codec.
    String sampleEntry();

    /// The extension of the finished video's name, with its dot.
    default String extension() {
        return ".mp4";
    }

    /// FFmpeg's options for the container of a piece: MP4 with whole ticks a frame, and with its tables in front.
    default List<String> pieceOptions(FrameRate rate) {
        return List.of(
                // By default FFmpeg copies title, place, date, and chapters of the first footage.
                "-map_metadata", "-1", "-map_chapters", "-1",
                "-fflags", "+bitexact",
                "-video_track_timescale", Long.toString(timescale(rate)),
                "-movflags", "+faststart",
                "-f", "mp4");
    }

    /// Ticks per second, chosen for a whole number of ticks per frame.
    private static long timescale(FrameRate rate) {
        long numerator = rate.framesPerSecond().numerator().longValueExact();
        return numerator < 1_000 ? numerator * 1_000 : numerator;
    }
}
