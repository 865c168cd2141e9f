package aive.audio;

import aive.composition.AudioMix;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.FilterGraph;
import aive.project.MusicSettings;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The filter graph that lowers music and the sound of the clips during speech, and adds them to the narration.
final class MixGraph {

    /// The loudness of the sidechain signal, in LUFS, which makes quiet and loud narration duck the music alike.
    private static final Rational SIDECHAIN_LOUDNESS = Rational.of(-20);

    private static final Filter DUCKING = Filter.of("sidechaincompress")
            .with("threshold", "0.02").with("ratio", 6).with("attack", 30).with("release", 600).with("knee", 4)
            .with("detection", "rms");

    private MixGraph() {}

    /// The graph for a range of the soundtrack. Its last chain has the link `out`.
    ///
    /// The three inputs have the same length and come in frames of the same size. Otherwise, FFmpeg's result depends
    /// on its threads.
    ///
    /// @param narration from the first sample of the range, without a link for its output
    /// @param music likewise, before its volume
    /// @param original the sound of the clips, likewise
    /// @param first the first sample of the range, counted from the beginning of the video
    /// @param last filters behind the mix
    static FilterGraph of(AudioMix mix, FilterChain narration, Optional<FilterChain> music,
            Optional<FilterChain> original, long first, List<Filter> last) {
        List<Background> backgrounds = new ArrayList<>();
        mix.music().ifPresent(added -> backgrounds.add(new Background("music",
                music.orElseThrow().then(levels(mix.samples(), added.settings(), first)),
                added.settings().ducking())));
        original.ifPresent(sound -> backgrounds.add(new Background("original", sound, true)));
        if (backgrounds.isEmpty()) {
            return FilterGraph.of(narration.then(last).to("out"));
        }
        List<Background> ducked = backgrounds.stream().filter(Background::ducking).toList();
        FilterGraph graph = FilterGraph.of(
                ducked.isEmpty() ? narration.to("narration")
                        : narration.then(Filter.of("asplit", 2)).to("narration", "sidechain"));
        List<String> sidechains = ducked.stream().map(each -> "levelled_sidechain_" + each.name()).toList();
        if (!ducked.isEmpty()) {
            FilterChain levelled = FilterChain.joining(List.of("sidechain"), volume(sidechainGain(mix)));
            graph = graph.with((ducked.size() == 1 ? levelled : levelled.then(Filter.of("asplit", ducked.size())))
                    .to(sidechains.toArray(String[]::new)));
        }
        List<String> links = new ArrayList<>(List.of("narration"));
        for (Background each : backgrounds) {
            links.add(each.name());
            if (each.ducking()) {
                String level = "levelled_" + each.name();
                graph = graph.with(each.chain().to(level))
                        .with(FilterChain.joining(List.of(level, "levelled_sidechain_" + each.name()), DUCKING)
                                .to(each.name()));
            } else {
                graph = graph.with(each.chain().to(each.name()));
            }
        }
        return graph.with(FilterChain.joining(
                        links,
                        Filter.of("amix").with("inputs", links.size()).with("normalize", 0).with("duration", "longest"))
                .then(last)
                .to("out"));
    }

    /// Sound under the narration.
    ///
    /// @param name of its link
    /// @param chain without labels for its output
    /// @param ducking whether it gets quieter during speech
    private record Background(String name, FilterChain chain, boolean ducking) {}

    /// @param gain in decibels
    static Filter volume(Rational gain) {
        return Filter.of("volume", gain.toDecimal(2) + "dB");
    }

    private static Rational sidechainGain(AudioMix mix) {
        Rational most = SoundtrackMixer.MAX_GAIN;
        Rational gain = SIDECHAIN_LOUDNESS.minus(mix.narration().media().loudness().orElse(SIDECHAIN_LOUDNESS));
        return Rational.max(Rational.min(gain, most), Rational.ZERO.minus(most));
    }

    /// The volume of the music, and its fades at the ends of the video.
    private static List<Filter> levels(long samples, MusicSettings settings, long first) {
        List<Filter> filters = new ArrayList<>(List.of(Filter.of("volume", settings.volume().toDecimal(6))));
        long in = Math.min(samples, settings.fadeIn().times(FrameRate.SAMPLES_PER_SECOND).roundHalfUp());
        long out = Math.min(samples, settings.fadeOut().times(FrameRate.SAMPLES_PER_SECOND).roundHalfUp());
        List<Filter> fades = new ArrayList<>();
        if (in > 0) {
            fades.add(Filter.of("afade").with("t", "in").with("ss", 0).with("ns", in));
        }
        if (out > 0) {
            fades.add(Filter.of("afade").with("t", "out").with("ss", samples - out).with("ns", out));
        }
        if (first > 0 && !fades.isEmpty()) {
            // `afade` finds its place by the timestamps.
            fades.addFirst(Filter.of("asetpts", "N/SR/TB+%d/SR/TB".formatted(first)));
            fades.addLast(Filter.of("asetpts", "N/SR/TB"));
        }
        filters.addAll(fades);
        return filters;
    }
}
