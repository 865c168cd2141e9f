package aive.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.caption.CaptionFonts;
import aive.composition.Composition;
import aive.composition.OriginalSound;
import aive.error.Problem;
import aive.media.Asset;
import aive.media.AudioInfo;
import aive.media.ClipAudio;
import aive.media.ColourInfo;
import aive.media.ImageInfo;
import aive.media.VideoInfo;
import aive.media.VisualInfo;
import aive.project.Fill;
import aive.project.Gap;
import aive.project.Project;
import aive.project.RenderSettings;
import aive.project.Sentence;
import aive.project.Source;
import aive.project.TransitionKind;
import aive.project.TransitionSettings;
import aive.time.FrameRange;
import aive.time.Rational;
import aive.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginalSoundsTest {

    private static final VideoInfo CLIP = new VideoInfo(
            0, "h264", 640, 360, Rational.of(1, 15_360), Rational.ZERO, Optional.of(Rational.of(25)), Rational.of(4),
            Optional.empty(), Optional.empty(), true, ColourInfo.UNTAGGED, Optional.empty(), false);
    private static final ClipAudio SOUND = new ClipAudio(Optional.of(1), Rational.parse("7/5"));
    private static final ImageInfo STILL = new ImageInfo(0, "png", 640, 360, ColourInfo.UNTAGGED, false);

    /// Sentences a and d have sound, b has none, and c is a still image.
    private static Asset asset(Source source) {
        String url = source.toString();
        VisualInfo visual = url.endsWith("c.mp4") ? STILL : CLIP;
        ClipAudio sound = url.endsWith("a.mp4") || url.endsWith("d.mp4") ? SOUND : ClipAudio.NONE;
        return new Asset(url, 1, Optional.empty(), Optional.of(visual),
                Optional.of(new AudioInfo(0, "mp3", 48_000, false, Optional.empty())), Optional.of(sound),
                Optional.empty(), List.of(),
                List.of());
    }

    private static Project project(Rational volume) {
        Project project = Projects.at(Projects.NTSC, Gap.EXTEND, "0-1", "1-2", "2-3", "3.01-5");
        return Projects.with(project, "originalVolume", volume);
    }

    private static Project with(Project project, String id, String volume) {
        return Projects.with(project, old -> old.id().equals(id)
                ? new Sentence(old.id(), old.position(), old.caption(), old.start(), old.end(), old.clips(),
                        old.transition(), old.words(),
                        Optional.of(Projects.seconds(volume)))
                : old);
    }

    private static Composition composed(Project project) {
        Timeline timeline = TimelineBuilder.build(project, Rational.ZERO);
        return Composer.compose(
                project, timeline, OriginalSoundsTest::asset, CaptionFonts.bundled(),
                new CaptionComposer(project, timeline, OriginalSoundsTest::asset, CaptionFonts.bundled()));
    }

    @Test
    void byDefaultNoClipIsHeard() {
        assertEquals(Optional.empty(), composed(project(Rational.ZERO)).audio().original());
    }

    @Test
    void clipsWithSoundAreHeardForTheSamplesOfTheirFrames() {
        // when: frame 90 is the first one of sentence d
        List<OriginalSound.Clip> clips =
                composed(project(Rational.of(1, 2))).audio().original().orElseThrow().clips();
        // then
        assertEquals(List.of("https://example.com/a.mp4", "https://example.com/d.mp4"),
                clips.stream().map(OriginalSound.Clip::file).toList());
        assertEquals(new OriginalSound.Clip("https://example.com/d.mp4", 1, SOUND.clipStart(), CLIP.length(),
                Rational.ZERO, Fill.LOOP, 144_144, 240_240, 0, 0, Rational.of(1, 2)), clips.getLast());
        assertEquals(48_048, clips.getFirst().end(), "30 frames at 30000/1001");
    }

    @Test
    void inATransitionBothClipsAreHeard() {
        // given: a crossfade of 0.5 s into sentence b, which has no sound here, and into d
        Project project = project(Rational.ONE);
        RenderSettings old = project.settings();
        Project crossfaded = Projects.of(
                project.sentences().stream()
                        .map(each -> new Sentence(each.id(), each.position(), each.caption(), each.start(), each.end(),
                                each.clips(), new TransitionSettings(TransitionKind.CROSSFADE,
                                        Rational.of(1, 2)), each.words(), each.originalVolume()))
                        .toList(),
                old);
        // when
        List<OriginalSound.Clip> clips = composed(crossfaded).audio().original().orElseThrow().clips();
        // then: 15 frames around the cuts at frames 30 and 90
        assertEquals(0, clips.getFirst().fadeIn());
        assertEquals(15 * 1_601.6, (double) clips.getFirst().fadeOut(), 1);
        assertEquals(15 * 1_601.6, (double) clips.getLast().fadeIn(), 1);
        assertEquals(0, clips.getLast().fadeOut());
        assertTrue(clips.getFirst().end() > 48_048 && clips.getFirst().end() < 48_048 + 15 * 1_602);
        assertTrue(clips.getLast().first() < 144_144 && clips.getLast().first() > 144_144 - 15 * 1_602);
    }

    @Test
    void aSentenceSetsItsOwnVolume() {
        Project project = with(with(project(Rational.ONE), "a", "0"), "d", "0.25");
        assertEquals(List.of(Rational.of(1, 4)), composed(project).audio().original().orElseThrow().clips().stream()
                .map(OriginalSound.Clip::volume).toList());
    }

    @Test
    void sentencesThatAskForSoundThatIsNotThereAreWarnedOf() {
        // given: a has sound, b and c have none, and d does not ask
        Project project = with(with(with(project(Rational.ONE), "a", "1"), "b", "0.5"), "c", "1");
        // then
        assertEquals(
                List.of(new Problem("/project_data/sentences/1/original_volume",
                                "sentence b asks for the sound of its footage, which has none"),
                        new Problem("/project_data/sentences/2/original_volume",
                                "sentence c asks for the sound of its footage, which has none")),
                OriginalSounds.warnings(project, OriginalSoundsTest::asset));
        assertTrue(OriginalSounds.warnings(with(project(Rational.ONE), "b", "0"), OriginalSoundsTest::asset).isEmpty());
    }

    @Test
    void anotherVolumeChangesTheSoundAndNoFrame() {
        Composition before = composed(with(project(Rational.ONE), "a", "0.5"));
        Composition after = composed(with(project(Rational.ONE), "a", "0.6"));
        FrameRange all = new FrameRange(0, before.frames());
        assertEquals(before.window(all), after.window(all));
        assertNotEquals(before.audio(), after.audio());
    }
}
