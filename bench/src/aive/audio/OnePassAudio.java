package aive.audio;

import aive.composition.AudioMix;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.FilterGraph;
import aive.ffmpeg.Loudness;
import aive.time.Deadline;
import aive.time.Rational;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The soundtrack in one pass: what the mixer does in several, with the gain known beforehand.
public final class OnePassAudio {

    private OnePassAudio() {}

    /// The mix as the mixer makes it, to read its inputs and filters from.
    public static FfmpegJob mixing(AudioMix mix, Function<String, Path> files, Path mixed) {
        return SoundtrackMixer.mixing(mix, files, Optional.empty(), Optional.empty(), mixed);
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
                .then(SoundtrackMixer.volume(gain))
                .then(SoundtrackMixer.LIMIT_TRUE_PEAKS)
                .to("sound"));
        return new FilterGraph(chains);
    }

    private static String moved(String input, int firstInput) {
        int colon = input.indexOf(':');
        return colon < 0 ? input : Integer.parseInt(input.substring(0, colon)) + firstInput + input.substring(colon);
    }
}
