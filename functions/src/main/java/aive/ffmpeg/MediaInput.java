package aive.ffmpeg;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file that FFmpeg reads, with everything a stranger's file must not be able to do switched off.
///
/// A file is read by a demuxer of a fixed list and through a protocol of a fixed list, always: a playlist under the name of a clip would
/// otherwise make FFmpeg open whatever it names.
///
/// @param options in front of `-i`
/// @param path the file; a stranger's has a name of ours without an ending, since FFmpeg would go by the ending of some (`.jpg`)
public record MediaInput(List<String> options, Path path) {

    /// Containers that hold their own media and name no other file.
    private static final String MEDIA_FORMATS = String.join(
            ",", "mov", "matroska", "mpegts", "mpeg", "avi", "flv", "asf", "gif", "mp3", "wav", "w64", "ogg", "flac", "aac", "aiff", "amr", "caf", "png_pipe",
            "jpeg_pipe", "webp_pipe", "bmp_pipe", "tiff_pipe");

    public MediaInput {
        options = List.copyOf(options);
    }

    /// A stranger's file.
    public static MediaInput of(Path path, String... options) {
        return of(path, List.of(options));
    }

    /// A stranger's file.
    public static MediaInput of(Path path, List<String> options) {
        return guarded(path, MEDIA_FORMATS, options);
    }

    /// A file in the store that a stranger's file has become: itself, or a copy of its video track that we made.
    public static MediaInput asset(Path path, List<String> options) {
        return guarded(path, MEDIA_FORMATS + "," + Remux.FORMAT, options);
    }

    /// A list that we wrote (`ffconcat`), of files that we wrote.
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

    /// `file:` in front, so that no name is taken for an option or a protocol.
    String url() {
        return "file:" + path;
    }
}
