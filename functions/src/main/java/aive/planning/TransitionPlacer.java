package aive.planning;

import aive.error.Problem;
import aive.project.Project;
import aive.project.Sentence;
import aive.project.TransitionKind;
import aive.project.TransitionSettings;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Shot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Places transitions around the cuts between shots: half of their frames before the cut, and half after it.
///
/// The shots keep their frames. In a transition the previous shot goes on beyond its end, and the next one begins
/// early: it shows its in-point in the first frame of the transition, since what is before the in-point may be another
/// scene.
/// A clip that ends in a transition goes on as `fill` says.
final class TransitionPlacer {

    private final Project project;
    private final FrameRate rate;

    private final Set<String> warned = new HashSet<>();
    private final SentenceWarnings shortened = new SentenceWarnings("have a transition that is shortened");

    TransitionPlacer(Project project, FrameRate rate) {
        this.project = project;
        this.rate = rate;
    }

    /// @param shots in order, with cuts
    /// @param warnings to add to
    /// @return the same shots, with transitions
    List<Shot> placed(List<Shot> shots, List<Problem> warnings) {
        List<Shot> placed = new ArrayList<>();
        for (int i = 0; i < shots.size(); i++) {
            Shot shot = shots.get(i);
            placed.add(i == 0 ? shot : entered(shot, entry(shots.get(i - 1), shot)));
        }
        warnings.addAll(shortened.list());
        return placed;
    }

    private Optional<Shot.Entry> entry(Shot before, Shot shot) {
        TransitionSettings settings = switch (shot) {
            case Shot.FootageShot footage -> project.sentences().get(footage.sentence()).transition();
            case Shot.BlackShot _ -> project.settings().transition();
        };
        if (settings.kind() == TransitionKind.NONE) {
            return Optional.empty();
        }
        // Each shot has a transition at both ends, and each of these takes half of its frames from it. At least half of
        // the shot is then left.
        long most = Math.min(before.frames().length(), shot.frames().length()) / 2;
        long wanted = Math.max(1, rate.frameAt(settings.duration()));
        long frames = Math.min(wanted, most);
        if (frames < wanted) {
            warn(project.sentences().get(shot.sentence()), settings.duration(), rate.startOf(frames));
        }
        return frames == 0
                ? Optional.empty()
                : Optional.of(new Shot.Entry(settings.kind(), frames / 2, frames - frames / 2));
    }

    private void warn(Sentence sentence, Rational wanted, Rational possible) {
        String message = "a transition at sentence %s takes %s s instead of %s s, half of the shorter shot beside it"
                .formatted(sentence.id(), possible.toDecimal(3), wanted.toDecimal(3));
        if (!warned.add(message)) {
            return;
        }
        if (sentence.transition().equals(project.settings().transition())) {
            shortened.add("/render/transition/duration", message);
        } else {
            shortened.add(sentence, "/transition/duration", message);
        }
    }

    private static Shot entered(Shot shot, Optional<Shot.Entry> entry) {
        return switch (shot) {
            case Shot.FootageShot footage -> new Shot.FootageShot(
                    footage.frames(), footage.sentence(), footage.clip(), footage.name(), footage.inPoint(),
                    footage.fill(), entry);
            case Shot.BlackShot black ->
                    new Shot.BlackShot(black.frames(), black.sentence(), black.name(), entry);
        };
    }
}
