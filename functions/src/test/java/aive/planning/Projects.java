package aive.planning;

import aive.project.CaptionAnimation;
import aive.project.CaptionFamily;
import aive.project.CaptionPreset;
import aive.project.CaptionSettings;
import aive.project.CaptionSource;
import aive.project.Clip;
import aive.project.Codec;
import aive.project.Fill;
import aive.project.Framing;
import aive.project.Gap;
import aive.project.MusicSettings;
import aive.project.OnMissing;
import aive.project.Overlays;
import aive.project.PosterSettings;
import aive.project.Project;
import aive.project.Quality;
import aive.project.RenderSettings;
import aive.project.Sentence;
import aive.project.Source;
import aive.project.TransitionKind;
import aive.project.TransitionSettings;
import aive.project.VideoEnd;
import aive.time.FrameRate;
import aive.time.Rational;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Projects for tests.
public final class Projects {

    public static final FrameRate THIRTY = FrameRate.of(30);
    public static final FrameRate NTSC = FrameRate.parse("30000/1001");

    private Projects() {}

    /// Seconds as in the JSON input.
    public static Rational seconds(String decimal) {
        return Rational.of(new java.math.BigDecimal(decimal));
    }

    /// A sentence with footage of its own and the caption `text <id>`.
    public static Sentence sentence(String id, int position, Rational start, Rational end) {
        return new Sentence(id, position, "text " + id, start, end, clips(id));
    }

    /// A clip of its own, from its beginning.
    public static List<Clip> clips(String id) {
        return clips(footage(id), Rational.ZERO);
    }

    public static List<Clip> clips(Source source, Rational inPoint) {
        return List.of(new Clip(Clip.ONLY, source, inPoint, Optional.empty(), Framing.DEFAULT));
    }

    public static Source footage(String id) {
        return new Source(URI.create("https://example.com/" + id + ".mp4"));
    }

    /// Sentences `a`, `b`, … with a time `"start-end"` each, in seconds, in this order.
    public static Project at(FrameRate rate, Gap gap, String... times) {
        List<Sentence> sentences = new ArrayList<>();
        for (String time : times) {
            String[] both = time.split("-", 2);
            sentences.add(sentence(
                    Character.toString('a' + sentences.size()), sentences.size(), seconds(both[0]), seconds(both[1])));
        }
        return of(sentences, settings(rate, gap));
    }

    /// Sorted like in the reader: by start, end, and position in the list.
    public static Project of(List<Sentence> sentences, RenderSettings settings) {
        List<Sentence> sorted = sentences.stream()
                .sorted(Comparator.comparing(Sentence::start).thenComparing(Sentence::end)
                        .thenComparingInt(Sentence::position))
                .toList();
        return new Project("film", sorted, new Source(URI.create("https://example.com/voice.mp3")), List.of(),
                settings, List.of());
    }

    public static RenderSettings settings(FrameRate rate, Gap gap) {
        return new RenderSettings(
                1920, 1080, rate, Quality.STANDARD, Codec.H264, PosterSettings.USUAL, Fill.LOOP, gap,
                Framing.DEFAULT, TransitionSettings.DEFAULT, VideoEnd.LONGEST,
                CaptionSettings.of(CaptionSource.TEXT, CaptionPreset.SUBTITLE), Overlays.NONE,
                new MusicSettings(Rational.of(3, 10), true, Rational.ZERO, Rational.ZERO), Rational.ZERO,
                Rational.of(-14), Optional.empty(), Optional.empty());
    }

    /// The same project with another value of one setting.
    ///
    /// @param setting the name of a component of [RenderSettings]
    public static Project with(Project project, String setting, Object value) {
        RecordComponent[] components = RenderSettings.class.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = components[i].getName().equals(setting)
                        ? value
                        : components[i].getAccessor().invoke(project.settings());
            }
            return of(project.sentences(), RenderSettings.class.getConstructor(types).newInstance(values));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /// The same project with another end of the video.
    public static Project ending(Project project, VideoEnd end) {
        return with(project, "end", end);
    }

    /// The same project with other captions.
    public static Project captioned(Project project, CaptionSettings captions) {
        return with(project, "captions", captions);
    }

    /// Usual captions with a rule for characters that no font has.
    public static CaptionSettings onMissing(OnMissing onMissing) {
        return new CaptionSettings(
                CaptionSource.TEXT, CaptionPreset.SUBTITLE, Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                        CaptionFamily.NOTO_SANS, Optional.empty(), CaptionAnimation.NONE, Optional.empty(),
                        Optional.of(onMissing));
    }

    /// The same project with captions in a font file.
    public static Project inFont(Project project, Source font) {
        return captioned(project, new CaptionSettings(
                CaptionSource.TEXT, CaptionPreset.SUBTITLE, Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                        CaptionFamily.NOTO_SANS, Optional.of(font), CaptionAnimation.NONE, Optional.empty(),
                        Optional.empty()));
    }

    /// The same project with a crossfade at every cut.
    public static Project crossfading(Project project, Rational duration) {
        TransitionSettings transition = new TransitionSettings(TransitionKind.CROSSFADE, duration);
        List<Sentence> sentences = project.sentences().stream()
                .map(sentence -> new Sentence(
                        sentence.id(), sentence.position(), sentence.caption(), sentence.start(), sentence.end(),
                        sentence.clips(), transition, sentence.words()))
                .toList();
        return with(of(sentences, project.settings()), "transition", transition);
    }

    public static Project with(Project project, UnaryOperator<Sentence> change) {
        return of(project.sentences().stream().map(change).toList(), project.settings());
    }

    /// The same project with all times moved.
    public static Project later(Project project, Rational seconds) {
        return with(project, old -> new Sentence(
                old.id(), old.position(), old.caption(), old.start().plus(seconds), old.end().plus(seconds),
                        old.clips()));
    }

    /// Sentences like those of a narrator: `count` sentences of 2 to 6 seconds with pauses, in milliseconds.
    public static Project spoken(SplittableRandom random, int count) {
        List<Sentence> sentences = new ArrayList<>();
        long clock = random.nextInt(3_000);
        for (int i = 0; i < count; i++) {
            long end = clock + random.nextInt(2_000, 6_000);
            sentences.add(sentence(
                    "s" + random.nextInt(1_000_000) + "-" + i, i, Rational.of(clock, 1_000), Rational.of(end, 1_000)));
            clock = end + (random.nextBoolean() ? random.nextInt(1_500) : 0);
        }
        return of(sentences, settings(random.nextBoolean() ? THIRTY : NTSC, Gap.EXTEND));
    }

    /// Sentences with arbitrary times: overlapping, with equal starts, shorter than a frame, without length, or with an
    /// end that is far too late.
    public static Project wild(SplittableRandom random) {
        List<Sentence> sentences = new ArrayList<>();
        int count = random.nextInt(1, 30);
        for (int i = 0; i < count; i++) {
            long start = i > 0 && random.nextInt(10) == 0
                    ? sentences.getLast().start().times(1_000).floor()
                    : random.nextInt(3) == 0 ? random.nextInt(20_000) : 200L * random.nextInt(500);
            long end = start + switch (random.nextInt(12)) {
                case 0 -> random.nextInt(1, 30);
                case 1 -> 0;
                case 2 -> random.nextInt(1, 3_600_000);
                default -> random.nextInt(1, 8_000);
            };
            sentences.add(sentence("s" + i, i, Rational.of(start, 1_000), Rational.of(end, 1_000)));
        }
        FrameRate rate = List.of(THIRTY, NTSC, FrameRate.of(25), FrameRate.parse("24000/1001"), FrameRate.of(1))
                .get(random.nextInt(5));
        return of(sentences, settings(rate, random.nextBoolean() ? Gap.EXTEND : Gap.BLACK));
    }
}
