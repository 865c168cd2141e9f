package aive.local;

import aive.media.ImageInfo;
import aive.media.VisualInfo;
import aive.planning.StillMotion;
import aive.planning.TimelineBuilder;
import aive.project.Clip;
import aive.project.MotionMode;
import aive.project.Project;
import aive.project.Sentence;
import aive.project.Source;
import aive.time.Rational;
import aive.timeline.Shot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// The footage that the frames of one sentence show. The excerpt of the sentence needs no other footage.
///
/// The frames of a sentence are those of its own shots and of the transition into the first of them, in which the shot
/// before it is still shown. The transition out of the sentence belongs to the next one.
///
/// The in-points of a project are its own, and no shot begins where another one has ended. The only thing that the
/// frames take from the footage before them is the movement of a still image: with `motion` auto, it differs from that
/// of the still image before it. That one is needed too, where its movement could make the difference, and so on
/// ([#decidingMotion]). The frames are therefore those of the whole video.
final class SentenceFootage {

    /// The length of the narration does not change which shots are beside each other; in this time after the last
    /// sentence, all sentences begin before its end.
    private static final Rational AFTER_THE_LAST_SENTENCE = Rational.of(3_600);

    private final Project project;
    private final List<Shot> shots;

    /// The index of the first shot that the frames show.
    private final int first;

    private final int end;

    /// @param sentence index in the project's sentences
    SentenceFootage(Project project, int sentence) {
        this.project = project;
        Rational narration = project.sentences().getLast().end().plus(AFTER_THE_LAST_SENTENCE);
        this.shots = TimelineBuilder.build(project, narration).shots();
        int begin = 0;
        while (shots.get(begin).sentence() != sentence) {
            begin++;
        }
        int last = begin;
        while (last < shots.size() && shots.get(last).sentence() == sentence) {
            last++;
        }
        this.first = shots.get(begin).entry().isPresent() ? begin - 1 : begin;
        this.end = last;
    }

    /// The clips and still images that the frames show.
    Set<Clip> shown() {
        Set<Clip> shown = new LinkedHashSet<>();
        for (Shot shot : shots.subList(first, end)) {
            clip(shot).ifPresent(shown::add);
        }
        return shown;
    }

    /// The footage before the shown footage that may decide how the first shown still image moves: the nearest one
    /// first.
    ///
    /// @param media of the shown footage; empty where it is not known
    List<Clip> decidingMotion(Function<Source, Optional<VisualInfo>> media) {
        List<Clip> deciding = new ArrayList<>();
        Optional<Clip> start = clip(shots.get(first));
        if (start.flatMap(clip -> media.apply(clip.source())).filter(ImageInfo.class::isInstance).isEmpty()) {
            return deciding;
        }
        for (int i = first; i > 0; i--) {
            Optional<Clip> before = clip(shots.get(i - 1));
            if (before.isEmpty() || !StillMotion.mayDependOn(
                    motion(shots.get(i)), shots.get(i).name(), motion(shots.get(i - 1)), shots.get(i - 1).name())) {
                break;
            }
            deciding.add(before.get());
        }
        return deciding;
    }

    private MotionMode motion(Shot shot) {
        return clip(shot).map(clip -> clip.framing().motion()).orElse(MotionMode.NONE);
    }

    private Optional<Clip> clip(Shot shot) {
        return shot instanceof Shot.FootageShot footage
                ? Optional.of(project.sentences().get(footage.sentence()).clips().get(footage.clip()))
                : Optional.empty();
    }

    /// The project with an image in place of all other footage, and without the sound of that footage.
    ///
    /// @param body of the project; stays as it is
    /// @param kept the footage that stays
    /// @param image the path of an image
    ObjectNode without(ObjectNode body, Set<Clip> kept, String image) {
        ObjectNode changed = body.deepCopy();
        for (Sentence sentence : project.sentences()) {
            ObjectNode written = (ObjectNode) changed.at(sentence.pointer());
            if (sentence.clips().stream().noneMatch(kept::contains)) {
                written.put("original_volume", 0);
            }
            for (Clip clip : sentence.clips()) {
                if (kept.contains(clip)) {
                    continue;
                }
                ObjectNode footage = (ObjectNode) changed.at(sentence.pointer(clip));
                footage.retain("seconds").put("url", image).put("motion", "none");
            }
        }
        return changed;
    }
}
