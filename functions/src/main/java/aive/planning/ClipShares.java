package aive.planning;

import aive.project.Clip;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Divides the frames of a sentence among its clips.
///
/// A clip with `seconds` is shown for this time, and the others share the rest evenly. If all clips have `seconds`, the
/// last one is shown until the end. Clips that do not fit are shortened in proportion; those without `seconds` then
/// count as long as the others on average.
///
/// @param ranges for each clip, its frames; empty for a clip that has none
/// @param fits whether each clip has its time
record ClipShares(List<Optional<FrameRange>> ranges, boolean fits) {

    /// @param frames of the sentence, on the timeline
    static ClipShares of(List<Clip> clips, FrameRange frames, FrameRate rate) {
        Rational length = rate.startOf(frames.length());
        Rational given = sum(clips);
        long open = clips.stream().filter(clip -> clip.seconds().isEmpty()).count();
        Rational left = length.minus(given);
        boolean fits = open == 0
                ? left.plus(clips.getLast().seconds().orElseThrow()).compareTo(rate.startOf(1)) >= 0
                : left.compareTo(rate.startOf(open)) >= 0;
        List<Rational> lengths = new ArrayList<>();
        for (Clip clip : clips) {
            Rational share = open == 0 ? Rational.ZERO : left.dividedBy(Rational.of(open));
            lengths.add(clip.seconds().orElse(share));
        }
        return new ClipShares(ranges(fits ? lengths : inProportion(clips, length), frames, rate), fits);
    }

    private static Rational sum(List<Clip> clips) {
        return clips.stream().flatMap(clip -> clip.seconds().stream()).reduce(Rational.ZERO, Rational::plus);
    }

    private static List<Rational> inProportion(List<Clip> clips, Rational length) {
        long known = clips.stream().filter(clip -> clip.seconds().isPresent()).count();
        Rational average = known == 0 ? Rational.ONE : sum(clips).dividedBy(Rational.of(known));
        Rational all = sum(clips).plus(average.times(clips.size() - known));
        return clips.stream()
                .map(clip -> clip.seconds().orElse(average).dividedBy(all).times(length))
                .toList();
    }

    /// Rounds the ends of the clips to frames; the last one ends with the sentence.
    private static List<Optional<FrameRange>> ranges(List<Rational> lengths, FrameRange frames, FrameRate rate) {
        List<Optional<FrameRange>> ranges = new ArrayList<>();
        Rational moment = Rational.ZERO;
        long first = frames.first();
        for (int i = 0; i < lengths.size(); i++) {
            moment = moment.plus(lengths.get(i));
            long end = i + 1 < lengths.size()
                    ? Math.min(frames.end(), frames.first() + rate.frameAt(moment))
                    : frames.end();
            ranges.add(end > first ? Optional.of(new FrameRange(first, end)) : Optional.empty());
            first = Math.max(first, end);
        }
        return ranges;
    }
}
