package aive.planning;

import aive.composition.CaptionCue;
import aive.composition.CaptionEntrance;
import aive.project.CaptionAnimation;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gives the first frames of each page of a caption the states of its entrance.
///
/// The states depend on the number of the frame in the page alone, so that they are the same in every chunk. An
/// entrance takes at most half of the page.
final class Entrances {

    /// Scale and opacity between equally long parts of an entrance, in hundredths. Before the first part, a pop has
    /// 60 % of its size, and a fade is invisible.
    private record Curve(Rational seconds, List<Integer> scales, List<Integer> opacities) {

        /// The state in frame `frame` of an entrance of `frames` frames, with the last state after the last frame.
        CaptionEntrance at(long frame, long frames) {
            Rational position = Rational.of((frame + 1) * (scales.size() - 1), frames + 1);
            return new CaptionEntrance(value(scales, position), value(opacities, position));
        }

        /// A value between two hundredths, linear between whole positions.
        private static Rational value(List<Integer> values, Rational position) {
            int before = (int) position.floor();
            int after = Math.min(before + 1, values.size() - 1);
            Rational share = position.minus(Rational.of(before));
            Rational change = Rational.of(values.get(after) - values.get(before), 100);
            return Rational.of(values.get(before), 100).plus(share.times(change));
        }
    }

    private static final Curve POP = new Curve(Rational.of(1, 6), List.of(60, 106, 100), List.of(40, 100, 100));
    private static final Curve FADE = new Curve(Rational.of(1, 5), List.of(100, 100), List.of(0, 100));

    private final Optional<Curve> curve;
    private final FrameRate rate;

    Entrances(CaptionAnimation animation, FrameRate rate) {
        this.curve = switch (animation) {
            case NONE -> Optional.empty();
            case POP -> Optional.of(POP);
            case FADE -> Optional.of(FADE);
        };
        this.rate = rate;
    }

    /// The cues of a page with the states of the page's entrance.
    List<CaptionCue> of(List<CaptionCue> page) {
        return curve.map(entrance -> of(page, entrance)).orElse(page);
    }

    private List<CaptionCue> of(List<CaptionCue> page, Curve entrance) {
        long first = page.getFirst().frames().first();
        long length = page.getLast().frames().end() - first;
        long frames = Math.min(rate.frameAt(entrance.seconds()), length / 2);
        List<CaptionCue> states = new ArrayList<>();
        for (CaptionCue cue : page) {
            long frame = cue.frames().first();
            for (; frame < Math.min(cue.frames().end(), first + frames); frame++) {
                states.add(cue.entering(
                        new FrameRange(frame, frame + 1), Optional.of(entrance.at(frame - first, frames))));
            }
            if (frame < cue.frames().end()) {
                states.add(cue.entering(new FrameRange(frame, cue.frames().end()), Optional.empty()));
            }
        }
        return states;
    }
}
