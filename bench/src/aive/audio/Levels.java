package aive.audio;

import aive.composition.AudioMix;
import aive.ffmpeg.AudioProbe;
import aive.ffmpeg.EmbeddedFfmpeg;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.FfmpegLog;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.FilterGraph;
import aive.ffmpeg.Loudness;
import aive.ffmpeg.MediaInput;
import aive.ffmpeg.MediaReference;
import aive.project.MusicSettings;
import aive.time.Deadline;
import aive.time.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Measures soundtracks of every pair of speech and music in two folders: the speech-to-music ratio during speech, the
/// loudness, and the true peak.
///
/// Usage: `bench/levels SPEECH_FOLDER MUSIC_FOLDER FFMPEG_FOLDER`
public final class Levels {

    private static final int BLOCK = 4_800;
    private static final long SECONDS = 60;

    private Levels() {}

    public static void main(String[] arguments) throws IOException {
        Ffmpeg ffmpeg = new Ffmpeg(EmbeddedFfmpeg.in(Path.of(arguments[2])));
        System.out.printf("%-36s %-44s %8s %8s %8s%n", "speech", "music", "ratio dB", "LUFS", "dBTP");
        for (Path speech : media(Path.of(arguments[0]))) {
            for (Path music : media(Path.of(arguments[1]))) {
                measure(ffmpeg, speech, music);
            }
        }
    }

    private static List<Path> media(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(ogg|mp3|wav|flac|m4a|opus)")).sorted().toList();
        }
    }

    private static void measure(Ffmpeg ffmpeg, Path speech, Path music) throws IOException {
        Path folder = Files.createTempDirectory("levels");
        AudioMix.Track narration = track(ffmpeg, speech);
        long samples = Math.min(SECONDS * 48_000, narration.media().samples());
        MusicSettings settings = new MusicSettings(Rational.of(3, 10), true, Rational.ZERO, Rational.ZERO);
        AudioMix mix = new AudioMix(samples, narration, Optional.of(new AudioMix.Music(track(ffmpeg, music), settings)),
                Rational.of(-14));
        Path finished = new SoundtrackMixer(ffmpeg).mix(mix, Path::of, folder, deadline());
        FfmpegLog log = ffmpeg.run(new FfmpegJob("measure", List.of(MediaInput.of(finished)),
                Optional.of(FilterGraph.of(FilterChain.from(0, 0, Filter.of("ebur128").with("framelog", "quiet")
                        .with("peak", "true")).to("out"))),
                List.of(FfmpegJob.Output.nothing(List.of("-map", "[out]")))), deadline());
        String peak = log.lines().stream().map(String::strip).filter(line -> line.contains("Peak:")).toList().getLast();
        System.out.printf(Locale.ROOT, "%-36s %-44s %8.1f %8s %8s%n", speech.getFileName(), music.getFileName(),
                ratio(ffmpeg, mix, folder), Loudness.parse(log).integrated().orElseThrow().toDecimal(1),
                peak.replaceAll(".*Peak:", "").replaceAll("[^-0-9.]", ""));
    }

    /// The ratio of the energies of narration and ducked music, in the blocks of 100 ms in which someone speaks.
    private static double ratio(Ffmpeg ffmpeg, AudioMix mix, Path folder) {
        FfmpegJob mixing = OnePassAudio.mixing(mix, Path::of, folder.resolve("unused"));
        List<FilterChain> chains = new ArrayList<>(mixing.filterGraph().orElseThrow().chains());
        chains.removeLast();
        List<String> options = List.of("-c:a", "pcm_f32le", "-f", "w64");
        List<FfmpegJob.Output> outputs = new ArrayList<>();
        for (String link : List.of("narration", "music")) {
            List<String> all = new ArrayList<>(List.of("-map", "[" + link + "]"));
            all.addAll(options);
            outputs.add(FfmpegJob.Output.file(folder.resolve(link + ".w64"), all));
        }
        ffmpeg.run(new FfmpegJob("separate", mixing.inputs(), Optional.of(new FilterGraph(chains)), outputs),
                deadline());
        try (StereoFile narration = StereoFile.open(folder.resolve("narration.w64"));
                StereoFile music = StereoFile.open(folder.resolve("music.w64"))) {
            double all = energy(narration, 0, mix.samples());
            double speech = 0;
            double below = 0;
            for (long at = 0; at + BLOCK <= mix.samples(); at += BLOCK) {
                double spoken = energy(narration, at, at + BLOCK);
                if (spoken > all / 10) {
                    speech += spoken;
                    below += energy(music, at, at + BLOCK);
                }
            }
            return 10 * Math.log10(speech / below);
        }
    }

    private static double energy(StereoFile file, long from, long to) {
        return new DecodedMusic(file, 0, file.samples()).energy(from, to);
    }

    private static AudioMix.Track track(Ffmpeg ffmpeg, Path file) {
        return new AudioMix.Track(file.toString(), new AudioProbe(ffmpeg)
                .probe(file, Optional.empty(), new MediaReference("", file.toString()), deadline()).info());
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(10));
    }
}
