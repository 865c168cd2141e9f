package aive.step.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.caption.CaptionFonts;
import aive.caption.TestFonts;
import aive.error.ChunkMismatch;
import aive.error.InvalidProject;
import aive.error.MissingGlyphs;
import aive.error.Problem;
import aive.ffmpeg.EmbeddedFfmpeg;
import aive.ffmpeg.Ffmpeg;
import aive.file.Sha256;
import aive.input.RenderRequest;
import aive.json.Json;
import aive.media.Asset;
import aive.media.AudioInfo;
import aive.media.ColourInfo;
import aive.media.FontInfo;
import aive.media.ImageInfo;
import aive.media.VideoInfo;
import aive.message.ChunkTask;
import aive.message.PlanInput;
import aive.message.PlannedRender;
import aive.plan.ChunkSpec;
import aive.plan.Estimate;
import aive.plan.VideoPlan;
import aive.planning.Projects;
import aive.project.CaptionPreset;
import aive.project.CaptionSettings;
import aive.project.CaptionSource;
import aive.project.Gap;
import aive.project.MusicSource;
import aive.project.OnMissing;
import aive.project.Project;
import aive.project.Quality;
import aive.project.Sentence;
import aive.project.Source;
import aive.project.Word;
import aive.step.RenderFolder;
import aive.step.fetch.KnownSources;
import aive.store.FolderStore;
import aive.store.Store;
import aive.store.StoredFiles;
import aive.time.Rational;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanChunksTest {

    private static Ffmpeg ffmpeg;
    private static CaptionFonts fonts;

    @TempDir
    private Path folder;

    private Store store;

    @BeforeAll
    static void findPrograms() {
        ffmpeg = new Ffmpeg(EmbeddedFfmpeg.in(Path.of("target/ffmpeg")));
        fonts = CaptionFonts.bundled();
    }

    @BeforeEach
    void makeStore() {
        store = new FolderStore(folder);
    }

    /// The result of the latest run, by render.
    private final Map<String, PlannedRender> latest = new HashMap<>();

    @Test
    void everyTaskRefersToItsSpec() {
        // given
        Project project = Projects.spoken(new SplittableRandom(3), 60);
        // when
        PlannedRender planned = plan(project, 300);
        // then
        List<ChunkTask> tasks = tasks(project);
        assertEquals(planned.chunkCount(), tasks.size());
        VideoPlan video = video(project);
        long frames = 0;
        Set<Integer> chunks = new TreeSet<>();
        for (ChunkTask task : tasks) {
            byte[] spec = store.read(task.specKey(), task.specOffset(), task.specLength()).orElseThrow();
            assertEquals(task.sha256(), Json.sha256(spec));
            assertEquals(task.sha256(), Json.read(spec, ChunkSpec.class).sha256());
            assertEquals(
                    new VideoPlan.Part(
                            task.sha256(), Json.read(spec, ChunkSpec.class).window().frames(), Optional.of("new")),
                    video.parts().get(task.chunk() - 1));
            assertTrue(chunks.add(task.chunk()), () -> "twice: " + task);
            assertEquals(planned.chunkCount(), task.of());
            frames += Json.read(spec, ChunkSpec.class).window().frames();
        }
        assertEquals(planned.frames(), frames);
        assertEquals(project.settings().frameRate().sampleAt(frames), video.soundtrack().mix().samples());
        assertEquals(60, video.captions().size());
        assertTrue(video.videoKey().matches("videos/film-[0-9a-f]{8}/[0-9a-f]{64}"), video.videoKey());
    }

    @Test
    void aTaskStatesTheSentencesAndTimesOfItsChunk() {
        Project project = chunked(Projects.at(Projects.THIRTY, Gap.EXTEND, "0-2", "2-4.5", "4.5-6"), "1000000");
        ChunkTask all = plan(project, 3_665).chunks().getFirst();
        assertEquals("1–3 0:00:00.000 1:01:05.000", all.sentences() + " " + all.from() + " " + all.to());
        ChunkTask second = plan(chunked(project, "0.01"), 1).chunks().getFirst();
        assertEquals("2 0:00:02.000 0:00:04.500", second.sentences() + " " + second.from() + " " + second.to());
    }

    @Test
    void theLongestChunksAreRenderedFirst() {
        Project project = chunked(Projects.at(Projects.THIRTY, Gap.EXTEND, "0-2", "2-4.5", "4.5-6", "6-7.5"), "0.01");
        List<Integer> order = plan(project, 1).chunks().stream().map(ChunkTask::chunk).toList();
        assertEquals(List.of(2, 1, 3, 4), order);
        assertEquals(order, tasks(project).stream().map(ChunkTask::chunk).toList());
    }

    @Test
    void upToFortyTasksAreInTheOutputAndMoreAreOnlyInTheStore() {
        // given
        Project forty = chunked(Projects.spoken(new SplittableRandom(3), 40), "0.01");
        Project more = chunked(Projects.spoken(new SplittableRandom(3), 41), "0.01");
        // when
        PlannedRender inline = plan(forty, 2);
        PlannedRender listed = plan(more, 2);
        // then
        assertEquals(tasks(forty), inline.chunks());
        assertEquals(40, inline.chunks().size());
        assertTrue(Json.bytes(inline).length < 32 << 10, Json.bytes(inline).length + " bytes");
        assertEquals(List.of(), listed.chunks());
        assertEquals(41, listed.chunkCount());
        assertEquals(41, tasks(more).size());
        assertTrue(store.size(listed.chunksKey()).isPresent());
    }

    @Test
    void chunksInTheStoreAreCountedAsReused() throws IOException {
        Project project = chunked(Projects.spoken(new SplittableRandom(3), 10), "0.01");
        PlannedRender before = plan(project, 2);
        StoredFiles.put(store, VideoPlan.chunkKey(before.chunks().get(3).sha256()), new byte[] {1});
        StoredFiles.put(store, VideoPlan.chunkKey(before.chunks().get(7).sha256()), new byte[] {1});
        assertEquals(0, before.reused());
        assertEquals(2, plan(project, 2).reused());
        assertEquals(2, video(project).reused());
    }

    @Test
    void itIsSaidWhyChunksAreRendered() throws IOException {
        // given: a plan that has been rendered, except for its last chunk
        Project project = chunked(Projects.at(Projects.THIRTY, Gap.EXTEND, "0-2", "2-4", "4-6"), "0.01");
        plan(project, 6);
        List<Optional<String>> first = becauses(project);
        for (ChunkTask task : tasks(project).subList(0, 2)) {
            StoredFiles.put(store, VideoPlan.chunkKey(task.sha256()), new byte[] {1});
        }
        plan(project, 6);
        List<Optional<String>> again = becauses(project);
        // when: a text is edited, and then another one
        Project b = withText(project, "b", "other");
        plan(b, 6);
        List<Optional<String>> edited = becauses(b);
        plan(b, 6);
        List<Optional<String>> planned = becauses(b);
        Project both = withText(b, "a", "new");
        plan(both, 6);
        // then: the plan that was only looked at has no influence
        Optional<String> none = Optional.empty();
        Optional<String> missing = Optional.of("not in the store");
        assertEquals(Collections.nCopies(3, Optional.of("new")), first);
        assertEquals(1, again.stream().filter(missing::equals).count());
        assertEquals(2, again.stream().filter(none::equals).count());
        assertTrue(edited.contains(Optional.of("text of sentence b")), edited.toString());
        assertEquals(edited, planned);
        assertEquals(Optional.of("text of sentence a"), becauses(both).getFirst());
        assertEquals(Optional.of("text of sentence b"), becauses(both).get(1));
    }

    private List<Optional<String>> becauses(Project project) {
        return video(project).parts().stream().map(VideoPlan.Part::because).toList();
    }

    private static Project withText(Project project, String id, String text) {
        return Projects.with(project, old -> !old.id().equals(id) ? old : new Sentence(
                old.id(), old.position(), text, old.start(), old.end(), old.clips()));
    }

    @Test
    void planningTwiceGivesTheSamePlan() {
        Project project = Projects.spoken(new SplittableRandom(3), 30);
        assertEquals(plan(project, 90), plan(project, 90));
    }

    @Test
    void everyInPointAfterTheEndOfItsFootageIsReported() {
        // given: footage of 10 s
        List<Sentence> sentences = new ArrayList<>();
        List<String> inPoints = List.of("9.999", "10", "0", "3600");
        for (int i = 0; i < inPoints.size(); i++) {
            sentences.add(new Sentence(
                    "s" + i, i, "text", Rational.of(i), Rational.of(i + 1),
                    Projects.clips(Projects.footage("s" + i), Projects.seconds(inPoints.get(i)))));
        }
        Project project = Projects.of(sentences, Projects.settings(Projects.THIRTY, Gap.EXTEND));
        // when
        InvalidProject refusal = assertThrows(InvalidProject.class, () -> plan(project, 4));
        // then
        assertEquals(
                List.of(
                        new Problem("/project_data/sentences/1/selected_footage/in_point",
                                "sentence s1 begins 10 s into footage that is only 10 s long; use an earlier in-point"),
                        new Problem(
                                "/project_data/sentences/3/selected_footage/in_point",
                                "sentence s3 begins 3600 s into footage that is only 10 s long; use an earlier "
                                        + "in-point")),
                refusal.problems());
    }

    @Test
    void timesInMillisecondsAndLateInPointsAndSharedFramesAreReportedTogether() {
        // given: footage of 10 s, and three sentences within two frames
        Project project = Projects.with(
                Projects.at(
                        Projects.THIRTY, Gap.EXTEND, "0-3000", "3000-6000", "6000-9000", "6000-9000", "6000.03-9000"),
                old -> new Sentence(
                        old.id(), old.position(), old.caption(), old.start(), old.end(),
                        Projects.clips(
                                old.clips().getFirst().source(),
                                old.id().equals("b") ? Rational.of(11) : Rational.ZERO)));
        // when
        InvalidProject refusal = assertThrows(InvalidProject.class, () -> plan(project, 9));
        // then
        assertEquals(
                List.of("/project_data/sentences/4/end_time", "/project_data/sentences/1/selected_footage/in_point",
                        "/project_data/sentences/2/start_time"),
                refusal.problems().stream().map(Problem::pointer).toList());
    }

    @Test
    void musicThatBeginsAfterItsEndIsRefusedWithItsField() {
        // given: music of 5 s
        Source music = new Source(URI.create("https://example.com/music.mp3"));
        AudioInfo five = new AudioInfo(0, "mp3", 5 * 48_000, false, Optional.empty());
        KnownSources.put(store, music,
                new Asset("5".repeat(64), 1, Optional.empty(), Optional.empty(), Optional.of(five), List.of()));
        Project old = Projects.at(Projects.THIRTY, Gap.EXTEND, "0-1");
        Project project = new Project(old.id(), old.sentences(), old.narration(),
                List.of(new MusicSource(music, Rational.of(5), MusicSource.POINTER),
                        new MusicSource(music, Rational.parse("4999/1000"), "/music_tracks/1/url"),
                        new MusicSource(music, Rational.of(6), "/music_tracks/2/url")),
                old.settings(), List.of());
        // when
        InvalidProject refusal = assertThrows(InvalidProject.class, () -> plan(project, 1));
        // then
        assertEquals(List.of("/render/music/start", "/music_tracks/2/start"),
                refusal.problems().stream().map(Problem::pointer).toList());
        assertEquals("the music https://example.com/music.mp3 is to begin at 5 s and is only 5 s long; "
                + "use an earlier start", refusal.problems().getFirst().message());
    }

    @Test
    void anInPointOfAStillImageIsNeverTooLate() {
        Project project = Projects.with(Projects.at(Projects.THIRTY, Gap.EXTEND, "0-1"), old ->
                new Sentence(old.id(), 0, old.caption(), old.start(), old.end(),
                        Projects.clips(old.clips().getFirst().source(), Rational.of(99))));
        known(project, 1);
        ImageInfo still = new ImageInfo(0, "png", 640, 480, ColourInfo.UNTAGGED, false);
        KnownSources.put(store, Projects.footage("a"),
                new Asset("a".repeat(64), 1, Optional.empty(), Optional.of(still), Optional.empty(), List.of()));
        assertEquals(30, planned(project).frames());
    }

    @Test
    void aCharacterWithoutAFontCausesAWarningThatNamesIt() {
        // given
        Project project =
                Projects.with(Projects.at(Projects.THIRTY, Gap.EXTEND, "0-1", "0.5-2"), old -> old.id().equals("b")
                ? new Sentence("b", 1, "Hello 漢 🎬", old.start(), old.end(), old.clips())
                : old);
        // when
        plan(project, 1);
        // then
        List<Problem> warnings = video(project).warnings();
        assertEquals(List.of("/project_data/sentences/0/end_time", "/project_data/sentences/1/text"),
                warnings.stream().map(Problem::pointer).toList());
        assertEquals("the caption of sentence b is drawn without the characters that no font here has: 漢 🎬; "
                        + "./aive fonts installs NotoSansTC-SemiBold.ttf, NotoColorEmoji.ttf",
                warnings.getLast().message());
        // and: unless the project says that nothing may be missing
        MissingGlyphs error = assertThrows(
                MissingGlyphs.class, () -> plan(Projects.captioned(project, Projects.onMissing(OnMissing.FAIL)), 1));
        assertEquals(List.of(warnings.getLast()), error.problems());
    }

    @Test
    void aCaptionThatIsRepairedCutOrLostIsNamed() {
        // given
        List<String> texts = List.of(
                "日本語の字幕は…", "Supercalifragilísticoespialidosamentesupercalifragilístico", "\u200B", "fine",
                "x".repeat(76), "y".repeat(75));
        Project project = vertical(Projects.with(
                Projects.captioned(
                        Projects.at(Projects.THIRTY, Gap.EXTEND, "0-3", "3-6", "6-9", "9-12", "12-15", "15-18"),
                        Projects.onMissing(OnMissing.WARN)),
                old -> new Sentence(
                        old.id(), old.position(), texts.get(old.position()), old.start(), old.end(), old.clips())));
        // when
        plan(project, 18);
        // then
        assertEquals(
                List.of(
                        "/project_data/sentences/0/text: only punctuation of the caption of sentence a can be drawn, "
                                + "because no font here has its characters: 日 本 語 の 字 幕 は; ./aive "
                                + "fonts installs NotoSansJP-SemiBold.ttf",
                        "/project_data/sentences/2/text: the caption of sentence c has no visible character",
                        "/project_data/sentences/1/text: the caption of sentence b has a word that is longer than a "
                                + "line and continues on the next line: "
                                + "Supercalifragilísticoespialidosamentesupercalifragilístico",
                        "/project_data/sentences/4/text: the caption of sentence e has a word that is longer than a "
                                + "line and continues on the next line: " + "x".repeat(60) + "…",
                        "/project_data/sentences/5/text: the caption of sentence f has a word that is longer than a "
                                + "line and continues on the next line: " + "y".repeat(60) + "…",
                        "/project_data/sentences/4/text: the caption of sentence e has 76 characters for 3 s, 25.3 a "
                                + "second; people can read up to 25"),
                video(project).warnings().stream()
                        .map(warning -> warning.pointer() + ": " + warning.message())
                        .toList());
    }

    @Test
    void captionsOfWhichNoneCanBeDrawnAreSaidAtOnceAndCounted() {
        // given
        Project spoken = Projects.spoken(new SplittableRandom(3), 12);
        Project project = Projects.with(spoken, old -> new Sentence(
                old.id(), old.position(), "字幕", old.start(), old.end(), old.clips()));
        long seconds = project.sentences().getLast().end().ceil();
        // then: the project is refused
        MissingGlyphs error = assertThrows(MissingGlyphs.class, () -> plan(project, seconds));
        assertEquals(11, error.problems().size(), error.toString());
        assertEquals("2 more sentences have captions of which nothing can be drawn", error.problems().getLast().message());
        // and when: its author accepts it
        Project accepted = Projects.captioned(project, Projects.onMissing(OnMissing.WARN));
        plan(accepted, seconds);
        // then
        List<String> warnings = video(accepted).warnings().stream()
                .map(Problem::message)
                .toList();
        assertEquals(12, warnings.size(), warnings.toString());
        assertEquals("nothing of any of the 12 captions can be drawn", warnings.getFirst());
        assertEquals("2 more sentences have captions of which nothing can be drawn", warnings.getLast());
    }

    @Test
    void wordsWithoutTimesAreSaidWhereTheStyleNeedsThem() {
        // given: times for the words of sentence a alone
        Project spoken = Projects.at(Projects.THIRTY, Gap.EXTEND, "0-1", "1-2", "2-3");
        Project project = Projects.captioned(
                Projects.with(spoken, sentence -> withWords(sentence, List.of("text", "a"))),
                CaptionSettings.of(CaptionSource.TEXT, CaptionPreset.KARAOKE));
        // when
        plan(project, 3);
        // then
        assertEquals(
                List.of(
                        "/project_data/sentences/1/words: the words of sentence b are not those of its caption; its "
                                + "words are highlighted or paged as if every letter took the same time",
                        "/project_data/sentences/2/words: the words of sentence c are not those of its caption; its "
                                + "words are highlighted or paged as if every letter took the same time"),
                video(project).warnings().stream()
                        .map(warning -> warning.pointer() + ": " + warning.message())
                        .toList());
    }

    private static Sentence withWords(Sentence old, List<String> words) {
        return new Sentence(
                old.id(), old.position(), old.caption(), old.start(), old.end(), old.clips(), old.transition(),
                words.stream().map(word -> new Word(word, old.start(), old.end())).toList());
    }

    /// A second of 1080p30 takes 1.55 s of a processor, and a function has 4.86 of them.
    @ParameterizedTest
    @CsvSource({
        "2200, 1000000, '', ''", "2300, 1000000, about 735 s, ''", "5600, 1000000, about 1788 s, ''",
        "5700, 1000000, about 1819 s, about 1819 s", "5700, 60, '', ''",
    })
    void aChunkThatIsTooLongForLambdaIsAWarningOrRefused(
            String seconds, String chunkSeconds, String warning, String refusal) {
        // given
        Project project = chunked(Projects.at(Projects.THIRTY, Gap.EXTEND, "0-" + seconds), chunkSeconds);
        plan(project, Long.parseLong(seconds));
        // then: on this machine
        List<Problem> warnings = video(project).warnings();
        assertEquals(warning.isEmpty() ? 0 : 1, warnings.size(), warnings.toString());
        warnings.forEach(it -> assertEquals("/render/chunk_seconds", it.pointer()));
        warnings.forEach(it -> assertEquals(
                "chunk 1 of 1 (sentence a) takes " + warning + " in a Lambda function, which may run for 900 s; "
                        + "lower render.chunk_seconds", it.message()));
        // then: on Lambda
        if (refusal.isEmpty()) {
            assertEquals(Long.parseLong(seconds) * 30, planned(project, BeyondLambda.REFUSED).frames());
        } else {
            InvalidProject error =
                    assertThrows(InvalidProject.class, () -> planned(project, BeyondLambda.REFUSED));
            assertEquals(warnings, error.problems());
        }
    }

    /// 131 Mbit a second.
    @Test
    void givenAVideoThatIsTooLargeToJoinInTime_thenThatIsAWarning() {
        // given
        Project hours = Projects.at(Projects.THIRTY, Gap.EXTEND, "0-7200");
        plan(hours, 7_200);
        Project lossless = Projects.with(hours, "quality", Quality.LOSSLESS);
        // when
        plan(lossless, 7_200);
        // then
        String message = "joining the video takes about 1387 s in a Lambda function, which may run for 900 s; make a"
                + " shorter video, or choose another quality";
        assertTrue(video(lossless).warnings().stream().anyMatch(warning -> warning.message().equals(message)));
        assertTrue(video(hours).warnings().stream().noneMatch(warning -> warning.message().startsWith("joining")));
    }

    @Test
    void givenABudget_whenTheRenderWouldCostMore_thenItIsRefusedBeforeAChunkIsRendered() {
        // given
        Project hour = Projects.at(Projects.THIRTY, Gap.EXTEND, "0-3600");
        plan(hour, 3_600);
        Estimate estimate = video(hour).estimate();
        Rational dollars = Rational.of(estimate.dollars());
        Rational cent = Rational.of(1, 100);
        assertTrue(estimate.dollars().doubleValue() > 0.1, estimate.toString());
        // then: enough
        Project enough = Projects.with(hour, "budget", Optional.of(dollars.plus(cent)));
        write(enough);
        assertEquals(3_600 * 30, planned(enough, BeyondLambda.REFUSED).frames());
        // then: too little, and on this machine that is only a warning
        Project less = Projects.with(hour, "budget", Optional.of(dollars.minus(cent)));
        write(less);
        InvalidProject error = assertThrows(InvalidProject.class, () -> planned(less, BeyondLambda.REFUSED));
        assertEquals(
                List.of(new Problem(
                        "/render/budget",
                        ("the render would cost about $%s on AWS, and render.budget allows $%s; raise it, or render a"
                                + " shorter or smaller video").formatted(
                                estimate.dollars().toPlainString(), dollars.minus(cent).toDecimal(4)))),
                error.problems());
        planned(less, BeyondLambda.WARNED_OF);
        assertTrue(video(less).warnings().containsAll(error.problems()));
    }

    @Test
    void defectsOfAFileAreNamedOnceAndWarningsAreBounded() {
        // given: 300 clips with a defect, each used twice
        Project spoken = Projects.spoken(new SplittableRandom(3), 600);
        Project project = Projects.with(spoken, old -> new Sentence(
                old.id(), old.position(), old.caption(), old.start(), old.end(),
                        Projects.clips("clip" + old.position() % 300)));
        known(project, spoken.sentences().getLast().end().ceil());
        for (int i = 0; i < 300; i++) {
            Source source = Projects.footage("clip" + i);
            KnownSources.put(store, source, new Asset("a".repeat(64), 1, Optional.empty(),
                    Optional.of(new ImageInfo(0, "png", 640, 480, ColourInfo.UNTAGGED, false)), Optional.empty(),
                    List.of("has a defect")));
        }
        // when
        planned(project);
        // then
        List<Problem> warnings = video(project).warnings();
        assertEquals(201, warnings.size());
        assertEquals(
                new Problem("/project_data/sentences/0/selected_footage/url",
                        "the footage https://example.com/clip0.mp4 of sentence " + spoken.sentences().getFirst().id()
                                + " has a defect (also used in 1 more place)"),
                warnings.getFirst());
        assertEquals(new Problem("", "and 100 more warnings"), warnings.getLast());
    }

    @Test
    void aFinishedChunkHasNoTimeLimit() throws IOException {
        Project project = chunked(Projects.at(Projects.THIRTY, Gap.EXTEND, "0-5700"), "1000000");
        StoredFiles.put(
                store, VideoPlan.chunkKey(plan(project, 5_700).chunks().getFirst().sha256()), new byte[] {1});
        assertEquals(1, planned(project, BeyondLambda.REFUSED).reused());
        assertEquals(List.of(), video(project).warnings());
    }

    @ParameterizedTest
    @CsvSource({"800, ''", "900, needs 9000 MiB", "1100, needs 11000 MiB"})
    void filesThatDoNotFitIntoTheStorageOfAFunctionAreAWarningOrRefused(long mebibytes, String need) {
        // given: ten clips
        Project project = chunked(
                Projects.at(
                        Projects.THIRTY, Gap.EXTEND, "0-1", "1-2", "2-3", "3-4", "4-5", "5-6", "6-7", "7-8", "8-9",
                        "9-10"),
                "1000000");
        known(project, 10, mebibytes << 20);
        // then
        if (mebibytes < 1_024) {
            planned(project, BeyondLambda.REFUSED);
        } else {
            assertTrue(assertThrows(InvalidProject.class, () -> planned(project, BeyondLambda.REFUSED))
                    .problems().getFirst().message().contains(need));
            planned(project);
        }
        List<Problem> warnings = video(project).warnings();
        assertEquals(need.isEmpty() ? 0 : 1, warnings.size(), warnings.toString());
        warnings.forEach(it -> assertTrue(it.message().startsWith(
                "chunk 1 of 1 (sentences a to j) " + need + " for its files, and the /tmp of a Lambda function has at "
                        + "most 10240 MiB"), it.message()));
    }

    @Test
    void aVideoThatPhonesCannotPlayIsAWarning() {
        Project project = chunked(Projects.at(Projects.THIRTY, Gap.EXTEND, "0-7300"), "60");
        Project lossless = Projects.with(sized(project, 64, 64), "quality", Quality.LOSSLESS);
        plan(lossless, 7_300);
        assertEquals(
                List.of("/render/quality"),
                video(lossless).warnings().stream().map(Problem::pointer).toList());
    }

    /// Narration and mix have 384,000 bytes a second each, and are a second longer.
    @ParameterizedTest
    @CsvSource({"11300, 8277 MiB, false", "14000, 10255 MiB, true"})
    void aSoundtrackTooLongForTheStorageOfAFunctionIsAWarningOrRefused(long seconds, String need, boolean refused) {
        Project project = sized(chunked(Projects.at(Projects.THIRTY, Gap.EXTEND, "0-" + seconds), "60"), 64, 64);
        plan(project, seconds);
        List<Problem> warnings = video(project).warnings().stream()
                .filter(warning -> warning.pointer().equals("/audio_url")).toList();
        assertEquals(1, warnings.size());
        String message = warnings.getFirst().message();
        assertTrue(message.startsWith("mixing the soundtrack needs " + need + " for its files"), message);
        if (refused) {
            InvalidProject error = assertThrows(InvalidProject.class, () -> planned(project, BeyondLambda.REFUSED));
            assertEquals(warnings, error.problems());
        } else {
            assertEquals(seconds * 30, planned(project, BeyondLambda.REFUSED).frames());
        }
    }

    @Test
    void aMissingSourceRecordIsAChunkMismatch() {
        Project project = Projects.at(Projects.THIRTY, Gap.EXTEND, "0-1");
        write(project);
        ChunkMismatch error = assertThrows(ChunkMismatch.class, () -> planned(project));
        assertTrue(String.valueOf(error.getMessage()).contains("https://example.com/voice.mp3"), error.getMessage());
        PlanChunks planChunks = new PlanChunks(store, ffmpeg, fonts, folder, BeyondLambda.REFUSED);
        assertThrows(ChunkMismatch.class, () -> planChunks.run(new PlanInput("never-prepared")));
    }

    @Test
    void editingOneCaptionChangesOneChunkAndTheVideo() {
        // given
        Project before = Projects.spoken(new SplittableRandom(3), 60);
        Project after = Projects.with(before, old -> old.position() == 30
                ? new Sentence(old.id(), 30, "Changed", old.start(), old.end(), old.clips())
                : old);
        // when
        plan(before, 2);
        plan(after, 2);
        List<String> old = tasks(before).stream().map(ChunkTask::sha256).toList();
        List<String> now = tasks(after).stream().map(ChunkTask::sha256).toList();
        // then
        assertEquals(old.size(), now.size());
        assertEquals(1, IntStream.range(0, old.size()).filter(i -> !old.get(i).equals(now.get(i))).count());
        VideoPlan oldVideo = video(before);
        VideoPlan newVideo = video(after);
        assertFalse(oldVideo.videoKey().equals(newVideo.videoKey()));
        assertEquals(oldVideo.soundtrack(), newVideo.soundtrack());
    }

    @Test
    void anotherFontFileChangesEveryChunkWithACaptionAndNoOther() throws IOException {
        // given: sentences 2 and 3 have no captions; each sentence is a chunk
        Source font = new Source(URI.create("https://example.com/Brand.ttf"));
        Project spoken = chunked(Projects.at(Projects.THIRTY, Gap.EXTEND, "0-2", "2-4", "4-6", "6-8"), "0.01");
        Project project = Projects.inFont(Projects.with(spoken, old -> old.position() == 1 || old.position() == 2
                ? new Sentence(old.id(), old.position(), "", old.start(), old.end(), old.clips())
                : old), font);
        Path anton = TestFonts.anton(folder);
        Path montserrat = TestFonts.montserrat(folder);
        // when
        List<String> first = chunksIn(project, font, anton);
        List<String> second = chunksIn(project, font, montserrat);
        // then
        assertEquals(
                List.of(0, 3), IntStream.range(0, 4).filter(i -> !first.get(i).equals(second.get(i))).boxed().toList());
        assertEquals(first, chunksIn(project, font, anton));
        ChunkTask task = tasks(project).stream().filter(it -> it.chunk() == 1).findFirst().orElseThrow();
        byte[] spec = store.read(task.specKey(), task.specOffset(), task.specLength()).orElseThrow();
        assertTrue(Json.read(spec, ChunkSpec.class).window().assets().contains(Sha256.of(anton)), "downloaded with it");
    }

    /// The chunks of a plan, in order, with a font of this content at its URL.
    private List<String> chunksIn(Project project, Source font, Path file) throws IOException {
        String sha256 = Sha256.of(file);
        StoredFiles.put(store, Asset.key(sha256), Files.readAllBytes(file));
        known(project, 8);
        KnownSources.put(store, font, new Asset(sha256, 1, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of(new FontInfo(1)), List.of(), List.of()));
        return planned(project).chunks().stream().sorted(Comparator.comparingInt(ChunkTask::chunk))
                .map(ChunkTask::sha256).toList();
    }

    @Test
    void aFontFileThatIsNoLongerInTheStoreIsAChunkMismatch() {
        Source font = new Source(URI.create("https://example.com/Brand.ttf"));
        Project project = Projects.inFont(Projects.at(Projects.THIRTY, Gap.EXTEND, "0-2"), font);
        known(project, 2);
        KnownSources.put(store, font, new Asset("f".repeat(64), 1, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.of(new FontInfo(1)), List.of(), List.of()));
        ChunkMismatch error = assertThrows(ChunkMismatch.class, () -> planned(project));
        assertEquals("assets/%s is no longer in the store; start the execution again".formatted("f".repeat(64)),
                error.getMessage());
    }

    @Test
    void givenOtherMediaAtTheSameUrl_thenASecondExecutionDoesNotChangeThePlanOfTheFirst() {
        // given
        Project project = Projects.spoken(new SplittableRandom(4), 20);
        PlannedRender first = plan(project, 200);
        VideoPlan before = video(project);
        List<ChunkTask> tasks = tasks(project);
        // when
        PlannedRender second = plan(project, 201);
        // then
        assertEquals(first.renderId(), second.renderId());
        assertFalse(first.planKey().equals(second.planKey()));
        latest.put(first.renderId(), first);
        assertEquals(before, video(project));
        assertEquals(tasks, tasks(project));
    }

    private PlannedRender plan(Project project, long narrationSeconds) {
        write(project);
        known(project, narrationSeconds);
        return planned(project);
    }

    private PlannedRender planned(Project project) {
        return planned(project, BeyondLambda.WARNED_OF);
    }

    private PlannedRender planned(Project project, BeyondLambda beyondLambda) {
        PlannedRender planned =
                new PlanChunks(store, ffmpeg, fonts, folder, beyondLambda)
                        .run(new PlanInput(request(project).renderId()));
        latest.put(planned.renderId(), planned);
        return planned;
    }

    private void write(Project project) {
        RenderFolder renderFolder = new RenderFolder(store, request(project).renderId());
        renderFolder.write(renderFolder.request(), request(project));
    }

    /// Records of fetched clips of 10 s for all sources.
    private void known(Project project, long narrationSeconds) {
        known(project, narrationSeconds, 1);
    }

    private void known(Project project, long narrationSeconds, long bytesOfAClip) {
        write(project);
        VideoInfo clip = new VideoInfo(
                0, "h264", 1920, 1080, Rational.of(1, 12_800), Rational.ZERO, Optional.of(Rational.of(25)),
                        Rational.of(10), Optional.empty(), Optional.empty(), true,
                ColourInfo.standard(Optional.of("bt709")), Optional.empty(), false);
        for (Sentence sentence : project.sentences()) {
            Source source = sentence.clips().getFirst().source();
            KnownSources.put(store, source, new Asset(Json.sha256OfText(source.toString()), bytesOfAClip,
                    Optional.empty(),
                    Optional.of(clip), Optional.empty(), List.of()));
        }
        AudioInfo narration = new AudioInfo(0, "mp3", narrationSeconds * 48_000, false, Optional.empty());
        KnownSources.put(store, project.narration(),
                new Asset("0".repeat(64), 1, Optional.empty(), Optional.empty(), Optional.of(narration), List.of()));
    }

    private static RenderRequest request(Project project) {
        return RenderRequest.of(project, Optional.empty());
    }

    /// The plan of the latest run for a project.
    private VideoPlan video(Project project) {
        PlannedRender planned = Objects.requireNonNull(latest.get(request(project).renderId()));
        return new RenderFolder(store, planned.renderId()).read(planned.planKey(), VideoPlan.class);
    }

    private List<ChunkTask> tasks(Project project) {
        PlannedRender planned = Objects.requireNonNull(latest.get(request(project).renderId()));
        return new RenderFolder(store, planned.renderId()).readChunkTasks(planned.chunksKey());
    }

    private static Project vertical(Project project) {
        return sized(project, 1080, 1920);
    }

    private static Project sized(Project project, int width, int height) {
        return Projects.with(Projects.with(project, "width", width), "height", height);
    }

    private static Project chunked(Project project, String chunkSeconds) {
        return Projects.with(project, "chunkSeconds", Optional.of(Projects.seconds(chunkSeconds)));
    }
}
