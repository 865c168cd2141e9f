package aive.audio;

import aive.composition.OriginalSound;
import aive.ffmpeg.AudioFilters;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.FilterGraph;
import aive.ffmpeg.MediaInput;
import aive.project.Fill;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Puts the own sound of the clips at its place in the video, with silence between.
///
/// A clip's sound is cut at the samples of the frames that show the clip, and repeats with the clip. It fades in and
/// out for 10 ms at each cut, so that no cut clicks. In a transition, the two clips fade with equal power.
final class OriginalSoundMixer {

    /// The fade at each cut, in samples: 10 ms.
    private static final int RAMP = FrameRate.SAMPLES_PER_SECOND / 100;

    private static final int BLOCK = FrameRate.SAMPLES_PER_SECOND;

    private static final List<String> FLOATS =
            List.of("-map", "[out]", "-c:a", "pcm_f32le", "-fflags", "+bitexact", "-f", "w64");

    private final Ffmpeg ffmpeg;

    OriginalSoundMixer(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// A part of a clip that is heard without interruption.
    ///
    /// @param from the first sample of the clip that is heard, from its first frame
    /// @param position the sample of the video at which it begins
    /// @param samples its length
    private record Part(long from, long position, long samples) {}

    /// An audio stream of a file.
    private record Track(String file, int stream, Rational clipStart) {}

    /// @param samples length of the video
    /// @param files maps the SHA-256 of a file in the store to its local path
    /// @param folder for the result and temporary files
    /// @return a file as long as the video
    Path mix(OriginalSound sound, long samples, Function<String, Path> files, Path folder, Deadline deadline) {
        Path mixed = folder.resolve("original.w64");
        Map<Track, List<OriginalSound.Clip>> uses = new LinkedHashMap<>();
        for (OriginalSound.Clip clip : sound.clips()) {
            uses.computeIfAbsent(
                    new Track(clip.file(), clip.stream(), clip.clipStart()), _ -> new ArrayList<>()).add(clip);
        }
        try (StereoFile target = StereoFile.create(mixed, samples)) {
            uses.forEach((track, clips) -> add(track, clips, files, folder, target, deadline));
        }
        return mixed;
    }

    private void add(Track track, List<OriginalSound.Clip> clips, Function<String, Path> files, Path folder,
            StereoFile target, Deadline deadline) {
        List<Part> all = clips.stream().flatMap(clip -> parts(clip).stream()).toList();
        if (all.isEmpty()) {
            return;
        }
        long first = all.stream().mapToLong(Part::from).min().orElseThrow();
        long end = all.stream().mapToLong(part -> part.from() + part.samples()).max().orElseThrow();
        Path decoded = folder.resolve("clip.w64");
        ffmpeg.run(decoding(track, first, end, files.apply(track.file()), decoded), deadline);
        try (StereoFile source = StereoFile.open(decoded)) {
            for (OriginalSound.Clip clip : clips) {
                for (Part part : parts(clip)) {
                    add(source, first, part, clip, target);
                }
            }
        }
        try {
            Files.delete(decoded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The parts of a clip that are heard: from the in-point to the clip's end, and then the repetitions.
    private static List<Part> parts(OriginalSound.Clip clip) {
        List<Part> parts = new ArrayList<>();
        long from = samples(clip.firstMoment());
        long position = clip.first();
        for (long part = 0; position < clip.end(); part++) {
            long end = clip.endOfPart(part);
            if (end > position) {
                parts.add(new Part(from, position, end - position));
            }
            if (clip.fill() == Fill.FREEZE) {
                break;
            }
            from = 0;
            position = end;
        }
        return parts;
    }

    private static long samples(Rational seconds) {
        return seconds.times(FrameRate.SAMPLES_PER_SECOND).roundHalfUp();
    }

    /// Decodes a range of a clip's sound, in samples from the clip's first frame.
    ///
    /// It decodes from the beginning of the file, because positions after a seek are inexact in many formats.
    private static FfmpegJob decoding(Track track, long first, long end, Path file, Path decoded) {
        return new FfmpegJob(
                "decode the sound of a clip",
                // `copyts`: otherwise FFmpeg counts time from the audio's own start in some formats.
                List.of(MediaInput.of(file, "-copyts")),
                Optional.of(FilterGraph.of(FilterChain.from(
                                0, track.stream(),
                                Filter.of("asetpts", "PTS-(%s)/TB".formatted(track.clipStart())))
                        .then(AudioFilters.NORMALIZE)
                        .then(AudioFilters.LONG_FRAMES)
                        .then(Filter.of("atrim").with("start_sample", first).with("end_sample", end),
                                Filter.of("asetpts", "PTS-STARTPTS"))
                        .to("out"))),
                List.of(FfmpegJob.Output.file(decoded, FLOATS)));
    }

    /// The factor of the transitions at a sample of the video.
    private static float faded(OriginalSound.Clip clip, long sample) {
        double in = clip.fadeIn() == 0 ? 1 : Math.min(1, (sample - clip.first() + 0.5) / clip.fadeIn());
        double out = clip.fadeOut() == 0 ? 1 : Math.min(1, (clip.end() - sample - 0.5) / clip.fadeOut());
        return in == 1 && out == 1
                ? 1
                : (float) (StrictMath.sin(Math.PI / 2 * in) * StrictMath.sin(Math.PI / 2 * out));
    }

    /// Adds a part to the video's sound. The clip's sound may end before its frames do.
    ///
    /// @param first the clip's sample with which the source begins
    private static void add(StereoFile source, long first, Part part, OriginalSound.Clip clip, StereoFile target) {
        long samples = Math.min(part.samples(), source.samples() - (part.from() - first));
        long ramp = Math.min(RAMP, samples / 2);
        float volume = Float.parseFloat(clip.volume().toDecimal(6));
        for (long at = 0; at < samples; at += BLOCK) {
            int length = (int) Math.min(BLOCK, samples - at);
            float[] heard = source.read(part.from() - first + at, length);
            float[] sum = target.read(part.position() + at, length);
            for (int i = 0; i < sum.length; i++) {
                long sample = at + i / StereoFile.CHANNELS;
                long distance = Math.min(sample, samples - 1 - sample);
                float factor = volume * faded(clip, part.position() + sample);
                float gain = distance < ramp ? factor * (2 * distance + 1) / (2 * ramp) : factor;
                sum[i] += heard[i] * gain;
            }
            target.write(part.position() + at, sum);
        }
    }
}
