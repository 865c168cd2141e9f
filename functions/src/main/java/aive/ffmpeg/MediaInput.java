package aive.ffmpeg;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file that FFmpeg reads, with demuxers and protocols limited to fixed lists.
///
/// Without these lists, a playlist disguised as a clip could make FFmpeg open other files and URLs.
///
/// @param options in front of `-i`
/// @param path the file; we name an untrusted file, without an extension, since FFmpeg chooses a demuxer by some
///     extensions (`.jpg`)
public record MediaInput(List<String> options, Path path) {

    /// Containers that embed their media and do not refer to other files.
    private static final String MEDIA_FORMATS = String.join(
            ",", "mov", "matroska", "mpegts", "mpeg", "avi", "flv", "asf", "gif", "mp3", "wav", "w64", "ogg", "flac",
                    "aac", "ac3", "eac3", "aiff", "amr", "caf", "png_pipe",
            "jpeg_pipe", "webp_pipe", "bmp_pipe", "tiff_pipe");

    public MediaInput {
        options = List.copyOf(options);
    }

    /// An untrusted file.
    public static MediaInput of(Path path, String... options) {
        return of(path, List.of(options));
    }

    /// An untrusted file.
    public static MediaInput of(Path path, List<String> options) {
        return guarded(path, MEDIA_FORMATS, options);
    }

    /// A file in the store: an untrusted file, or our copy of its video track.
    public static MediaInput asset(Path path, List<String> options) {
        return guarded(path, MEDIA_FORMATS + "," + Remux.FORMAT, options);
    }

    /// A list of files in the `ffconcat` format. We wrote the list and the files.
    public static MediaInput ownList(Path list, String... options) {
        List<String> all = new ArrayList<>(List.of("-f", "concat", "-safe", "0"));
        all.addAll(List.of(options));
        return guarded(list, "concat," + MEDIA_FORMATS, all);
    }

    private static MediaInput guarded(Path path, String formats, List<String> options) {
        List<String> all = new ArrayList<>(List.of("-protocol_whitelist", "file", "-format_whitelist", formats));
        all.addAll(options);
        return new MediaInput(all, path);
    }

    /// The file's URL for FFmpeg. The prefix `file:` keeps FFmpeg from reading the path as an option or a protocol.
    String url() {
        return "file:" + path;
    }
}
