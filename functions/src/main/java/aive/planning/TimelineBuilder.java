package aive.planning;

import aive.composition.CaptionCue;
import aive.error.InvalidProject;
import aive.error.Problem;
import aive.project.Gap;
import aive.project.Project;
import aive.project.Sentence;
import aive.project.VideoEnd;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Places the sentences of a project on the frame grid.
///
/// A sentence occupies the frames from the one nearest to its start to the one nearest to its end: at least one frame,
/// and none of the next sentence. Sentences that start on the same frame share their time evenly; those without length
/// have one frame each. The caption is shown in these frames. The footage is shown there too, and extends to the next
/// sentence unless the project asks for black. Gaps and overlaps therefore do not shift later sentences.
///
/// An end after the start of the next sentence is ignored: it lengthens neither the sentence nor the video.
public final class TimelineBuilder {

    private final Project project;
    private final FrameRate rate;
    private final long narrationFrames;

    /// The sentences that are shown: all, or those that begin before the video's end.
    private final List<Sentence> sentences;

    private final SentenceWarnings together = new SentenceWarnings("start at the same time as another");
    private final SentenceWarnings crowded = new SentenceWarnings("have clips that do not fit");
    private final SentenceWarnings overlaps = new SentenceWarnings("overlap the next one");

    private TimelineBuilder(Project project, Rational narrationLength) {
        this.project = project;
        this.rate = project.settings().frameRate();
        this.narrationFrames = Math.max(1, rate.frameAt(narrationLength));
        this.sentences = project.settings().end() == VideoEnd.NARRATION
                ? project.sentences().stream()
                        .filter(sentence -> rate.frameAt(sentence.start()) < narrationFrames)
                        .toList()
                : project.sentences();
    }

    /// @param narrationLength length of the decoded narration, in seconds
    /// @throws InvalidProject if more sentences start within a range of frames than it has frames, or none starts
    ///     before the video's end
    public static Timeline build(Project project, Rational narrationLength) {
        return new TimelineBuilder(project, narrationLength).build();
    }

    private Timeline build() {
        if (sentences.isEmpty()) {
            throw new InvalidProject(
                    project.sentences().getFirst().pointer() + "/start_time",
                    "no sentence begins before the end of the narration, at which the video ends (render.end)");
        }
        List<FrameRange> places = places();
        long length = switch (project.settings().end()) {
            case NARRATION -> narrationFrames;
            case SENTENCES -> places.getLast().end();
            case LONGEST -> Math.max(narrationFrames, places.getLast().end());
        };
        List<Problem> warnings = new ArrayList<>(together.list());
        warnings.addAll(overlaps.list());
        List<Shot> cuts = shots(places, length);
        warnings.addAll(crowded.list());
        List<Shot> shots = new TransitionPlacer(project, rate).placed(cuts, warnings);
        return new Timeline(rate, new FrameRange(0, length), shots, captions(places), warnings);
    }

    private List<FrameRange> places() {
        List<FrameRange> places = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        long end = project.settings().end() == VideoEnd.NARRATION ? narrationFrames : Long.MAX_VALUE;
        int next;
        for (int first = 0; first < sentences.size(); first = next) {
            next = nextToBegin(first);
            long begin = begin(first);
            long limit = next < sentences.size() ? begin(next) : end;
            List<Sentence> group = sentences.subList(first, next);
            if (limit - begin < group.size()) {
                problems.add(tooClose(group, limit - begin));
            } else {
                warn(group, next, limit);
                long spoken = group.stream().mapToLong(sentence -> rate.frameAt(sentence.end())).max().orElseThrow();
                places.addAll(shares(begin, Math.clamp(spoken, begin + group.size(), limit), group));
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

    /// Divides a range of frames among sentences: one frame for each without length, and the rest evenly.
    private static List<FrameRange> shares(long begin, long end, List<Sentence> group) {
        long brief = group.stream().filter(Sentence::hasNoLength).count();
        long parts = group.size() - brief;
        long rest = end - begin - brief;
        List<FrameRange> shares = new ArrayList<>();
        long first = begin;
        long part = 0;
        for (Sentence sentence : group) {
            long length = 1;
            if (!sentence.hasNoLength()) {
                length = (part + 1) * rest / parts - part * rest / parts;
                part++;
            }
            shares.add(FrameRange.ofLength(first, length));
            first += length;
        }
        return shares;
    }

    private Problem tooClose(List<Sentence> group, long frames) {
        return new Problem(
                group.getFirst().pointer() + "/start_time",
                ("%d sentences start within %d of the video's frames, each %s s long, and some of them would not "
                        + "be shown; move their start times apart")
                        .formatted(group.size(), frames, rate.startOf(1)));
    }

    private void warn(List<Sentence> group, int next, long limit) {
        long sharing = group.stream().filter(sentence -> !sentence.hasNoLength()).count();
        if (sharing > 1) {
            together.add(
                    group.get(1),
                    "/start_time",
                    "%d sentences start at the same time; they share their time evenly".formatted(sharing));
        }
        for (Sentence sentence : group) {
            if (next < sentences.size() && rate.frameAt(sentence.end()) > limit) {
                overlaps.add(
                        sentence,
                        "/end_time",
                        "sentence %s overlaps sentence %s and ends where that sentence starts".formatted(
                                sentence.id(), sentences.get(next).id()));
            }
        }
    }

    private List<Shot> shots(List<FrameRange> places, long length) {
        List<Shot> shots = new ArrayList<>();
        boolean extend = project.settings().gap() == Gap.EXTEND;
        if (!extend && places.getFirst().first() > 0) {
            shots.add(new Shot.BlackShot(
                    new FrameRange(0, places.getFirst().first()), 0, "black before " + sentences.getFirst().id(),
                    Optional.empty()));
        }
        for (int i = 0; i < sentences.size(); i++) {
            Sentence sentence = sentences.get(i);
            long next = i + 1 < sentences.size() ? places.get(i + 1).first() : length;
            long begin = extend && i == 0 ? 0 : places.get(i).first();
            long end = extend ? next : places.get(i).end();
            shots.addAll(clips(sentence, i, new FrameRange(begin, end)));
            if (end < next) {
                shots.add(new Shot.BlackShot(
                        new FrameRange(end, next), i, "black after " + sentence.id(), Optional.empty()));
            }
        }
        return shots;
    }

    /// A shot for each clip of a sentence.
    private List<Shot> clips(Sentence sentence, int index, FrameRange frames) {
        ClipShares shares = ClipShares.of(sentence.clips(), frames, rate);
        if (!shares.fits()) {
            crowded.add(
                    sentence,
                    "/footage",
                    "the clips of sentence %s do not fit into its %s s, and are shortened in proportion".formatted(
                            sentence.id(), rate.startOf(frames.length()).toDecimal(3)));
        }
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < sentence.clips().size(); i++) {
            String name = i == 0 ? sentence.id() : "clip %d of %s".formatted(i + 1, sentence.id());
            Rational inPoint = sentence.clips().get(i).inPoint();
            int clip = i;
            shares.ranges().get(i).ifPresent(range -> shots.add(new Shot.FootageShot(
                    range, index, clip, name, inPoint, project.settings().fill(), Optional.empty())));
        }
        return shots;
    }

    private List<CaptionCue> captions(List<FrameRange> places) {
        List<CaptionCue> captions = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            if (!sentences.get(i).caption().isBlank()) {
                captions.add(new CaptionCue(places.get(i), sentences.get(i).caption()));
            }
        }
        return captions;
    }
}
