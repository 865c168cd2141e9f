package aive.ffmpeg;

import aive.error.ConfigurationError;
import aive.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Checks that a build of FFmpeg that the user chose has what the renderer needs. The embedded build has it.
public final class FfmpegFeatures {

    /// Older versions lack options, and log messages by which damaged media is detected. No older one has been tested.
    private static final int OLDEST_VERSION = 8;

    /// Parts that a build may lack, since they need other libraries. All other parts belong to every build.
    private static final Set<String> ENCODERS = Set.of("libx264", "aac");
    private static final Set<String> FILTERS = Set.of("zscale");
    private static final Set<String> DECODERS = Set.of("libvpx-vp9");

    private static final Pattern MAJOR_VERSION = Pattern.compile("([0-9]{1,4})\\..*");

    /// A line of FFmpeg's lists: flags, then the name.
    private static final Pattern LISTED = Pattern.compile("(?m)^ [A-Z.|]{2,6} +([A-Za-z0-9_-]+) ");

    private static final Duration QUICK = Duration.ofSeconds(30);

    private FfmpegFeatures() {}

    /// @throws ConfigurationError if the build is too old, or lacks a part; it names all of them
    public static void check(Ffmpeg ffmpeg) {
        Matcher version = MAJOR_VERSION.matcher(ffmpeg.identity());
        // The version of a build from the repository has no number, but it is newer than every release.
        if (version.matches() && Integer.parseInt(version.group(1)) < OLDEST_VERSION) {
            throw unfit(ffmpeg, "is version %s, and the renderer needs version %d or newer"
                    .formatted(ffmpeg.identity().replaceFirst("-[0-9a-f]+$", ""), OLDEST_VERSION));
        }
        List<String> missing = new ArrayList<>();
        missing.addAll(missing(ffmpeg, "encoder", ENCODERS));
        missing.addAll(missing(ffmpeg, "filter", FILTERS));
        missing.addAll(missing(ffmpeg, "decoder", DECODERS));
        if (!missing.isEmpty()) {
            throw unfit(ffmpeg, "lacks " + String.join(", ", missing));
        }
    }

    /// @param kind of the parts, in the singular
    private static List<String> missing(Ffmpeg ffmpeg, String kind, Set<String> needed) {
        try {
            String list = FfmpegProcess.run(
                            ffmpeg.build().ffmpeg(), List.of("-hide_banner", "-" + kind + "s"),
                            "list its " + kind + "s", Deadline.in(QUICK))
                    .output();
            Set<String> present =
                    LISTED.matcher(list).results().map(line -> line.group(1)).collect(Collectors.toSet());
            return needed.stream()
                    .filter(name -> !present.contains(name))
                    .sorted()
                    .map(name -> "the %s %s".formatted(kind, name))
                    .toList();
        } catch (FfmpegProcess.ProcessFailedException e) {
            throw unfit(ffmpeg, "does not list its %ss: %s".formatted(kind, e.getMessage()));
        }
    }

    private static ConfigurationError unfit(Ffmpeg ffmpeg, String why) {
        return new ConfigurationError(
                "",
                "the FFmpeg %s %s; let AIVE_FFMPEG point to another one, or unset it to use the built-in one"
                        .formatted(ffmpeg.build().ffmpeg(), why));
    }
}
