package aive.planning;

import aive.composition.OriginalSound;
import aive.error.Problem;
import aive.media.Asset;
import aive.media.ClipAudio;
import aive.media.VideoInfo;
import aive.project.Fill;
import aive.project.Project;
import aive.project.Sentence;
import aive.project.Source;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Finds the clips whose own sound is heard, and when.
public final class OriginalSounds {

    private OriginalSounds() {}

    /// @param assets maps each source of the project to its stored file, which is probed for its use in the project
    /// @return absent if no sound is heard
    static Optional<OriginalSound> of(Project project, Timeline timeline, Function<Source, Asset> assets) {
        List<OriginalSound.Clip> clips = new ArrayList<>();
        List<Shot> shots = timeline.shots();
        for (int i = 0; i < shots.size(); i++) {
            if (shots.get(i) instanceof Shot.FootageShot footage) {
                Optional<Shot.Entry> exit = i + 1 < shots.size() ? shots.get(i + 1).entry() : Optional.empty();
                clip(project, timeline.frameRate(), footage, exit, assets).ifPresent(clips::add);
            }
        }
        return clips.isEmpty() ? Optional.empty() : Optional.of(new OriginalSound(clips));
    }

    /// @param exit the transition into the next shot
    private static Optional<OriginalSound.Clip> clip(
            Project project,
            FrameRate rate,
            Shot.FootageShot shot,
            Optional<Shot.Entry> exit,
            Function<Source, Asset> assets) {
        Sentence sentence = project.sentences().get(shot.sentence());
        Rational volume = project.originalVolume(sentence);
        if (volume.signum() == 0) {
            return Optional.empty();
        }
        Asset asset = assets.apply(sentence.clips().get(shot.clip()).source());
        Optional<Integer> stream = asset.clipAudio().flatMap(ClipAudio::stream);
        if (stream.isEmpty() || !(asset.visual().orElseThrow() instanceof VideoInfo video)) {
            return Optional.empty();
        }
        long first = shot.frames().first() - shot.entry().map(Shot.Entry::before).orElse(0L);
        long end = shot.frames().end() + exit.map(Shot.Entry::after).orElse(0L);
        // A clip of less than a frame is shown as a still frame.
        boolean loops = shot.fill() == Fill.LOOP && rate.startOf(1).compareTo(video.length()) <= 0;
        return Optional.of(new OriginalSound.Clip(
                asset.sha256(),
                stream.get(),
                asset.clipAudio().orElseThrow().clipStart(),
                video.length(),
                shot.inPoint(),
                loops ? Fill.LOOP : Fill.FREEZE,
                rate.sampleAt(first),
                rate.sampleAt(end),
                rate.sampleAt(first + shot.entry().map(Shot.Entry::frames).orElse(0L)) - rate.sampleAt(first),
                rate.sampleAt(end) - rate.sampleAt(end - exit.map(Shot.Entry::frames).orElse(0L)),
                volume));
    }

    /// Warns of sentences that ask for the sound of a clip that has none.
    public static List<Problem> warnings(Project project, Function<Source, Asset> assets) {
        SentenceWarnings silent = new SentenceWarnings("ask for the sound of footage that has none");
        for (Sentence sentence : project.sentences()) {
            if (sentence.originalVolume().isPresent() && sentence.originalVolume().get().signum() > 0
                    && sentence.clips().stream().allMatch(clip -> assets.apply(clip.source())
                            .clipAudio().flatMap(ClipAudio::stream).isEmpty())) {
                silent.add(sentence, "/original_volume",
                        "sentence %s asks for the sound of its footage, which has none".formatted(sentence.id()));
            }
        }
        return silent.list();
    }
}
