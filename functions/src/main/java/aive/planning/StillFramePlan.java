package aive.planning;

import aive.error.Problem;
import aive.plan.StillFrames;
import aive.project.PosterSettings;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Chooses the frames of a video that are stored as still images.
public final class StillFramePlan {

    /// The most frames of a contact sheet.
    private static final int MOST_ON_A_SHEET = 24;

    private StillFramePlan() {}

    /// The poster at the requested time, or one third into the video, past opening titles and before credits; for the
    /// contact sheet the middle of the first shot of each sentence, or of so many evenly chosen sentences as fit.
    public static StillFrames of(PosterSettings settings, Timeline timeline) {
        long frames = timeline.frames().length();
        long poster = settings.at()
                .map(at -> Math.min(timeline.frameRate().frameAt(at), frames - 1))
                .orElse(frames / 3);
        return new StillFrames(poster, settings.contactSheet() ? sheet(timeline) : List.of());
    }

    private static List<Long> sheet(Timeline timeline) {
        List<Long> middles = new ArrayList<>();
        int sentence = -1;
        for (Shot shot : timeline.shots()) {
            if (shot instanceof Shot.FootageShot && shot.sentence() != sentence) {
                sentence = shot.sentence();
                middles.add(shot.frames().first() + shot.frames().length() / 2);
            }
        }
        int cells = Math.min(middles.size(), MOST_ON_A_SHEET);
        List<Long> sheet = new ArrayList<>();
        for (int i = 0; i < cells; i++) {
            sheet.add(middles.get((int) ((long) i * middles.size() / cells)));
        }
        return sheet;
    }

    /// Warns of a poster after the end of the video.
    public static Optional<Problem> warning(PosterSettings settings, Timeline timeline) {
        return settings.at()
                .filter(at -> timeline.frameRate().frameAt(at) >= timeline.frames().length())
                .map(at -> new Problem(
                        "/render/poster_at",
                        "poster_at is %s, after the end of the video at %s s; the poster shows the last frame"
                                .formatted(at.toDecimal(3),
                                timeline.frameRate().startOf(timeline.frames().length()).toDecimal(3))));
    }
}
