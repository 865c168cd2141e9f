package aive.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The files that a command writes for a video: the video, and beside it its captions, its poster, and its
/// contact sheet if it has one.
///
/// A device or a pipe gets only the video.
final class OutputFiles {

    /// What is written beside the video, by suffix. A contact sheet has the last two.
    private static final List<String> COMPANIONS = List.of(".srt", ".vtt", ".sheet.jpg", ".jpg");

    private static final List<String> VIDEOS = List.of(".mp4", ".m4v");

    private final OutputFile video;
    private final Map<String, OutputFile> companions;

    private OutputFiles(OutputFile video, Map<String, OutputFile> companions) {
        this.video = video;
        this.companions = companions;
    }

    /// @param output the path of the video
    /// @param videoOnly whether nothing is written beside the video
    /// @throws ParameterException if one of the files is a folder, or if its links cannot be resolved
    static OutputFiles of(Path output, boolean videoOnly, CommandSpec command) {
        OutputFile video = OutputFile.of(output, "name another file", command);
        if (videoOnly || video.isDevice() || !isVideo(output)) {
            return new OutputFiles(video, Map.of());
        }
        String name = String.valueOf(output.getFileName());
        String stem = name.substring(0, name.lastIndexOf('.'));
        Map<String, OutputFile> companions = new LinkedHashMap<>();
        for (String suffix : COMPANIONS) {
            companions.put(
                    suffix,
                    OutputFile.of(
                            output.resolveSibling(stem + suffix),
                            "name another file, or use --video-only",
                            command));
        }
        return new OutputFiles(video, companions);
    }

    /// Must be called before anything is rendered.
    ///
    /// @param inputs files that must not be overwritten
    /// @param store the folder of the store
    /// @throws ParameterException if a file is the same file as an input, if a file is in the store, or if the name of
    ///     the video promises another format than MP4
    void check(Collection<Path> inputs, Path store, CommandSpec command) {
        video.checkAgainst(inputs, store, command);
        companions.values().forEach(file -> file.checkAgainst(inputs, store, command));
        if (!video.isDevice() && !isVideo(video.path())) {
            throw new ParameterException(
                    command.commandLine(),
                    "%s must end with .mp4 or .m4v, because the video is an MP4".formatted(video.path()));
        }
    }

    private static boolean isVideo(Path output) {
        String name = String.valueOf(output.getFileName()).toLowerCase(Locale.ROOT);
        return VIDEOS.stream().anyMatch(name::endsWith);
    }

    /// The path of the video as the user gave it.
    Path path() {
        return video.path();
    }

    OutputFile video() {
        return video;
    }

    /// Writes a file of the video.
    @FunctionalInterface
    interface Writer {

        /// @param key the object's key in the store or the bucket
        void write(String key, OutputFile file);
    }

    /// Writes every file. The video comes last, so that the others are there when it appears.
    ///
    /// @param companionKeys the keys of the captions and the images
    void write(String videoKey, Collection<String> companionKeys, Writer writer) {
        for (String key : companionKeys) {
            companions.entrySet().stream()
                    .filter(companion -> key.endsWith(companion.getKey()))
                    .findFirst()
                    .ifPresent(companion -> writer.write(key, companion.getValue()));
        }
        writer.write(videoKey, video);
    }
}
