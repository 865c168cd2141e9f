package aive.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.caption.CaptionFonts;
import aive.composition.Composition;
import aive.media.Asset;
import aive.media.AudioInfo;
import aive.media.ColourInfo;
import aive.media.ImageInfo;
import aive.media.VideoInfo;
import aive.media.VisualInfo;
import aive.plan.Chunk;
import aive.plan.RendererIdentity;
import aive.project.CaptionPreset;
import aive.project.CaptionSettings;
import aive.project.CaptionSource;
import aive.project.Clip;
import aive.project.FitMode;
import aive.project.Focus;
import aive.project.Framing;
import aive.project.Gap;
import aive.project.MotionMode;
import aive.project.Overlays;
import aive.project.ProgressBarSettings;
import aive.project.Project;
import aive.project.Quality;
import aive.project.Sentence;
import aive.project.Source;
import aive.project.TransitionKind;
import aive.project.TransitionSettings;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkComparisonTest {

    private static final RendererIdentity RENDERER = new RendererIdentity(7, "ffmpeg", "x86_64", "fonts", 25);
    private static final ChunkPolicy ONE_SHOT = new ChunkPolicy(1, 1_800);
    private static final ChunkPolicy SEVERAL_SHOTS = new ChunkPolicy(600, 420);

    /// Four sentences of two seconds: `a` to `d`.
    private static final Project PROJECT =
            Projects.at(Projects.THIRTY, Gap.EXTEND, "0-2", "2-4", "4-6", "6-8");

    /// A project with its chunks.
    private record Planned(Composition composition, SentencePlaces sentences, List<Chunk> chunks) {

        EarlierPlan earlier() {
            return new EarlierPlan(
                    chunks.stream().map(Chunk::sha256).toList(), chunks.stream().map(Chunk::frames).toList(),
                    sentences, index -> chunks.get(index).spec());
        }

        /// The explanation of each chunk that the earlier plan does not have, by its number.
        Map<Integer, String> changesSince(Planned before) {
            ChunkComparison comparison = new ChunkComparison(composition, sentences, before.earlier());
            Set<String> old = before.chunks.stream().map(Chunk::sha256).collect(Collectors.toSet());
            Map<Integer, String> changes = new LinkedHashMap<>();
            for (Chunk chunk : chunks) {
                if (!old.contains(chunk.sha256())) {
                    changes.put(chunks.indexOf(chunk) + 1, comparison.explain(chunk));
                }
            }
            return changes;
        }
    }

    private static Planned plan(Project project, ChunkPolicy policy, RendererIdentity renderer) {
        Timeline timeline = TimelineBuilder.build(project, Rational.ZERO);
        Composition composition = Composer.compose(
                project, timeline, ChunkComparisonTest::asset, CaptionFonts.bundled(),
                new CaptionComposer(project, timeline, ChunkComparisonTest::asset, CaptionFonts.bundled()));
        return new Planned(
                composition, SentencePlaces.of(project, timeline),
                ChunkPlanner.plan(timeline, composition, policy, renderer));
    }

    private static Planned plan(Project project) {
        return plan(project, ONE_SHOT, RENDERER);
    }

    /// A clip, or a still image if `still` is in the name.
    private static Asset asset(Source source) {
        VisualInfo visual = source.toString().contains("still")
                ? new ImageInfo(0, "png", 1920, 1080, ColourInfo.UNTAGGED, false)
                : new VideoInfo(
                        0, "h264", 1920, 1080, Rational.of(1, 15_360), Rational.ZERO, Optional.of(Rational.of(30)),
                        Rational.of(600), Optional.empty(), Optional.empty(), true, ColourInfo.UNTAGGED,
                        Optional.empty(), false);
        return new Asset(
                source.toString(), 1, Optional.empty(), Optional.of(visual),
                Optional.of(new AudioInfo(0, "mp3", 48_000, false, Optional.empty())), List.of());
    }

    private static Project edited(Project project, String id, UnaryOperator<Sentence> edit) {
        return Projects.with(project, sentence -> sentence.id().equals(id) ? edit.apply(sentence) : sentence);
    }

    private static Sentence with(Sentence old, String caption, List<Clip> clips, TransitionSettings transition) {
        return new Sentence(
                old.id(), old.position(), caption, old.start(), old.end(), clips, transition, old.words());
    }

    private static Sentence clips(Sentence old, List<Clip> clips) {
        return with(old, old.caption(), clips, old.transition());
    }

    private static List<Clip> framed(String id, Framing framing) {
        return List.of(new Clip(Clip.ONLY, Projects.footage(id), Rational.ZERO, Optional.empty(), framing));
    }

    private static Map<Integer, String> changes(Project before, Project after) {
        return plan(after).changesSince(plan(before));
    }

    @Test
    void anEditOfOneSentenceIsNamed() {
        assertEquals(Map.of(), changes(PROJECT, PROJECT));
        assertEquals(Map.of(2, "text of sentence b"), changes(PROJECT, edited(PROJECT, "b", old ->
                with(old, "other", old.clips(), old.transition()))));
        assertEquals(Map.of(3, "footage of sentence c"), changes(PROJECT, edited(PROJECT, "c", old ->
                clips(old, Projects.clips("other")))));
        assertEquals(Map.of(3, "in-point of sentence c"), changes(PROJECT, edited(PROJECT, "c", old ->
                clips(old, Projects.clips(Projects.footage("c"), Rational.ONE)))));
        assertEquals(Map.of(1, "framing of sentence a"), changes(PROJECT, edited(PROJECT, "a", old ->
                clips(old, framed("a", new Framing(FitMode.BLUR, Focus.CENTER, 0, MotionMode.NONE))))));
        assertEquals(
                Map.of(4, "text of sentence d, footage of sentence d"),
                changes(PROJECT, edited(PROJECT, "d", old ->
                        with(old, "other", Projects.clips("other"), old.transition()))));
    }

    @Test
    void theMotionOfAStillIsNamed() {
        Framing in = new Framing(FitMode.COVER, Focus.CENTER, 0, MotionMode.ZOOM_IN);
        Framing out = new Framing(FitMode.COVER, Focus.CENTER, 0, MotionMode.ZOOM_OUT);
        Project before = edited(PROJECT, "b", old -> clips(old, framed("still", in)));
        Project after = edited(PROJECT, "b", old -> clips(old, framed("still", out)));
        assertEquals(Map.of(2, "motion of sentence b"), changes(before, after));
    }

    @Test
    void sentencesThatAreInsertedRemovedOrLongerAreNamed() {
        Project without = Projects.of(PROJECT.sentences().subList(0, 3), PROJECT.settings());
        assertEquals(Map.of(4, "sentence d is new"), changes(without, PROJECT));
        assertEquals(Map.of(), changes(PROJECT, without));
        Project longer = edited(PROJECT, "d", old -> new Sentence(
                old.id(), old.position(), old.caption(), old.start(), Rational.of(9), old.clips()));
        assertEquals(Map.of(4, "length of sentence d"), changes(PROJECT, longer));
        // b, whose shot now continues to d
        Project removed = Projects.of(
                List.of(PROJECT.sentences().get(0), PROJECT.sentences().get(1), PROJECT.sentences().get(3)),
                PROJECT.settings());
        assertEquals(
                Map.of(2, "length of sentence b, sentence c was removed"), changes(PROJECT, removed));
    }

    @Test
    void whatAllChunksHaveInCommonIsNamed() {
        assertEquals(
                Set.of("frame rate 25, was 30"),
                Set.copyOf(changes(PROJECT, Projects.with(PROJECT, "frameRate", FrameRate.of(25))).values()));
        assertEquals(
                Set.of("frame size 1280×1080, was 1920×1080"),
                Set.copyOf(changes(PROJECT, Projects.with(PROJECT, "width", 1280)).values()));
        assertEquals(
                Set.of("codec or quality"),
                Set.copyOf(changes(PROJECT, Projects.with(PROJECT, "quality", Quality.DRAFT)).values()));
        assertEquals(
                Set.of("style of the captions"),
                Set.copyOf(changes(PROJECT, Projects.captioned(
                        PROJECT, CaptionSettings.of(CaptionSource.TEXT, CaptionPreset.BOLD))).values()));
        Overlays bar = new Overlays(
                List.of(),
                Optional.of(new ProgressBarSettings(Optional.empty(), Rational.of(1, 100), 0xFFFFFF, Rational.ONE)),
                List.of());
        Map<Integer, String> withBar = changes(PROJECT, Projects.with(PROJECT, "overlays", bar));
        assertEquals(4, withBar.size());
        assertEquals(Set.of("progress bar"), Set.copyOf(withBar.values()));
    }

    @Test
    void theRendererIsNamed() {
        Planned before = plan(PROJECT);
        assertEquals(
                Set.of("renderer version 8, was 7"),
                Set.copyOf(plan(PROJECT, ONE_SHOT, new RendererIdentity(8, "ffmpeg", "x86_64", "fonts", 25))
                        .changesSince(before).values()));
        assertEquals(
                Set.of("architecture aarch64, was x86_64, Java version 26, was 25,"
                        + " version or configuration of FFmpeg, 1 more"),
                Set.copyOf(plan(PROJECT, ONE_SHOT, new RendererIdentity(7, "other", "aarch64", "others", 26))
                        .changesSince(before).values()));
    }

    @Test
    void transitionsAndWhatTheyShowOfOtherSentencesAreNamed() {
        Project before = Projects.crossfading(PROJECT, Rational.of(1, 2));
        assertEquals(
                Map.of(2, "footage of sentence b", 3, "end of the shot before sentence c"),
                changes(before, edited(before, "b", old -> clips(old, Projects.clips("other")))));
        TransitionSettings wipe = new TransitionSettings(TransitionKind.WIPE_LEFT, Rational.of(1, 2));
        assertEquals(
                Map.of(3, "transition to sentence c"),
                changes(before, edited(before, "c", old -> with(old, old.caption(), old.clips(), wipe))));
        TransitionSettings cut = new TransitionSettings(TransitionKind.NONE, Rational.of(1, 2));
        assertEquals(
                Map.of(2, "length of sentence b", 3, "transition to sentence c", 4, "end of the shot before sentence d"),
                changes(before, edited(before, "c", old -> with(old, old.caption(), old.clips(), cut))));
    }

    @Test
    void aChunkThatOnlyBeginsElsewhereIsNamed() {
        Planned before = plan(PROJECT, new ChunkPolicy(60, 60), RENDERER);
        Planned after = plan(PROJECT, new ChunkPolicy(1_000, 60), RENDERER);
        assertEquals(Map.of(1, "other chunk boundaries"), after.changesSince(before));
    }

    /// No edit leaves a chunk without an explanation, also if shots are in several chunks.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyEditIsExplained(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Project cuts = Projects.spoken(random, 40);
        Project before = random.nextBoolean() ? cuts : Projects.crossfading(cuts, Rational.of(1, 2));
        int place = random.nextInt(1, 39);
        String id = before.sentences().get(place).id();
        List<Sentence> removed = new ArrayList<>(before.sentences());
        removed.remove(place);
        ChunkPolicy policy = random.nextBoolean() ? SEVERAL_SHOTS : new ChunkPolicy(120, 90, 40);
        Planned old = plan(before, policy, RENDERER);
        Map<String, Project> edits = Map.of(
                "text of sentence " + id,
                edited(before, id, sentence -> with(sentence, "other", sentence.clips(), sentence.transition())),
                "footage of sentence " + id, edited(before, id, sentence -> clips(sentence, Projects.clips("other"))),
                "sentence " + id + " was removed", Projects.of(removed, before.settings()));
        edits.forEach((change, after) -> {
            Map<Integer, String> changes = plan(after, policy, RENDERER).changesSince(old);
            assertFalse(changes.containsValue("another change"), changes.toString());
            assertTrue(
                    changes.values().stream().anyMatch(text -> text.contains(change)),
                    () -> change + ": " + changes);
        });
    }

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }
}
