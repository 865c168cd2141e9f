package aive.audio;

import aive.composition.AudioMix;
import aive.ffmpeg.AudioFilters;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.FilterGraph;
import aive.ffmpeg.Loudness;
import aive.ffmpeg.MediaInput;
import aive.media.AudioInfo;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The soundtrack in one pass: what the mixer does in several, with the gain known beforehand.
public final class OnePassAudio {

    /// The encoder as the mixer uses it.
    public static final List<String> AAC =
            List.of("-c:a", "aac", "-b:a", "192k", "-aac_coder", "fast", "-aac_pns", "0", "-aac_is", "0");

    private OnePassAudio() {}

    /// The mix of narration and music in one piece, with the mixer's filters. The music is one track that is longer
    /// than the video.
    public static FfmpegJob mixing(AudioMix mix, Function<String, Path> files, Path mixed) {
        List<MediaInput> inputs = new ArrayList<>(List.of(MediaInput.of(files.apply(mix.narration().file()))));
        Optional<FilterChain> music = mix.music().map(AudioMix.Music::tracks).map(List::getFirst).map(track -> {
            inputs.add(MediaInput.of(files.apply(track.track().file())));
            return whole(1, track.track().media(), mix);
        });
        return new FfmpegJob("mix the soundtrack", inputs,
                Optional.of(MixGraph.of(mix, whole(0, mix.narration().media(), mix), music, Optional.empty(), 0,
                        List.of(Filter.of("atrim").with("end_sample", mix.samples()), AudioFilters.MEASURE))),
                List.of(FfmpegJob.Output.file(
                        mixed, List.of("-map", "[out]", "-c:a", "pcm_f32le", "-fflags", "+bitexact", "-f", "w64"))));
    }

    private static FilterChain whole(int input, AudioInfo media, AudioMix mix) {
        return SoundtrackMixer.normal(input, media)
                .then(SoundtrackMixer.padded(mix.samples() + FrameRate.SAMPLES_PER_SECOND))
                .then(AudioFilters.LONG_FRAMES);
    }

    /// The gain that brings the mix to its loudness, in dB. The mix is made for it once.
    public static Rational gain(Ffmpeg ffmpeg, AudioMix mix, FfmpegJob mixing, Deadline deadline) {
        return Loudness.parse(ffmpeg.run(mixing, deadline))
                .integrated()
                .map(mix.loudness()::minus)
                .orElse(Rational.ZERO);
    }

    /// The chains from the mix's inputs to the label `sound`.
    ///
    /// @param firstInput number of the narration among the inputs; the music's is the next
    public static FilterGraph graph(FfmpegJob mixing, Rational gain, int firstInput) {
        List<FilterChain> chains = new ArrayList<>();
        for (FilterChain chain : mixing.filterGraph().orElseThrow().chains()) {
            List<String> inputs = chain.inputs().stream()
                    .map(input -> moved(input, firstInput))
                    .toList();
            chains.add(new FilterChain(inputs, chain.filters(), chain.outputs()));
        }
        FilterChain last = chains.removeLast();
        FilterChain unmeasured = new FilterChain(
                last.inputs(), last.filters().subList(0, last.filters().size() - 1), List.of());
        chains.add(unmeasured
                .then(MixGraph.volume(gain))
                .then(SoundtrackMixer.LIMIT_TRUE_PEAKS)
                .to("sound"));
        return new FilterGraph(chains);
    }

    private static String moved(String input, int firstInput) {
        int colon = input.indexOf(':');
        return colon < 0 ? input : Integer.parseInt(input.substring(0, colon)) + firstInput + input.substring(colon);
    }
}
