package aive.planning;

import static aive.planning.Projects.THIRTY;
import static aive.planning.Projects.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.caption.CaptionFonts;
import aive.composition.CaptionCue;
import aive.composition.Composition;
import aive.composition.Item;
import aive.composition.ItemTransition;
import aive.composition.Layer;
import aive.composition.TrackUnit;
import aive.composition.Window;
import aive.json.Json;
import aive.media.Asset;
import aive.media.AudioInfo;
import aive.media.ColourInfo;
import aive.media.VideoInfo;
import aive.plan.Chunk;
import aive.plan.RendererIdentity;
import aive.project.Fill;
import aive.project.Gap;
import aive.project.Project;
import aive.project.Sentence;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkPlannerTest {

    private static final RendererIdentity RENDERER = new RendererIdentity(1, "ffmpeg", "x86_64", "fonts", 25);
    private static final VideoInfo CLIP = new VideoInfo(
            0, "h264", 1920, 1080, Rational.of(1, 15_360), Rational.ZERO, Optional.of(Rational.of(30)),
                    Rational.of(600), Optional.empty(), Optional.empty(), true,
            ColourInfo.UNTAGGED, Optional.empty(), false);
    private static final AudioInfo NARRATION = new AudioInfo(0, "mp3", 48_000, false, Optional.empty());

    /// The range of chunks near an edit that may change; after it the chunk boundaries are equal again.
    private static final int NEARBY = 8;

    @ParameterizedTest
    @CsvSource({"1,5", "100,5", "300,5", "301,10", "600,10", "601,20", "1000,20", "1001,30", "1800,30", "1801,60",
            "36000,60"})
    void theTargetIsAFortiethOfTheVideoRoundedToALengthThatIsKept(long videoSeconds, long targetSeconds) {
        ChunkPolicy policy = ChunkPolicy.of(videoSeconds * 30, THIRTY, Optional.empty());
        assertEquals(new ChunkPolicy(Math.min(targetSeconds, videoSeconds * 4) * 30, 1_800), policy);
    }

    @Test
    void aPolicyWithoutLengthsIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> new ChunkPolicy(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ChunkPolicy(1, 0));
        assertEquals(
                1, ChunkPolicy.of(1, FrameRate.parse("1/1000"), Optional.of(seconds("0.000000001"))).longestPiece());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void chunksCoverTheVideoAndAreAtMostTwiceTheTargetUnlessOnePieceIsLonger(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Timeline timeline = timeline(Projects.wild(random));
        ChunkPolicy policy = new ChunkPolicy(random.nextInt(1, 3_000), random.nextInt(20, 2_000));
        List<Chunk> chunks = plan(Projects.wild(new SplittableRandom(seed)), policy);
        long expected = 0;
        for (Chunk chunk : chunks) {
            assertEquals(expected, chunk.frames().first());
            expected = chunk.frames().end();
            assertTrue(chunk.frames().length() <= 2 * policy.target() || items(chunk).size() == 1, chunk.toString());
            assertTrue(
                    chunk.frames().length() <= Math.max(2 * policy.target(), policy.longestPiece()), chunk.toString());
            assertTrue(chunk.firstSentence() <= chunk.lastSentence());
        }
        assertEquals(timeline.frames().end(), expected);
    }

    /// For any chunks, every frame shows the same frame of the same clip with the same caption.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyFrameShowsTheSameForAnyChunks(long seed) {
        Project project = Projects.wild(new SplittableRandom(seed));
        List<String> whole = frames(plan(project, new ChunkPolicy(1L << 40, 1L << 40)));
        assertEquals(whole, frames(plan(project, new ChunkPolicy(1, 45))));
        assertEquals(whole, frames(plan(project, new ChunkPolicy(60, 1_800))));
        assertEquals(whole, frames(plan(project, new ChunkPolicy(1L << 40, 7))));
    }

    /// A crossfade at every cut changes neither the number of frames nor the captions of any frame.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void everyFrameShowsTheSameForAnyChunksWithTransitions(long seed) {
        Project cuts = Projects.wild(new SplittableRandom(seed));
        Project project = Projects.crossfading(cuts, Rational.of(1, 2));
        List<Chunk> one = plan(project, new ChunkPolicy(1L << 40, 1L << 40));
        List<String> whole = frames(one);
        assertEquals(whole, frames(plan(project, new ChunkPolicy(1, 45))));
        assertEquals(whole, frames(plan(project, new ChunkPolicy(60, 1_800))));
        assertEquals(whole, frames(plan(project, new ChunkPolicy(1L << 40, 7))));
        assertEquals(captions(frames(plan(cuts, new ChunkPolicy(1, 45)))), captions(whole));
        for (ChunkPolicy policy : List.of(new ChunkPolicy(1, 3), new ChunkPolicy(60, 1_800))) {
            for (Chunk chunk : plan(project, policy)) {
                for (TrackUnit unit : chunk.spec().window().video().units()) {
                    assertTrue(
                            !(unit instanceof ItemTransition part) || part.frames() == part.of(),
                            "a cut transition");
                }
            }
        }
    }

    private static List<String> captions(List<String> frames) {
        return frames.stream().map(frame -> frame.substring(0, frame.indexOf(" on "))).toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void editingOneSentenceWithCrossfadesChangesAtMostThreeChunks(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        Project before = Projects.crossfading(Projects.spoken(random, random.nextInt(20, 200)), Rational.of(1, 2));
        int edited = random.nextInt(before.sentences().size());
        for (String chunkSeconds : List.of("0.1", "5")) {
            List<String> old = identities(plan(before, policy(before, chunkSeconds)));
            // when: a word is added, then another clip is chosen
            Project word = Projects.with(before, sentence -> sentence.position() != edited ? sentence : new Sentence(
                    sentence.id(), sentence.position(), sentence.caption() + "!", sentence.start(), sentence.end(),
                    sentence.clips(), sentence.transition(), sentence.words()));
            Project clip = Projects.with(before, sentence -> sentence.position() != edited ? sentence : new Sentence(
                    sentence.id(), sentence.position(), sentence.caption(), sentence.start(), sentence.end(),
                    Projects.clips("other"), sentence.transition(), sentence.words()));
            // then
            for (Project after : List.of(word, clip)) {
                long rendered = newIn(old, identities(plan(after, policy(after, chunkSeconds))));
                assertTrue(rendered >= 1 && rendered <= 3, rendered + " chunks");
            }
        }
    }

    @Test
    void aTinyTargetMakesOneChunkPerShotAndAHugeOneMakesOneChunk() {
        Project project = Projects.spoken(new SplittableRandom(7), 100);
        assertEquals(100, plan(project, policy(project, "0.000001")).size());
        for (String huge : List.of("1000000", "1000000000")) {
            List<Chunk> chunks = plan(project, policy(project, huge));
            assertEquals(1, chunks.size());
            assertEquals(100, items(chunks.getFirst()).size());
            assertEquals(100, cues(chunks.getFirst()).size());
            assertEquals(99, chunks.getFirst().lastSentence());
        }
    }

    @Test
    void aShotOfMoreThanAMinuteIsSplitAndOneChunkShowsItWhole() {
        // given: a of 150 s, b of 10 s
        Project project = Projects.at(THIRTY, Gap.EXTEND, "0-1", "150-160");
        // when
        List<Chunk> split = plan(project, policy(project, "5"));
        List<Chunk> whole = plan(project, policy(project, "1000000"));
        // then
        assertEquals(
                List.of(new FrameRange(0, 1_800), new FrameRange(1_800, 3_600), new FrameRange(3_600, 4_500),
                        new FrameRange(4_500, 4_800)),
                split.stream().map(Chunk::frames).toList());
        assertEquals(
                List.of(0L, 60L, 120L, 0L), split.stream().map(chunk -> clip(chunk, 0).inPoint().floor()).toList());
        assertEquals(List.of(1, 0, 0, 1), split.stream().map(chunk -> cues(chunk).size()).toList());
        assertEquals(1, whole.size());
        assertEquals(
                List.of(4_500L, 300L),
                items(whole.getFirst()).stream().map(Item::frames).toList());
        assertEquals(Rational.ZERO, clip(whole.getFirst(), 0).inPoint());
    }

    @Test
    void aShotOfExactlyAMinuteIsNotSplit() {
        Project project = Projects.at(THIRTY, Gap.EXTEND, "0-60", "60-61");
        assertEquals(new FrameRange(0, 1_800), plan(project, policy(project, "5")).getFirst().frames());
    }

    @Test
    void aCaptionThatCrossesABoundaryIsInBothChunks() {
        Project project = Projects.at(THIRTY, Gap.EXTEND, "1-100");
        List<Chunk> chunks = plan(project, policy(project, "5"));
        assertEquals(2, chunks.size());
        assertEquals(List.of(new CaptionCue(new FrameRange(30, 1_800), "text a")), cues(chunks.get(0)));
        assertEquals(List.of(new CaptionCue(new FrameRange(0, 1_200), "text a")), cues(chunks.get(1)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void editingOneSentenceChangesOneChunkAndMovesNoBoundary(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        Project before = Projects.spoken(random, random.nextInt(20, 300));
        String edited = before.sentences().get(random.nextInt(before.sentences().size())).id();
        List<UnaryOperator<Sentence>> edits = List.of(
                old -> new Sentence(old.id(), old.position(), old.caption() + "!", old.start(), old.end(),
                        old.clips()),
                old -> new Sentence(
                        old.id(), old.position(), " ", old.start(), old.end(), old.clips()),
                old -> new Sentence(old.id(), old.position(), old.caption(), old.start(), old.end(),
                        Projects.clips("other")),
                old -> new Sentence(
                        old.id(), old.position(), old.caption(), old.start(), old.end(),
                        Projects.clips(old.clips().getFirst().source(), Rational.ONE)));
        List<Chunk> old = plan(before, policy(before));
        for (UnaryOperator<Sentence> edit : edits) {
            // when
            Project after =
                    Projects.with(before, sentence -> sentence.id().equals(edited) ? edit.apply(sentence) : sentence);
            List<Chunk> now = plan(after, policy(after));
            // then
            assertEquals(old.stream().map(Chunk::frames).toList(), now.stream().map(Chunk::frames).toList());
            assertEquals(1, IntStream.range(0, old.size()).filter(i -> !old.get(i).sha256().equals(now.get(i).sha256()))
                    .count());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void insertingOrRemovingASentenceChangesOnlyNearbyChunks(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        Project before = Projects.spoken(random, 300);
        FrameRate rate = before.settings().frameRate();
        int place = random.nextInt(1, before.sentences().size() - 1);
        // when: everything after the insertion starts 3 seconds, in whole frames, later
        Rational later = rate.startOf(rate.frameAt(Rational.of(3)));
        List<Sentence> sentences = new ArrayList<>(before.sentences().subList(0, place));
        Sentence next = before.sentences().get(place);
        sentences.add(Projects.sentence("inserted", 1_000, next.start(), next.start().plus(later)));
        sentences.addAll(Projects.later(Projects.of(
                before.sentences().subList(place, before.sentences().size()), before.settings()), later).sentences());
        Project after = Projects.of(sentences, before.settings());
        // then
        ChunkPolicy policy = policy(before);
        List<String> old = identities(plan(before, policy));
        List<String> now = identities(plan(after, policy));
        assertTrue(newIn(old, now) <= NEARBY, () -> newIn(old, now) + " of " + now.size());
        assertTrue(newIn(now, old) <= NEARBY, () -> newIn(now, old) + " of " + old.size());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aShiftByWholeFramesChangesOnlyTheFirstChunks(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Project before = Projects.spoken(random, 300);
        FrameRate rate = before.settings().frameRate();
        Project after = Projects.later(before, rate.startOf(random.nextInt(1, 300)));
        ChunkPolicy policy = policy(before);
        List<String> old = identities(plan(before, policy));
        List<String> now = identities(plan(after, policy));
        assertTrue(newIn(old, now) <= NEARBY, () -> newIn(old, now) + " of " + now.size());
        assertNotEquals(old.getFirst(), now.getFirst());
        assertEquals(old.getLast(), now.getLast());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 20, 30, 60})
    void chunksAreAsLongAsTheTargetOnAverage(int target) {
        long frames = 0;
        long chunks = 0;
        for (long seed = 0; seed < 30; seed++) {
            Project project = Projects.spoken(new SplittableRandom(seed), 300);
            FrameRate rate = project.settings().frameRate();
            List<Chunk> plan =
                    plan(project, new ChunkPolicy(rate.frameAt(Rational.of(target)), rate.frameAt(Rational.of(60))));
            frames += rate.startOf(plan.getLast().frames().end()).floor();
            chunks += plan.size();
        }
        double average = (double) frames / chunks;
        assertTrue(average > 0.8 * target && average < 1.25 * target, average + " s");
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 20_000})
    void manySentencesArePlannedQuicklyAndTheirSpecsAreSmall(int sentences) {
        Project project = Projects.spoken(new SplittableRandom(1), sentences);
        List<Chunk> chunks = assertTimeout(Duration.ofSeconds(60), () -> plan(project, policy(project)));
        assertEquals(sentences, chunks.stream().mapToInt(chunk -> cues(chunk).size()).sum());
        long bytes = chunks.stream().mapToLong(chunk -> Json.bytes(chunk.spec()).length).sum();
        assertTrue(bytes < 600L * sentences, bytes + " bytes");
    }

    static LongStream fewSeeds() {
        return LongStream.range(0, 12);
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static Timeline timeline(Project project) {
        try {
            return TimelineBuilder.build(project, Rational.ZERO);
        } catch (aive.error.InvalidProject _) {
            // There are more sentences than frames; one example is enough.
            return TimelineBuilder.build(
                    Projects.of(project.sentences().subList(0, 1), project.settings()), Rational.ZERO);
        }
    }

    private static List<Chunk> plan(Project project, ChunkPolicy policy) {
        Timeline timeline = timeline(project);
        Composition composition = Composer.compose(
                project,
                timeline,
                source -> new Asset(
                        source.toString(), 1, Optional.empty(), Optional.of(CLIP), Optional.of(NARRATION), List.of()),
                CaptionFonts.bundled(),
                new CaptionComposer(project, timeline, _ -> {
                    throw new AssertionError("no font file is used");
                }, CaptionFonts.bundled()));
        return ChunkPlanner.plan(timeline, composition, policy, RENDERER);
    }

    private static ChunkPolicy policy(Project project) {
        return ChunkPolicy.of(timeline(project).frames().length(), project.settings().frameRate(), Optional.empty());
    }

    private static ChunkPolicy policy(Project project, String chunkSeconds) {
        return ChunkPolicy.of(timeline(project).frames().length(), project.settings().frameRate(),
                Optional.of(seconds(chunkSeconds)));
    }

    private static Item.Footage clip(Chunk chunk, int item) {
        return (Item.Footage) items(chunk).get(item);
    }

    private static List<Item> items(Chunk chunk) {
        return chunk.spec().window().video().items();
    }

    private static List<CaptionCue> cues(Chunk chunk) {
        return chunk.spec().window().layers().stream().flatMap(layer -> switch (layer) {
            case Layer.Captions captions -> captions.cues().stream();
            case Layer.Image _, Layer.ProgressBar _, Layer.Title _ -> Stream.empty();
        }).toList();
    }

    private static List<String> identities(List<Chunk> chunks) {
        return chunks.stream().map(Chunk::sha256).toList();
    }

    private static long newIn(List<String> old, List<String> now) {
        return now.stream().filter(identity -> !old.contains(identity)).count();
    }

    private static String described(TrackUnit unit, long frame, FrameRate rate) {
        return switch (unit) {
            case Item.Solid _ -> "black";
            case Item.Still still -> still.file();
            case Item.Footage clip -> "%s at %s, %s".formatted(
                    clip.file(), clip.inPoint().plus(rate.startOf(frame)),
                    clip.fill() == Fill.LOOP ? "again" : "frozen");
            case ItemTransition transition -> "%d of %d from %s to %s".formatted(
                    transition.first() + frame, transition.of(),
                    described(transition.from(), frame, rate), described(transition.to(), frame, rate));
        };
    }

    /// A description of every frame of the video: the frame of the clip, and the caption.
    private static List<String> frames(List<Chunk> chunks) {
        List<String> frames = new ArrayList<>();
        for (Chunk chunk : chunks) {
            Window window = chunk.spec().window();
            FrameRate rate = window.format().frameRate();
            long first = 0;
            for (TrackUnit unit : window.video().units()) {
                for (long frame = 0; frame < unit.frames(); frame++) {
                    FrameRange self = FrameRange.ofLength(first + frame, 1);
                    String words = cues(chunk).stream().filter(cue -> cue.frames().overlaps(self)).map(CaptionCue::text)
                            .collect(Collectors.joining("|"));
                    frames.add(words + " on " + described(unit, frame, rate));
                }
                first += unit.frames();
            }
        }
        return frames;
    }
}
