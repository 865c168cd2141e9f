package aive.planning;

import aive.error.Problem;
import aive.media.SilentStretch;
import aive.project.Gap;
import aive.project.Project;
import aive.project.Sentence;
import aive.project.VideoEnd;
import aive.time.Rational;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Compares the times of the sentences with the length of the narration.
///
/// Times in another unit than seconds are problems. Times that are possible but probably wrong are warnings.
public final class NarrationComparison {

    /// No sentence is spoken as long as this, in seconds. Half a second in milliseconds is more.
    private static final Rational NEVER_SPOKEN = Rational.of(200);

    /// The range of (last end / length of the narration) in which a single time is taken for milliseconds.
    private static final Rational LOWEST_RATIO_IN_MILLISECONDS = Rational.of(500);
    private static final Rational HIGHEST_RATIO_IN_MILLISECONDS = Rational.of(2_000);

    /// The smallest ratio at which many times together are taken for milliseconds.
    private static final Rational LOWEST_RATIO_OF_MANY = Rational.of(20);

    /// How far a sentence may overlap the previous one, in seconds, and still follow it.
    private static final Rational SMALL_OVERLAP = Rational.of(1, 2);

    /// The smallest number of sentences whose times may be counts of something else than seconds.
    private static final int FEWEST_COUNTED = 3;

    private static final int[] FRAME_RATES = {24, 25, 30, 50, 60};
    private static final int HUNDREDTHS = 100;

    /// The last sentence ends in this part of the narration, if the times are counts: not earlier, and hardly later.
    private static final Rational EARLIEST_LAST_END = Rational.of(9, 10);
    private static final Rational LATEST_LAST_END = Rational.of(102, 100);

    /// The length of silent or black video at the end, in seconds, above which it is a warning.
    private static final Rational EMPTY_END = Rational.of(2);

    /// The length of footage without sentence at the end, in seconds, above which it is a warning.
    private static final Rational SPEECHLESS_END = Rational.of(10);

    /// The shortest sound before and after a silence inside a sentence, in seconds: about one syllable.
    private static final Rational SOUND_AROUND_SILENCE = Rational.of(1, 5);

    private final Project project;
    private final List<Sentence> sentences;
    private final Rational narration;

    /// The end of each sentence, or the start of the next one if it is earlier.
    private final List<Rational> shownEnds = new ArrayList<>();

    private NarrationComparison(Project project, Rational narration) {
        this.project = project;
        this.sentences = project.sentences();
        this.narration = narration;
        Optional<Rational> next = Optional.empty();
        for (int i = sentences.size() - 1; i >= 0; i--) {
            Rational end = sentences.get(i).end();
            shownEnds.addFirst(next.map(limit -> Rational.min(end, limit)).orElse(end));
            if (i > 0 && sentences.get(i - 1).start().compareTo(sentences.get(i).start()) < 0) {
                next = Optional.of(sentences.get(i).start());
            }
        }
    }

    /// The times that cannot be seconds, with the unit they probably have.
    ///
    /// @param narration length of the decoded narration, in seconds
    public static List<Problem> problems(Project project, Rational narration) {
        return new NarrationComparison(project, narration).problems();
    }

    /// The times that are probably wrong.
    ///
    /// @param timeline of the project
    /// @param narration length of the decoded narration, in seconds
    public static List<Problem> warnings(Project project, Timeline timeline, Rational narration) {
        return new NarrationComparison(project, narration).warnings(timeline);
    }

    /// Sentences in which all samples of the narration are zero for a second or more, although the sentence goes on
    /// after it. Between sentences, edited narrations often are so silent.
    ///
    /// @param narration length of the decoded narration, in seconds
    /// @param silences stretches of a second or more in which all samples are zero, in order
    public static List<Problem> silences(Project project, Rational narration, List<SilentStretch> silences) {
        return new NarrationComparison(project, narration).silences(silences);
    }

    private List<Problem> silences(List<SilentStretch> silences) {
        SentenceWarnings warnings = new SentenceWarnings("are silent in the narration, or in a part of it");
        int first = 0;
        for (int i = 0; i < sentences.size(); i++) {
            Sentence sentence = sentences.get(i);
            Rational end = Rational.min(shownEnds.get(i), narration);
            while (first < silences.size() && silences.get(first).end().compareTo(sentence.start()) <= 0) {
                first++;
            }
            for (SilentStretch silence : silences.subList(first, silences.size())) {
                if (silence.start().compareTo(end) >= 0) {
                    break;
                }
                Rational from = Rational.max(silence.start(), sentence.start());
                Rational to = Rational.min(silence.end(), end);
                Rational sound = end.minus(sentence.start()).minus(to.minus(from));
                boolean inside = silence.start().minus(sentence.start()).compareTo(SOUND_AROUND_SILENCE) >= 0
                        && end.minus(silence.end()).compareTo(SOUND_AROUND_SILENCE) >= 0;
                boolean whole = to.compareTo(from) > 0 && sound.compareTo(SOUND_AROUND_SILENCE) < 0;
                if (inside || whole) {
                    warnings.add(sentence, "/start_time",
                            "sentence %s has %s s of complete silence in the narration, from second %s on: %s"
                                    .formatted(
                                            sentence.id(),
                                            to.minus(from).toDecimal(1),
                                            from.toDecimal(1),
                                            whole
                                                    ? "all of it; is the narration complete there?"
                                                    : "part of it may be missing"));
                    break;
                }
            }
        }
        return warnings.list();
    }

    private List<Problem> problems() {
        Optional<Problem> unit = counts().or(this::milliseconds);
        if (unit.isPresent()) {
            return List.of(unit.get());
        }
        List<Problem> single = singleTimesInMilliseconds();
        return single.isEmpty() ? shifted().stream().toList() : single;
    }

    /// Times of another recording: not even the first sentence begins before the end of the narration.
    private Optional<Problem> shifted() {
        Sentence first = sentences.getFirst();
        if (!isLate(first) || lastEnd().compareTo(narration.plus(EMPTY_END)) <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                first.pointer() + "/start_time",
                ("every sentence begins after the end of the narration: the narration is %s s long, and the first "
                        + "sentence, %s, begins at %s s; use the narration of these sentences, or correct their times")
                        .formatted(narration.toDecimal(3), first.id(), first.start().toDecimal(3))));
    }

    /// Times that are all in milliseconds: too long to be spoken, and most of them after the end of the narration.
    private Optional<Problem> milliseconds() {
        boolean likely = ratio().compareTo(LOWEST_RATIO_IN_MILLISECONDS) >= 0
                || (ratio().compareTo(LOWEST_RATIO_OF_MANY) >= 0 && 2 * late() > sentences.size());
        return likely
                        && medianLength().compareTo(NEVER_SPOKEN) >= 0
                        && ratio().compareTo(HIGHEST_RATIO_IN_MILLISECONDS) <= 0
                ? Optional.of(wrongUnit("milliseconds", "divide them by 1,000"))
                : Optional.empty();
    }

    /// Times that are numbers of frames, or of hundredths of a second: whole numbers that end with the narration.
    private Optional<Problem> counts() {
        boolean whole = sentences.stream()
                .allMatch(sentence -> sentence.start().isWhole() && sentence.end().isWhole());
        if (!whole || sentences.size() < FEWEST_COUNTED || 2 * late() < sentences.size()) {
            return Optional.empty();
        }
        for (int rate : FRAME_RATES) {
            if (endsWithTheNarrationAt(rate)) {
                return Optional.of(wrongUnit("frames", "divide them by the frame rate, about " + rate));
            }
        }
        return endsWithTheNarrationAt(HUNDREDTHS)
                ? Optional.of(wrongUnit("hundredths of a second", "divide them by 100"))
                : Optional.empty();
    }

    private boolean endsWithTheNarrationAt(int unitsPerSecond) {
        Rational share = ratio().dividedBy(Rational.of(unitsPerSecond));
        return share.compareTo(EARLIEST_LAST_END) >= 0 && share.compareTo(LATEST_LAST_END) <= 0;
    }

    private Problem wrongUnit(String unit, String remedy) {
        Sentence last = sentences.get(shownEnds.indexOf(lastEnd()));
        return new Problem(
                last.pointer() + "/end_time",
                "the times seem to be in %s and must be in seconds: sentence %s ends at %s, and the narration is %s s long; %s"
                        .formatted(unit, last.id(), last.end().toDecimal(3), narration.toDecimal(3), remedy));
    }

    /// Times in milliseconds among times in seconds.
    private List<Problem> singleTimesInMilliseconds() {
        SentenceWarnings problems = new SentenceWarnings("seem to have times in milliseconds");
        List<Integer> byPosition = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            byPosition.add(i);
        }
        byPosition.sort(Comparator.comparingInt(i -> sentences.get(i).position()));
        Rational previousEnd = Rational.ZERO;
        for (int i : byPosition) {
            Sentence sentence = sentences.get(i);
            boolean both = isInMilliseconds(i, previousEnd);
            if (both || endsInMilliseconds(i)) {
                problems.add(
                        sentence,
                        both ? "/start_time" : "/end_time",
                        "the %s of sentence %s, %s, seems to be in milliseconds and must be in seconds: the narration is %s s long; divide it by 1,000"
                                .formatted(
                                        both ? "start_time" : "end_time",
                                        sentence.id(),
                                        (both ? sentence.start() : sentence.end()).toDecimal(3),
                                        narration.toDecimal(3)));
                previousEnd = inSeconds(sentence.end());
            } else {
                previousEnd = sentence.end();
            }
        }
        return problems.list();
    }

    /// Whether start and end are in milliseconds: after the narration, but at the right place as milliseconds.
    private boolean isInMilliseconds(int index, Rational previousEnd) {
        Sentence sentence = sentences.get(index);
        return isNeverSpoken(index)
                && isLate(sentence)
                && inSeconds(sentence.end()).compareTo(narration.plus(EMPTY_END)) <= 0
                && inSeconds(sentence.start()).plus(SMALL_OVERLAP).compareTo(previousEnd) >= 0;
    }

    /// Whether only the end is in milliseconds, and no later sentence cuts the sentence short.
    private boolean endsInMilliseconds(int index) {
        Sentence sentence = sentences.get(index);
        Rational ratio = shownEnds.get(index).dividedBy(narration);
        return isNeverSpoken(index)
                && !isLate(sentence)
                && ratio.compareTo(LOWEST_RATIO_IN_MILLISECONDS) >= 0
                && ratio.compareTo(HIGHEST_RATIO_IN_MILLISECONDS) <= 0
                && inSeconds(sentence.end()).compareTo(sentence.start()) > 0;
    }

    private boolean isNeverSpoken(int index) {
        return shownLength(index).compareTo(NEVER_SPOKEN) >= 0;
    }

    private boolean isLate(Sentence sentence) {
        return sentence.start().compareTo(narration) >= 0;
    }

    private static Rational inSeconds(Rational milliseconds) {
        return milliseconds.dividedBy(Rational.of(1_000));
    }

    private long late() {
        return sentences.stream().filter(this::isLate).count();
    }

    private Rational lastEnd() {
        return shownEnds.stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    private Rational ratio() {
        return lastEnd().dividedBy(narration);
    }

    private Rational shownLength(int index) {
        return shownEnds.get(index).minus(sentences.get(index).start());
    }

    /// The lower median.
    private Rational medianLength() {
        List<Rational> lengths = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            lengths.add(shownLength(i));
        }
        lengths.sort(Comparator.naturalOrder());
        return lengths.get((lengths.size() - 1) / 2);
    }

    private List<Problem> warnings(Timeline timeline) {
        List<Problem> warnings = new ArrayList<>(lateSentences(timeline));
        Rational video = timeline.frameRate().startOf(timeline.frames().end());
        Rational silence = video.minus(narration);
        Sentence last = sentences.getLast();
        if (silence.compareTo(EMPTY_END) > 0) {
            warnings.add(new Problem(
                    last.pointer() + "/end_time",
                    "the last %s s of the video are silent or only music: the narration is %s s long, and the sentences end at %s s%s; correct the times, or set render.end to narration"
                            .formatted(
                                    silence.toDecimal(3),
                                    narration.toDecimal(3),
                                    lastEnd().toDecimal(3),
                                    mayBeMilliseconds() ? " (which may be milliseconds)" : "")));
        }
        Rational unspoken = video.minus(lastEnd());
        boolean black = project.settings().gap() == Gap.BLACK;
        if (project.settings().end() == VideoEnd.SENTENCES) {
            Rational cut = narration.minus(video);
            if (cut.compareTo(EMPTY_END) > 0) {
                warnings.add(new Problem(
                        Project.NARRATION_POINTER,
                        "the last %s s of the narration are cut off, since render.end is sentences"
                                .formatted(cut.toDecimal(3))));
            }
        } else if (unspoken.compareTo(black ? EMPTY_END : SPEECHLESS_END) > 0) {
            warnings.add(new Problem(
                    last.pointer() + "/end_time",
                    "the last %s s of the video %s: the narration is %s s long, and the sentences end at %s s; correct the times, or set render.end to sentences"
                            .formatted(
                                    unspoken.toDecimal(3),
                                    black ? "are black" : "show the last footage without a sentence",
                                    narration.toDecimal(3),
                                    lastEnd().toDecimal(3))));
        }
        return warnings;
    }

    private boolean mayBeMilliseconds() {
        return medianLength().compareTo(NEVER_SPOKEN) >= 0
                && inSeconds(lastEnd()).compareTo(narration.plus(EMPTY_END)) <= 0;
    }

    private List<Problem> lateSentences(Timeline timeline) {
        SentenceWarnings late = new SentenceWarnings("begin after the end of the narration");
        long end = timeline.frameRate().frameAt(narration);
        Set<Integer> shown = new HashSet<>();
        timeline.shots().forEach(shot -> shown.add(shot.sentence()));
        for (int i = 0; i < sentences.size(); i++) {
            Sentence sentence = sentences.get(i);
            if (timeline.frameRate().frameAt(sentence.start()) >= end) {
                late.add(
                        sentence,
                        "/start_time",
                        "sentence %s begins at %s s, after the end of the narration at %s s%s"
                                .formatted(
                                        sentence.id(),
                                        sentence.start().toDecimal(3),
                                        narration.toDecimal(3),
                                        shown.contains(i) ? "" : ", and is not shown"));
            }
        }
        return late.list();
    }
}
