package aive.json;

import aive.composition.CaptionCue;
import aive.composition.CaptionLook;
import aive.composition.Fade;
import aive.composition.Fit;
import aive.composition.Item;
import aive.composition.ItemTransition;
import aive.composition.Layer;
import aive.composition.Motion;
import aive.composition.OutputFormat;
import aive.composition.PixelArea;
import aive.composition.TrackUnit;
import aive.composition.VideoTrack;
import aive.error.Problem;
import aive.media.ImageInfo;
import aive.media.VisualInfo;
import aive.plan.Estimate;
import aive.plan.SoundtrackSpec;
import aive.plan.StillFrames;
import aive.plan.VideoPlan;
import aive.project.CaptionBackground;
import aive.project.CaptionFamily;
import aive.project.Clip;
import aive.project.Focus;
import aive.project.MusicSource;
import aive.project.OverlayPosition;
import aive.project.Project;
import aive.project.RenderSettings;
import aive.project.SafeId;
import aive.project.Sentence;
import aive.project.Source;
import aive.project.TimeSpan;
import aive.project.Title;
import aive.project.TransitionKind;
import aive.project.TransitionSettings;
import aive.project.Word;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Shot;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Random instances of our records, built from their components. Records with rules across components are built by
/// hand.
public final class Samples {

    private static final List<String> TEXTS =
            List.of("", "a", "Wörter, \"quoted\"\n", "река", "🎬", "</script>", "null", "12", "\u2028");

    private final SplittableRandom random;

    public Samples(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public <T> T of(Class<T> type) {
        return type.cast(value(type));
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[0];
            return generic.getRawType() == Optional.class
                    ? (random.nextBoolean() ? Optional.of(value(argument)) : Optional.empty())
                    : list(argument, random.nextInt(4));
        }
        return switch (((Class<?>) type).getSimpleName()) {
            case "int" -> random.nextInt(1, 4_000) * 2;
            case "long" -> random.nextLong(1, 1L << 50);
            case "boolean" -> random.nextBoolean();
            case "Integer" -> random.nextInt(0x1000000);
            case "Word" -> word();
            case "double" -> random.nextDouble();
            case "String" -> TEXTS.get(random.nextInt(TEXTS.size()));
            case "BigDecimal" -> BigDecimal.valueOf(random.nextInt(1_000_000), 3);
            case "Instant" -> Instant.ofEpochMilli(random.nextLong(1L << 42));
            case "URI" -> URI.create(
                    "https://example.com/%d.mp4?signature=%d".formatted(random.nextInt(99), random.nextInt(99)));
            case "Rational" -> Rational.of(random.nextInt(1, 100_000), random.nextInt(1, 2_000));
            case "FrameRate" -> random.nextBoolean() ? FrameRate.of(30) : FrameRate.parse("30000/1001");
            case "FrameRange" -> FrameRange.ofLength(random.nextInt(1_000), random.nextInt(1, 1_000));
            case "SafeId" -> SafeId.of("film" + random.nextInt());
            case "Source" -> new Source((URI) value(URI.class));
            case "Focus" -> new Focus(Rational.of(random.nextInt(101), 100), Rational.of(random.nextInt(101), 100));
            case "View" ->
                    new Motion.View(Rational.of(random.nextInt(50), 100), Rational.ZERO, Rational.of(1, 2));
            case "Still" -> still();
            case "ItemTransition" -> transition();
            case "Entry" -> new Shot.Entry(of(TransitionKind.class), random.nextInt(9), random.nextInt(1, 9));
            case "Sentence" -> sentence();
            case "Project" -> project();
            case "VideoTrack" -> videoTrack();
            case "Captions" -> captions();
            // The project and the composition have titles.
            case "Title" -> type == Title.class ? composed((Class<?>) type) : titleLayer();
            case "Image" -> new Layer.Image(of(String.class), of(VisualInfo.class), of(PixelArea.class), share(),
                    of(FrameRange.class), random.nextBoolean() ? Fade.of(3, 7) : Optional.empty());
            case "StillFrames" -> new StillFrames(random.nextInt(9), List.of(3L, 9L));
            case "ProgressBar" -> new Layer.ProgressBar(
                    of(PixelArea.class), random.nextInt(0x1000000), share(), random.nextInt(9), 4, 20);
            case "OverlayPosition" -> new OverlayPosition(share(), share());
            case "TimeSpan" -> new TimeSpan(Rational.ONE, Optional.of(Rational.of(random.nextInt(2, 9))), share());
            case "PixelArea" -> new PixelArea(2 * random.nextInt(9), 2 * random.nextInt(9), 2, 2 * random.nextInt(1, 9));
            case "CaptionLook" -> captionLook();
            case "TextRange" -> new CaptionCue.TextRange(0, 1);
            case "VideoPlan" -> videoPlan();
            default -> composed((Class<?>) type);
        };
    }

    private Object composed(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type.isSealed()) {
            return value(type.getPermittedSubclasses()[random.nextInt(type.getPermittedSubclasses().length)]);
        }
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        while (true) {
            Object[] values = Arrays.stream(components).map(component -> value(component.getGenericType())).toArray();
            try {
                return type.getDeclaredConstructor(types).newInstance(values);
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof IllegalArgumentException)) {
                    throw new AssertionError(e);
                }
                // The components violated a rule of the record; try other random components.
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(type.getName(), e);
            }
        }
    }

    private List<Object> list(Type type, int size) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(value(type));
        }
        return list;
    }

    private <T> List<T> listOf(Class<T> type, int size) {
        return list(type, size).stream().map(type::cast).toList();
    }

    private Sentence sentence() {
        Rational start = of(Rational.class);
        return new Sentence(of(String.class), random.nextInt(99), of(String.class), start,
                start.plus(of(Rational.class)), listOf(Clip.class, random.nextInt(1, 3)), of(TransitionSettings.class),
                listOf(Word.class, random.nextInt(3)),
                random.nextBoolean() ? Optional.of(of(Rational.class)) : Optional.empty());
    }

    private Item.Still still() {
        long frames = random.nextInt(1, 1_000);
        ImageInfo media = of(ImageInfo.class);
        Motion motion = new Motion(of(Motion.View.class), of(Motion.View.class), 5, frames + 5);
        return new Item.Still(
                frames, of(String.class), media, Item.behind(media, random.nextInt(0x1000000)),
                Optional.of(of(Fit.class)), random.nextBoolean() ? Optional.of(motion) : Optional.empty());
    }

    private ItemTransition transition() {
        Item from = of(Item.class);
        Item to = of(Item.class);
        long frames = Math.min(from.frames(), to.frames());
        FrameRange run = new FrameRange(0, frames);
        FrameRate rate = of(FrameRate.class);
        return new ItemTransition(TransitionKind.CROSSFADE, from.part(run, rate), to.part(run, rate), 3, frames + 4);
    }

    private Word word() {
        Rational start = of(Rational.class);
        return new Word(of(String.class), start, start.plus(of(Rational.class)));
    }

    private Project project() {
        List<Sentence> sentences = listOf(Sentence.class, random.nextInt(1, 5)).stream()
                .sorted(Comparator.comparing(Sentence::start)).toList();
        return new Project(
                of(String.class),
                sentences,
                of(Source.class),
                listOf(MusicSource.class, random.nextInt(3)),
                of(RenderSettings.class),
                listOf(Problem.class, 2));
    }

    private VideoTrack videoTrack() {
        return new VideoTrack(listOf(TrackUnit.class, random.nextInt(1, 5)));
    }

    private CaptionLook captionLook() {
        return new CaptionLook(of(CaptionFamily.class), of(CaptionLook.Face.class),
                random.nextBoolean() ? Optional.of(of(String.class)) : Optional.empty(), of(Rational.class),
                random.nextInt(1, 4), of(Rational.class),
                Rational.of(random.nextInt(50), 101), of(CaptionLook.Placement.class), random.nextInt(0x1000000),
                of(CaptionLook.Outline.class), Optional.of(of(CaptionBackground.class)),
                random.nextBoolean() ? Optional.of(random.nextInt(0x1000000)) : Optional.empty());
    }

    private Rational share() {
        return Rational.of(random.nextInt(101), 100);
    }

    private Layer.Title titleLayer() {
        return new Layer.Title(of(CaptionLook.class), new CaptionCue(of(FrameRange.class), "Title"),
                random.nextBoolean() ? Fade.of(3, 7) : Optional.empty());
    }

    private Layer.Captions captions() {
        List<CaptionCue> cues = new ArrayList<>();
        long first = 0;
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            FrameRange frames = FrameRange.ofLength(first + random.nextInt(3), random.nextInt(1, 20));
            cues.add(new CaptionCue(frames, of(String.class)));
            first = frames.end();
        }
        return new Layer.Captions(of(CaptionLook.class), cues);
    }

    private VideoPlan videoPlan() {
        List<VideoPlan.Part> parts = listOf(VideoPlan.Part.class, 3);
        return new VideoPlan(
                of(String.class), of(String.class), of(String.class), of(OutputFormat.class),
                        parts.stream().mapToLong(VideoPlan.Part::frames).sum(),
                of(StillFrames.class), parts, 1, of(SoundtrackSpec.class), listOf(CaptionCue.class, 2),
                of(Estimate.class), listOf(Problem.class, 1));
    }
}
