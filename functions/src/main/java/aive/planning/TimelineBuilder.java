package aive.planning;

import aive.error.InvalidProject;
import aive.error.Problem;
import aive.project.Gap;
import aive.project.Project;
import aive.project.Sentence;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Caption;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/// Lays a project out on the frame grid.
///
/// A sentence begins on the frame nearest to its start, and is shown until the next one begins; so no gap is lost and no overlap shifts what
/// follows. Sentences that begin on the same frame share the time until the next start evenly.
public final class TimelineBuilder {

    private final Project project;
    private final List<Sentence> sentences;
    private final FrameRate rate;
    private final long[] begins;
    private final long[] ends;
    private final List<Problem> warnings = new ArrayList<>();
    private long total;

    private TimelineBuilder(Project project, Rational narrationLength) {
        this.project = project;
        this.sentences = project.sentences();
        this.rate = project.settings().frameRate();
        this.begins = new long[sentences.size()];
        this.ends = new long[sentences.size()];
        Rational length = narrationLength;
        for (Sentence sentence : sentences) {
            length = Rational.max(length, sentence.end());
        }
        this.total = rate.frameAt(length);
    }

    /// @param narrationLength of the decoded narration, in seconds
    /// @throws InvalidProject if so many sentences start within one frame that some would never be seen
    public static Timeline build(Project project, Rational narrationLength) {
        TimelineBuilder builder = new TimelineBuilder(project, narrationLength);
        builder.placeStarts();
        builder.placeEnds();
        return new Timeline(
                builder.rate, new FrameRange(0, builder.total), builder.shots(), builder.captions(), builder.warnings);
    }

    private void placeStarts() {
        List<Problem> problems = new ArrayList<>();
        int first = 0;
        while (first < sentences.size()) {
            long start = rate.frameAt(sentences.get(first).start());
            int next = first + 1;
            while (next < sentences.size() && rate.frameAt(sentences.get(next).start()) == start) {
                next++;
            }
            int sharing = next - first;
            long available = (next < sentences.size() ? rate.frameAt(sentences.get(next).start()) : spokenUntil(first, next, start + sharing)) - start;
            if (available < sharing) {
                problems.add(new Problem(
                        sentences.get(first).pointer() + "/start_time",
                        "%d sentences start within %d frames of 1/%s s, so some of them would never be seen".formatted(sharing, available, rate)));
            } else {
                if (sharing > 1) {
                    warnings.add(new Problem(
                            sentences.get(first + 1).pointer() + "/start_time",
                            "%d sentences start at the same time; they share the time until the next start evenly".formatted(sharing)));
                }
                for (int i = 0; i < sharing; i++) {
                    begins[first + i] = start + i * available / sharing;
                }
            }
            first = next;
        }
        if (!problems.isEmpty()) {
            throw new InvalidProject(problems);
        }
        total = Math.max(total, begins[begins.length - 1] + 1);
    }

    private long spokenUntil(int first, int next, long atLeast) {
        long end = atLeast;
        for (Sentence sentence : sentences.subList(first, next)) {
            end = Math.max(end, rate.frameAt(sentence.end()));
        }
        return end;
    }

    private void placeEnds() {
        for (int i = 0; i < sentences.size(); i++) {
            Sentence sentence = sentences.get(i);
            long limit = i + 1 < sentences.size() ? begins[i + 1] : total;
            long end = rate.frameAt(sentence.end());
            if (end > limit) {
                boolean shared = rate.frameAt(sentences.get(i + 1).start()) == rate.frameAt(sentence.start());
                if (!shared) {
                    warnings.add(new Problem(
                            sentence.pointer() + "/end_time",
                            "sentence %s overlaps sentence %s and is cut where that one starts".formatted(sentence.id(), sentences.get(i + 1).id())));
                }
                end = limit;
            }
            // Shorter than half a frame is still seen.
            ends[i] = Math.max(end, begins[i] + 1);
        }
    }

    private List<Shot> shots() {
        List<Shot> shots = new ArrayList<>();
        boolean extend = project.settings().gap() == Gap.EXTEND;
        if (!extend && begins[0] > 0) {
            shots.add(new Shot.Black(new FrameRange(0, begins[0]), 0, "black before " + sentences.getFirst().id()));
        }
        for (int i = 0; i < sentences.size(); i++) {
            Sentence sentence = sentences.get(i);
            long next = i + 1 < sentences.size() ? begins[i + 1] : total;
            long begin = i == 0 && extend ? 0 : begins[i];
            long end = extend ? next : ends[i];
            shots.add(new Shot.Footage(new FrameRange(begin, end), i, sentence.id(), sentence.inPoint(), project.settings().fill()));
            if (end < next) {
                shots.add(new Shot.Black(new FrameRange(end, next), i, "black after " + sentence.id()));
            }
        }
        return shots;
    }

    private List<Caption> captions() {
        List<Caption> captions = new ArrayList<>();
        if (project.settings().captions().enabled()) {
            for (int i = 0; i < sentences.size(); i++) {
                if (!sentences.get(i).caption().isBlank()) {
                    captions.add(new Caption(new FrameRange(begins[i], ends[i]), i, sentences.get(i).caption()));
                }
            }
        }
        return captions;
    }
}
