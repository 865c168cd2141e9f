package aive.local;

import aive.error.MediaTooLarge;
import aive.error.MediaUnusable;
import aive.error.RenderError;
import aive.fetch.DownloadLimits;
import aive.ffmpeg.AudioProbe;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.MediaProbe;
import aive.ffmpeg.MediaReference;
import aive.ffmpeg.VisualProbe;
import aive.file.DiskFailure;
import aive.media.AudioInfo;
import aive.media.VideoInfo;
import aive.media.VisualInfo;
import aive.step.Workspace;
import aive.time.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Determines how a render would take files, with the probes of a render.
public final class MediaCheck {

    /// As long as a function may take.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final MediaProbe probe;
    private final Path work;

    /// @param work parent of temporary folders
    public MediaCheck(Ffmpeg ffmpeg, Path work) {
        this.probe = new MediaProbe(ffmpeg);
        this.work = work;
        Workspace.deleteAbandoned(work);
    }

    /// The use of a file in a project.
    public enum Use {
        /// A clip, or a still image.
        FOOTAGE,
        NARRATION,
        MUSIC
    }

    /// How a file would be taken.
    public enum Treatment {
        FINE,
        WARNED,
        REFUSED
    }

    /// The treatment of a file in one use.
    ///
    /// @param file the path as it was given
    /// @param error the simple name of the error; empty if the file is not refused
    /// @param messages the properties of the file, the warnings, or the reasons of the refusal
    public record Verdict(String file, Use use, Treatment treatment, String error, List<String> messages) {

        public Verdict {
            messages = List.copyOf(messages);
        }
    }

    /// Probes a file once as footage, and once as audio for both of its uses.
    ///
    /// @return one verdict for each [Use], in their order
    public List<Verdict> check(Path file) {
        Verdict footage = footage(file);
        Verdict audio = audio(file);
        return List.of(
                footage,
                audio,
                new Verdict(file.toString(), Use.MUSIC, audio.treatment(), audio.error(), audio.messages()));
    }

    /// Probes a file as footage.
    public Verdict footage(Path file) {
        return verdict(file, Use.FOOTAGE, "the footage", this::footage);
    }

    /// Probes a file as narration.
    public Verdict audio(Path file) {
        return verdict(file, Use.NARRATION, "the audio", this::audio);
    }

    @FunctionalInterface
    private interface Probe {

        Verdict run(Path file, Use use, MediaReference reference);
    }

    private static Verdict verdict(Path file, Use use, String kind, Probe probe) {
        try {
            return probe.run(file, use, new MediaReference("", "%s %s".formatted(kind, file.getFileName())));
        } catch (RenderError error) {
            return new Verdict(
                    file.toString(),
                    use,
                    Treatment.REFUSED,
                    error.getClass().getSimpleName(),
                    error.problems().stream().map(Object::toString).toList());
        }
    }

    private Verdict footage(Path file, Use use, MediaReference reference) {
        try (Workspace workspace = Workspace.in(work)) {
            VisualProbe.ProbedFootage probed = probe.visual()
                    .footage(
                            unnamed(file, workspace, reference),
                            workspace.file("remuxed"),
                            reference,
                            Deadline.in(LONGEST));
            return new Verdict(file.toString(), use, Treatment.FINE, "", List.of(description(probed)));
        }
    }

    private Verdict audio(Path file, Use use, MediaReference reference) {
        try (Workspace workspace = Workspace.in(work)) {
            AudioProbe.ProbedAudio probed =
                    probe.audio().probe(
                            unnamed(file, workspace, reference), Optional.empty(), reference, Deadline.in(LONGEST));
            return probed.warnings().isEmpty()
                    ? new Verdict(file.toString(), use, Treatment.FINE, "", List.of(description(probed.info())))
                    : new Verdict(file.toString(), use, Treatment.WARNED, "", probed.warnings());
        }
    }

    /// A link to the file without its name, as a render's copy has none: FFmpeg would choose a demuxer by the
    /// extension.
    private static Path unnamed(Path file, Workspace workspace, MediaReference reference) {
        try {
            long bytes = Files.size(file);
            if (bytes > DownloadLimits.MAX_MEDIA_BYTES) {
                throw new MediaTooLarge("", "%s has %d bytes; the limit is %d".formatted(
                        reference.description(), bytes, DownloadLimits.MAX_MEDIA_BYTES));
            }
            return Files.createSymbolicLink(workspace.file("media"), file.toAbsolutePath());
        } catch (IOException e) {
            throw new MediaUnusable(
                    "", "%s cannot be read: %s".formatted(reference.description(), DiskFailure.reason(e)), e);
        }
    }

    /// The size is that which players show.
    private static String description(VisualProbe.ProbedFootage footage) {
        VisualInfo info = footage.info();
        boolean sideways = footage.sideways();
        List<String> parts = new ArrayList<>(List.of(
                info instanceof VideoInfo ? "video" : "image",
                info.codec(),
                "%d × %d%s".formatted(
                        sideways ? info.height() : info.width(),
                        sideways ? info.width() : info.height(),
                        sideways ? " (stored as %d × %d)".formatted(info.width(), info.height()) : "")));
        if (info instanceof VideoInfo video) {
            video.framesPerSecond().ifPresent(rate -> parts.add(rate.toDecimal(3) + " fps"));
        }
        info.colours().highDynamicRange().ifPresent(transfer -> parts.add("HDR (%s)".formatted(transfer)));
        if (info instanceof VideoInfo video) {
            parts.add(video.length().toDecimal(3) + " s");
        }
        return String.join(", ", parts);
    }

    private static String description(AudioInfo audio) {
        return "audio, %s, %s s%s"
                .formatted(
                        audio.codec(),
                        audio.seconds().toDecimal(3),
                        audio.loudness().isPresent() ? "" : ", silent");
    }
}
