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
import aive.composition.Encoding;
import aive.composition.Item;
import aive.composition.ItemTransition;
import aive.composition.Layer;
import aive.composition.OutputFormat;
import aive.composition.TrackUnit;
import aive.composition.Window;
import aive.json.Json;
import aive.media.Asset;
import aive.media.AudioInfo;
import aive.media.ColourInfo;
import aive.media.VideoInfo;
import aive.message.PlannedRender;
import aive.plan.Chunk;
import aive.plan.RendererIdentity;
import aive.project.Fill;
import aive.project.Gap;
import aive.project.Project;
import aive.project.Quality;
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
    private static final Encoding H264 = new Encoding.H264(Quality.STANDARD);
    private static final AudioInfo NARRATION = new AudioInfo(0, "mp3", 48_000, false, Optional.empty());

    /// The range of chunks near an edit that may change; after it the chunk boundaries are equal again.
    private static final int NEARBY = 8;

    @Test
    void theMostChunksAreThoseOfAnInlineMap() {
        assertEquals(PlannedRender.MOST_INLINE_CHUNKS, ChunkPolicy.MOST_CHUNKS);
    }

    @ParameterizedTest
    @CsvSource({"1,6", "208,6", "209,9", "313,9", "314,13", "452,13", "453,18", "600,18", "626,18", "627,28", "974,28",
            "975,45", "1566,45", "1567,45", "3600,45", "36000,45"})
    void theTargetIsTheShortestLengthThatIsExpectedToMakeFewEnoughChunks(long videoSeconds, long targetSeconds) {
        List<ChunkPolicy> policies = ChunkPolicy.of(videoSeconds * 30, format(30, H264), Optional.empty());
        assertEquals(ChunkPolicy.of(Rational.of(targetSeconds), THIRTY), policies.getFirst());
        assertEquals(ChunkPolicy.of(Rational.of(45), THIRTY), policies.getLast());
    }

    @Test
    void noTargetMakesChunksThatTakeLongerThanHalfAMinuteToRender() {
        OutputFormat slow = new OutputFormat(3840, 2160, FrameRate.of(60), new Encoding.Hevc(Quality.STANDARD));
        assertEquals(
                List.of(ChunkPolicy.of(Rational.of(6), FrameRate.of(60))),
                ChunkPolicy.of(3_600 * 60, slow, Optional.empty()));
        OutputFormat tooSlow = new OutputFormat(3840, 2160, FrameRate.of(600), new Encoding.Hevc(Quality.STANDARD));
        assertEquals(
                List.of(ChunkPolicy.of(Rational.of(6), FrameRate.of(600))),
                ChunkPolicy.of(3_600 * 600, tooSlow, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"0.001,1,1800,1800", "5.9,177,1800,1800", "6,180,180,60", "18,540,378,180", "110,3300,2310,1100"})
    void onlyShotsThatAreLongForTheTargetAreSplit(String seconds, long target, long longestShot, long longestPiece) {
        ChunkPolicy policy = ChunkPolicy.of(seconds(seconds), THIRTY);
        assertEquals(new ChunkPolicy(target, longestShot, longestPiece), policy);
    }

    @Test
    void aPolicyWithoutLengthsIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> new ChunkPolicy(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ChunkPolicy(1, 0));
        assertEquals(new ChunkPolicy(1, 1), ChunkPolicy.of(seconds("0.000000001"), FrameRate.parse("1/1000")));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void chunksCoverTheVideoAndAreNotTooLongUnlessOnePieceIsLonger(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Project project = Projects.wild(random);
        ChunkPolicy policy = new ChunkPolicy(random.nextInt(100, 3_000), random.nextInt(100, 2_000));
        long expected = 0;
        for (Chunk chunk : plan(project, policy)) {
            assertEquals(expected, chunk.frames().first());
            expected = chunk.frames().end();
            assertTrue(
                    chunk.frames().length() <= policy.longest()
                            || (chunk.frames().length() <= policy.longestShot() && items(chunk).size() == 1),
                    chunk.toString());
            assertTrue(chunk.firstSentence() <= chunk.lastSentence());
        }
        assertEquals(timeline(project).frames().end(), expected);
    }

    /// For any chunks, every frame shows the same frame of the same clip with the same caption.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyFrameShowsTheSameForAnyChunks(long seed) {
        Project project = Projects.wild(new SplittableRandom(seed));
        List<String> whole = frames(plan(project, new ChunkPolicy(1L << 40, 1L << 40)));
        assertEquals(whole, frames(plan(project, new ChunkPolicy(1, 245))));
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
        assertEquals(captions(plan(cuts, new ChunkPolicy(1, 45))), captions(one));
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

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void editingOneSentenceWithCrossfadesChangesAtMostThreeChunks(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        Project before = Projects.crossfading(Projects.spoken(random, random.nextInt(20, 200)), Rational.of(1, 2));
        int edited = random.nextInt(before.sentences().size());
        for (String chunkSeconds : List.of(seed % 2 == 0 ? "0.1" : "5")) {
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
        Project project = Projects.at(THIRTY, Gap.EXTEND, "0-1", "1-61", "61-63", "63-63.1", "63.1-124");
        // The last shot is too long by 0.9 s. Its parts have equal lengths.
        assertEquals(
                List.of(30L, 1_800L, 60L, 3L, 913L, 914L),
                plan(project, policy(project, "0.000001")).stream().map(chunk -> chunk.frames().length()).toList());
        for (String huge : List.of("1000000", "1000000000")) {
            List<Chunk> chunks = plan(project, policy(project, huge));
            assertEquals(1, chunks.size());
            assertEquals(5, items(chunks.getFirst()).size());
            assertEquals(5, cues(chunks.getFirst()).size());
            assertEquals(4, chunks.getFirst().lastSentence());
        }
    }

    @Test
    void aShotThatIsTooLongIsSplitAndOneChunkShowsItWhole() {
        // given: a of 150 s, b of 10 s
        Project project = Projects.at(THIRTY, Gap.EXTEND, "0-1", "150-160");
        // when
        List<Chunk> split = plan(project, policy(project, "60"));
        List<Chunk> whole = plan(project, policy(project, "1000000"));
        // then
        assertTrue(split.size() == 3 || split.size() == 4, split.size() + " chunks");
        for (Chunk chunk : split) {
            assertTrue(chunk.frames().length() <= 72 * 30, chunk.toString());
            assertEquals(
                    chunk.frames().first() < 4_500 ? THIRTY.startOf(chunk.frames().first()) : Rational.ZERO,
                    clip(chunk, 0).inPoint());
            assertEquals(chunk.frames().first() == 0 || chunk.frames().end() > 4_500 ? 1 : 0, cues(chunk).size());
        }
        assertEquals(1, whole.size());
        assertEquals(
                List.of(4_500L, 300L),
                items(whole.getFirst()).stream().map(Item::frames).toList());
        assertEquals(Rational.ZERO, clip(whole.getFirst(), 0).inPoint());
    }

    @Test
    void aShotOfTheGreatestLengthIsNotSplit() {
        Project project = Projects.at(THIRTY, Gap.EXTEND, "0-60", "60-61");
        assertEquals(
                List.of(new FrameRange(0, 1_800), new FrameRange(1_800, 1_830)),
                plan(project, new ChunkPolicy(60, 1_800)).stream().map(Chunk::frames).toList());
    }

    @Test
    void aCaptionThatCrossesABoundaryIsInBothChunks() {
        Project project = Projects.at(THIRTY, Gap.EXTEND, "1-100");
        List<Chunk> chunks = plan(project, policy(project, "60"));
        assertEquals(2, chunks.size());
        long first = chunks.getFirst().frames().end();
        assertEquals(List.of(new CaptionCue(new FrameRange(30, first), "text a")), cues(chunks.get(0)));
        assertEquals(List.of(new CaptionCue(new FrameRange(0, 3_000 - first), "text a")), cues(chunks.get(1)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void editingOneSentenceChangesOneChunkAndMovesNoBoundaryUnlessItsShotIsSplit(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        Project before = Projects.spoken(random, random.nextInt(20, 120));
        int place = random.nextInt(before.sentences().size());
        String edited = before.sentences().get(place).id();
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
        ChunkPolicy policy = policy(before);
        List<Chunk> old = plan(before, policy);
        List<Integer> shown = IntStream.range(0, old.size()).filter(i -> shows(old.get(i), place)).boxed().toList();
        assertTrue(
                shown.size() == 1 || timeline(before).shots().get(place).frames().length() > policy.longestShot(),
                shown.toString());
        // when
        UnaryOperator<Sentence> edit = edits.get((int) seed % edits.size());
        Project after =
                Projects.with(before, sentence -> sentence.id().equals(edited) ? edit.apply(sentence) : sentence);
        List<Chunk> now = plan(after, policy(after));
        // then
        assertEquals(old.stream().map(Chunk::frames).toList(), now.stream().map(Chunk::frames).toList());
        List<Integer> changed = IntStream.range(0, old.size())
                .filter(i -> !old.get(i).sha256().equals(now.get(i).sha256()))
                .boxed()
                .toList();
        assertTrue(!changed.isEmpty() && shown.containsAll(changed), changed + " of " + shown);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void insertingOrRemovingASentenceChangesOnlyNearbyChunks(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        Project before = Projects.spoken(random, 200);
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
    @MethodSource("fewSeeds")
    void aShiftByWholeFramesChangesOnlyTheFirstChunks(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Project before = Projects.spoken(random, 200);
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
    @ValueSource(ints = {6, 9, 13, 18, 28, 45, 70, 110})
    void chunksAreAlmostAsLongAsTheTargetOnAverage(int target) {
        long frames = 0;
        long chunks = 0;
        for (long seed = 0; seed < 8; seed++) {
            Timeline timeline = timeline(Projects.spoken(new SplittableRandom(seed), 300));
            ChunkPolicy policy = ChunkPolicy.of(Rational.of(target), timeline.frameRate());
            frames += timeline.frameRate().startOf(timeline.frames().end()).floor();
            chunks += ChunkPlanner.cut(timeline, List.of(policy)).size();
        }
        double average = (double) frames / chunks;
        assertTrue(average > 0.75 * target && average < 1.02 * target, average + " s");
    }

    @Test
    void manySentencesArePlannedQuicklyAndTheirSpecsAreSmall() {
        int sentences = 20_000;
        Project project = Projects.spoken(new SplittableRandom(1), sentences);
        List<Chunk> chunks = assertTimeout(Duration.ofSeconds(60), () -> plan(project, policy(project)));
        assertEquals(sentences, chunks.stream().mapToInt(chunk -> cues(chunk).size()).sum());
        long bytes = chunks.stream().mapToLong(chunk -> Json.bytes(chunk.spec()).length).sum();
        assertTrue(bytes < 600L * sentences, bytes + " bytes");
    }

    static LongStream fewSeeds() {
        return LongStream.range(0, 6);
    }

    static LongStream seeds() {
        return LongStream.range(0, 16);
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

    private static OutputFormat format(int framesPerSecond, Encoding encoding) {
        return new OutputFormat(1920, 1080, FrameRate.of(framesPerSecond), encoding);
    }

    private static ChunkPolicy policy(Project project) {
        return policy(project, Optional.empty());
    }

    private static ChunkPolicy policy(Project project, String chunkSeconds) {
        return policy(project, Optional.of(seconds(chunkSeconds)));
    }

    private static ChunkPolicy policy(Project project, Optional<Rational> chunkSeconds) {
        OutputFormat format = new OutputFormat(1920, 1080, project.settings().frameRate(), H264);
        return ChunkPolicy.of(timeline(project).frames().length(), format, chunkSeconds).getFirst();
    }

    private static boolean shows(Chunk chunk, int sentence) {
        return chunk.firstSentence() <= sentence && sentence <= chunk.lastSentence();
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

    /// The content of a unit, with the times that its files would show in the video's first frame. It is the same for
    /// all parts of a unit.
    ///
    /// @param first frame of the video in which the unit begins
    private static String described(TrackUnit unit, long first, FrameRate rate) {
        return switch (unit) {
            case Item.Solid _ -> "black";
            case Item.Still still -> still.file();
            case Item.Footage clip -> "%s at %s, %s".formatted(
                    clip.file(), clip.inPoint().minus(rate.startOf(first)),
                    clip.fill() == Fill.LOOP ? "again" : "frozen");
            case ItemTransition transition -> "%d of %d from %s to %s".formatted(
                    transition.first() - first, transition.of(),
                    described(transition.from(), first, rate), described(transition.to(), first, rate));
        };
    }

    /// A description of every frame of the video: ranges of frames with the content of the frames, and the caption.
    /// Ranges end where something else is shown, and not where a chunk ends.
    private static List<String> frames(List<Chunk> chunks) {
        List<String> frames = new ArrayList<>();
        for (Chunk chunk : chunks) {
            Window window = chunk.spec().window();
            FrameRate rate = window.format().frameRate();
            long first = chunk.frames().first();
            for (TrackUnit unit : window.video().units()) {
                addRange(frames, first, described(unit, first, rate));
                first += unit.frames();
            }
        }
        frames.addAll(captions(chunks));
        return frames;
    }

    private static List<String> captions(List<Chunk> chunks) {
        List<String> captions = new ArrayList<>();
        for (Chunk chunk : chunks) {
            long shown = chunk.frames().first();
            for (CaptionCue cue : cues(chunk)) {
                long begin = chunk.frames().first() + cue.frames().first();
                if (begin > shown) {
                    addRange(captions, shown, "no caption");
                }
                addRange(captions, begin, cue.text());
                shown = chunk.frames().first() + cue.frames().end();
            }
            if (shown < chunk.frames().end()) {
                addRange(captions, shown, "no caption");
            }
        }
        captions.add(chunks.getLast().frames().end() + " is the end");
        return captions;
    }

    /// Adds a range, unless the last range has the same content and continues in it.
    private static void addRange(List<String> ranges, long first, String content) {
        if (ranges.isEmpty() || !ranges.getLast().endsWith(": " + content)) {
            ranges.add(first + ": " + content);
        }
    }
}
