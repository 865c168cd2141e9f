package aive.planning;

import aive.composition.CaptionCue;
import aive.error.InvalidProject;
import aive.error.Problem;
import aive.project.Gap;
import aive.project.Project;
import aive.project.Sentence;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/// Places the sentences of a project on the frame grid.
///
/// A sentence occupies the frames from the one nearest to its start to the one nearest to its end: at least one frame,
/// and none of the next sentence. Sentences that start on the same frame share their time evenly. The caption is shown
/// in these frames. The footage is shown there too, and extends to the next sentence unless the project asks for black.
/// Gaps and overlaps therefore do not shift later sentences.
public final class TimelineBuilder {

    private final Project project;
    private final List<Sentence> sentences;
    private final FrameRate rate;
    private final List<Problem> warnings = new ArrayList<>();

    private TimelineBuilder(Project project) {
        this.project = project;
        this.sentences = project.sentences();
        this.rate = project.settings().frameRate();
    }

    /// @param narrationLength length of the decoded narration, in seconds
    /// @throws InvalidProject if more sentences start within a range of frames than it has frames
    public static Timeline build(Project project, Rational narrationLength) {
        return new TimelineBuilder(project).build(narrationLength);
    }

    private Timeline build(Rational narrationLength) {
        List<FrameRange> places = places();
        Rational spoken = sentences.stream().map(Sentence::end).reduce(narrationLength, Rational::max);
        long length = Math.max(rate.frameAt(spoken), places.getLast().end());
        return new Timeline(rate, new FrameRange(0, length), shots(places, length), captions(places), warnings);
    }

    private List<FrameRange> places() {
        List<FrameRange> places = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        int next;
        for (int first = 0; first < sentences.size(); first = next) {
            next = nextToBegin(first);
            long begin = begin(first);
            long limit = next < sentences.size() ? begin(next) : Long.MAX_VALUE;
            List<Sentence> together = sentences.subList(first, next);
            if (limit - begin < together.size()) {
                problems.add(tooClose(together, limit - begin));
            } else {
                warn(together, next, limit);
                long spoken = together.stream().mapToLong(sentence -> rate.frameAt(sentence.end())).max().orElseThrow();
                places.addAll(shares(begin, Math.clamp(spoken, begin + together.size(), limit), together.size()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidProject(problems);
        }
        return places;
    }

    private long begin(int sentence) {
        return rate.frameAt(sentences.get(sentence).start());
    }

    /// The index of the next sentence that starts on a later frame than sentence `first`.
    ///
    /// If there is none, the result is the number of sentences.
    private int nextToBegin(int first) {
        int next = first + 1;
        while (next < sentences.size() && begin(next) == begin(first)) {
            next++;
        }
        return next;
    }

    /// Divides a range of frames evenly.
    private static List<FrameRange> shares(long begin, long end, int parts) {
        List<FrameRange> shares = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            shares.add(new FrameRange(begin + i * (end - begin) / parts, begin + (i + 1) * (end - begin) / parts));
        }
        return shares;
    }

    private Problem tooClose(List<Sentence> together, long frames) {
        return new Problem(
                together.getFirst().pointer() + "/start_time",
                ("%d sentences start within %d of the video's frames, each %s s long, and some of them would not "
                        + "be shown; move their start times apart")
                        .formatted(together.size(), frames, rate.startOf(1)));
    }

    private void warn(List<Sentence> together, int next, long limit) {
        if (together.size() > 1) {
            warnings.add(new Problem(
                    together.get(1).pointer() + "/start_time",
                    "%d sentences start at the same time; they share their time evenly".formatted(together.size())));
        }
        for (Sentence sentence : together) {
            if (rate.frameAt(sentence.end()) > limit) {
                warnings.add(new Problem(
                        sentence.pointer() + "/end_time",
                        "sentence %s overlaps sentence %s and ends where that sentence starts".formatted(
                                sentence.id(), sentences.get(next).id())));
            }
        }
    }

    private List<Shot> shots(List<FrameRange> places, long length) {
        List<Shot> shots = new ArrayList<>();
        boolean extend = project.settings().gap() == Gap.EXTEND;
        if (!extend && places.getFirst().first() > 0) {
            shots.add(new Shot.BlackShot(
                    new FrameRange(0, places.getFirst().first()), 0, "black before " + sentences.getFirst().id()));
        }
        for (int i = 0; i < sentences.size(); i++) {
            Sentence sentence = sentences.get(i);
            long next = i + 1 < sentences.size() ? places.get(i + 1).first() : length;
            long begin = extend && i == 0 ? 0 : places.get(i).first();
            long end = extend ? next : places.get(i).end();
            shots.add(new Shot.FootageShot(
                    new FrameRange(begin, end), i, sentence.id(), sentence.inPoint(), project.settings().fill()));
            if (end < next) {
                shots.add(new Shot.BlackShot(new FrameRange(end, next), i, "black after " + sentence.id()));
            }
        }
        return shots;
    }

    private List<CaptionCue> captions(List<FrameRange> places) {
        List<CaptionCue> captions = new ArrayList<>();
        if (project.settings().captions().enabled()) {
            for (int i = 0; i < sentences.size(); i++) {
                if (!sentences.get(i).caption().isBlank()) {
                    captions.add(new CaptionCue(places.get(i), sentences.get(i).caption()));
                }
            }
        }
        return captions;
    }
}
