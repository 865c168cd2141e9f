package aive.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.AudioMix;
import aive.composition.OriginalSound;
import aive.error.MediaUnusable;
import aive.ffmpeg.AudioProbe;
import aive.ffmpeg.FfmpegLog;
import aive.ffmpeg.Loudness;
import aive.ffmpeg.MediaReference;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.ffmpeg.VisualProbe;
import aive.media.AudioInfo;
import aive.media.ClipAudio;
import aive.media.VideoInfo;
import aive.media.VisualInfo;
import aive.project.Fill;
import aive.project.MusicSettings;
import aive.time.Rational;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Measures the finished soundtrack.
class SoundtrackMixerTest {

    private static final int RATE = 48_000;

    /// Measured, in decibels, for narration and music of equal level and the default volume of the music.
    private static final double STEP_BACK = 12;
    private static final double NARRATION_OVER_MUSIC = 22.5;

    private static final Map<Path, AudioInfo> PROBED = new ConcurrentHashMap<>();

    private final Map<String, Path> assets = new HashMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Stream<Arguments> narrations() {
        return Stream.of(
                Arguments.of("speech and music", speech("0dB"), Optional.of(TestMedia.music())),
                Arguments.of("speech alone", speech("0dB"), Optional.empty()),
                Arguments.of("very quiet speech", speech("-27dB"), Optional.of(TestMedia.music())),
                Arguments.of("loud clipped speech", speech("22dB"), Optional.empty()));
    }

    private static Path speech(String volume) {
        return TestMedia.made(
                "speech.wav", "-ss", "3", "-t", "16", "-i", TestMedia.speech(), "-af", "volume=" + volume);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("narrations")
    void theSoundtrackHasTheRequiredLoudnessAndDoesNotClip(String kind, Path narration, Optional<Path> music)
            throws IOException {
        // when
        Path soundtrack = mix(16 * RATE, narration, music, music("0.3", true, "1", "2"));
        // then
        List<String> metered = metered(soundtrack);
        FfmpegLog log = new FfmpegLog(metered, Map.of(), 0, 0, List.of(), Optional.empty());
        assertEquals(-14, number(Loudness.parse(log).integrated()), 1, kind);
        assertTrue(truePeak(metered) <= -1, () -> kind + ": " + truePeak(metered));
    }

    @Test
    void silenceStaysSilent() throws IOException {
        // given
        Path silence = TestMedia.made("silence.wav", "-f", "lavfi", "-i", "anullsrc=r=48000", "-t", "2");
        // when
        float[] samples = decoded(mix(2 * RATE, silence, Optional.empty(), music("0.3", true, "0", "0")));
        // then
        assertEquals(0, peak(samples, 0, samples.length), 0.000_1);
    }

    @Test
    void theNarrationIsNotMovedInTime() throws IOException {
        // given: a beep of 20 ms at the start of every second but the first
        Path beeps = TestMedia.made(
                "beeps.wav", "-f", "lavfi", "-i",
                        "aevalsrc='if(gte(t,1)*lt(mod(t,1),0.02),0.5*sin(2*PI*1000*t),0)':s=48000:d=8");
        // when
        float[] samples = decoded(mix(8 * RATE, beeps, Optional.empty(), music("0", false, "0", "0")));
        // then
        for (int second = 1; second < 8; second++) {
            assertEquals(second * RATE, onset(samples, second * RATE - RATE / 4, RATE / 2), RATE / 1_000.0);
        }
    }

    @Test
    void theMusicGetsQuieterDuringSpeech() throws IOException {
        // given: narration at 400 Hz from second 4 to 8, music at 5 kHz throughout
        Path narration = TestMedia.made(
                "voice.wav", "-f", "lavfi", "-i", "aevalsrc='if(between(t,4,8),0.3*sin(2*PI*400*t),0)':s=48000:d=12");
        Path musicFile = shortMusic();
        // when
        float[] ducked = decoded(mix(12 * RATE, narration, Optional.of(musicFile), music("0.3", true, "0", "0")));
        float[] level = decoded(mix(12 * RATE, narration, Optional.of(musicFile), music("0.3", false, "0", "0")));
        // then
        double pause = tone(ducked, 5_000, 2, 3.5);
        double speech = tone(ducked, 5_000, 5, 7.5);
        double later = tone(ducked, 5_000, 10.5, 11.5);
        assertEquals(STEP_BACK, decibels(pause / speech), 1, "decibels that the music steps back");
        assertEquals(0, decibels(tone(ducked, 5_000, 9.8, 10.2) / pause), 1, "and comes back within two seconds");
        assertEquals(0, decibels(later / pause), 0.5, "and comes back");
        assertEquals(NARRATION_OVER_MUSIC, decibels(tone(ducked, 400, 5, 7.5) / speech), 1,
                "decibels that the voice is above it");
        assertEquals(
                0, decibels(tone(level, 5_000, 5, 7.5) / tone(level, 5_000, 2, 3.5)), 0.5, "without ducking it stays");
    }

    @Test
    void musicShorterThanTheVideoIsLoopedWithoutAClick() throws IOException {
        // given: one second of a 5 kHz wave
        Path silence = TestMedia.made("silence.wav", "-f", "lavfi", "-i", "anullsrc=r=48000", "-t", "2");
        // when
        float[] samples = decoded(mix(5 * RATE, silence, Optional.of(shortMusic()), music("1", true, "0", "0")));
        // then: no step of the level exceeds those of the wave itself
        double usual = steepest(samples, RATE / 4, RATE * 3 / 4);
        for (int boundary = 1; boundary < 5; boundary++) {
            assertTrue(steepest(samples, boundary * RATE - 2_000, boundary * RATE + 2_000) < usual * 1.1,
                    "at second " + boundary);
        }
    }

    /// A tone that falls by 6 dB in 2.7 seconds, and whose end does not fit to its beginning.
    @ParameterizedTest(name = "{0}")
    @CsvSource({"tone.mp3, libmp3lame", "tone.m4a, aac", "tone.aac, aac", "tone.opus, libopus", "tone.wav, pcm_s16le"})
    void musicThatDoesNotFitItsBeginningRepeatsWithoutAClickOrAStep(String name, String codec) throws IOException {
        // given
        Path tone = TestMedia.made(name, "-f", "lavfi", "-i",
                "aevalsrc='0.4*exp(-0.2567*t)*sin(2*PI*440.3*t+1)':s=48000:d=2.7", "-c:a", codec);
        // when
        float[] samples = decoded(mix(12 * RATE, silence(), Optional.of(tone), music("1", false, "0", "0")));
        // then
        assertEquals(0, largestStep(samples, RATE / 2, 11 * RATE + RATE / 2), 1, "decibels between blocks of 50 ms");
        double usual = steepest(samples, RATE / 10, 3 * RATE / 2);
        assertTrue(steepest(samples, RATE / 10, 11 * RATE + RATE / 2) < usual * 1.05);
    }

    @Test
    void musicThatFadesOutRepeatsBeforeItsEnd() throws IOException {
        // given: ten seconds of noise with a fade-out of four seconds and a second of silence
        Path faded = TestMedia.made("faded.wav", "-f", "lavfi", "-i", "anoisesrc=c=pink:a=0.5:d=10:r=48000:seed=3",
                "-af", "afade=t=out:st=5:d=4");
        // when
        float[] samples = decoded(mix(20 * RATE, silence(), Optional.of(faded), music("1", false, "0", "0")));
        // then: the level goes down by less than the 12 dB of a quiet end
        double usual = level(samples, RATE, 4 * RATE);
        for (int at = RATE; at < 19 * RATE; at += RATE / 4) {
            double now = level(samples, at, at + RATE / 4);
            assertTrue(decibels(now / usual) > -12, "at sample " + at + ": " + decibels(now / usual));
        }
    }

    @Test
    void musicThatWasMadeToRepeatDoesSoWithoutOverlap() throws IOException {
        // given: 1323 periods, so the end fits to the beginning
        Path tone = TestMedia.made("tone.wav", "-f", "lavfi", "-i", "aevalsrc='0.3*sin(2*PI*441*t)':s=48000:d=3");
        // when
        float[] samples = decoded(mix(12 * RATE, silence(), Optional.of(tone), music("1", false, "0", "0")));
        // then: the whole soundtrack is one wave
        double all = tone(samples, 441, 0.5, 11.5);
        assertEquals(0, decibels(all / tone(samples, 441, 0.5, 2.5)), 0.05);
    }

    @Test
    void theMusicBeginsAtItsStart() throws IOException {
        // given: a beep at second 2 of 3
        Path beep = TestMedia.made("beep.wav", "-f", "lavfi", "-i",
                "aevalsrc='if(between(t,2,2.1),0.5*sin(2*PI*1000*t),0)':s=48000:d=3");
        Path longer = TestMedia.made("longer.wav", "-f", "lavfi", "-i",
                "aevalsrc='if(between(t,2,2.1),0.5*sin(2*PI*1000*t),0)':s=48000:d=9");
        MusicSettings cut = settings("1", "1.25", "0");
        // when
        float[] repeated = decoded(mix(5 * RATE, silence(), List.of(beep), List.of("1.25"), cut));
        float[] once = decoded(mix(5 * RATE, silence(), List.of(longer), List.of("1.25"), cut));
        // then: a round has 1.75 seconds
        assertEquals(0.75 * RATE, onset(once, 0, 5 * RATE), RATE / 1_000.0);
        assertEquals(0.75 * RATE, onset(repeated, 0, RATE), RATE / 1_000.0);
        assertEquals(2.5 * RATE, onset(repeated, 2 * RATE, RATE), RATE / 1_000.0);
        assertEquals(4.25 * RATE, onset(repeated, 4 * RATE, RATE), RATE / 1_000.0);
    }

    @Test
    void severalTracksPlayOneAfterAnotherAndThenFromTheFirst() throws IOException {
        // given: 3, 4, and 4 seconds, of which the last begins at second 1
        List<Path> tracks = List.of(constant(1_000, 3), constant(2_000, 4), constant(3_000, 4));
        // when: each lasts 0.5 seconds less, in which the next one has begun
        float[] samples = decoded(mix(16 * RATE, silence(), tracks, List.of("0", "0", "1"), settings("1", "0", "0.5")));
        // then
        double level = tone(samples, 1_000, 0.5, 2.4);
        double[][] played = {
            {1_000, 0.2, 2.4}, {2_000, 3.1, 5.9}, {3_000, 6.6, 8.4}, {1_000, 9.1, 10.9}, {2_000, 11.6, 14.4}
        };
        for (double[] tone : played) {
            assertEquals(0, decibels(tone(samples, tone[0], tone[1], tone[2]) / level), 0.5, tone[0] + " Hz");
            assertTrue(tone(samples, tone[0] % 3_000 + 1_000, tone[1], tone[2]) < level / 100, "the next one");
        }
        assertEquals(0, largestStep(samples, RATE / 10, 15 * RATE), 1, "decibels between blocks of 50 ms");
    }

    @Test
    void withoutACrossfadeTracksAreCut() throws IOException {
        // when
        float[] samples = decoded(mix(9 * RATE, silence(), List.of(constant(1_000, 3), constant(2_000, 2)),
                List.of("0", "0"), settings("1", "0", "0")));
        // then
        double level = tone(samples, 1_000, 0.5, 2.4);
        assertEquals(0, decibels(tone(samples, 1_000, 0.05, 2.99) / level), 0.3);
        assertEquals(0, decibels(tone(samples, 2_000, 3.01, 4.99) / level), 0.3);
        assertEquals(0, decibels(tone(samples, 1_000, 5.01, 7.99) / level), 0.3);
        assertEquals(0, decibels(tone(samples, 2_000, 8.01, 8.9) / level), 0.3);
    }

    /// A tone of three seconds at 44.1 kHz, as encoders with padding write it.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "tone.m4a, aac, 0", "tone.aac, aac, 0", "tone.mp3, libmp3lame, 1", "bare.mp3, libmp3lame, 0", "ac3.mkv, ac3, 0",
        "tone.opus, libopus, 0", "tone.flac, flac, 0", "tone.wav, pcm_s16le, 0", "tone.ts, aac, 0", "tone.ts, mp2, 0",
        "tone.avi, libmp3lame, 1", "tone.ogg, libopus, 0"
    })
    void loopedMusicHasNoSilenceAtItsSeams(String name, String codec, String header) throws IOException {
        // given: a narration that is too quiet to hide silence in the music
        Path quiet = TestMedia.made("quiet.wav", "-f", "lavfi", "-i", "anoisesrc=a=0.0005:d=12:r=48000:seed=1");
        Path tone = name.endsWith(".mp3")
                ? TestMedia.made(name, "-f", "lavfi", "-i", "sine=f=441:d=3:r=44100", "-c:a", codec, "-write_xing",
                        header, "-id3v2_version", "0")
                : TestMedia.made(name, "-f", "lavfi", "-i", "sine=f=441:d=3:r=44100", "-c:a", codec);
        // when
        float[] samples = decoded(mix(12 * RATE, quiet, Optional.of(tone), music("1", false, "0", "0")));
        // then
        int silent = 0;
        double loud = peak(samples, RATE, 3 * RATE);
        for (int i = 2 * RATE / 10; i < samples.length / 2 - RATE / 10; i++) {
            silent = Math.abs(samples[2 * i]) < loud / 30 ? silent + 1 : 0;
            assertTrue(silent < 3 * RATE / 1_000, "silence at sample " + i);
        }
    }

    /// Clips with a tone of 500 Hz and constant amplitude.
    @ParameterizedTest(name = "{0}")
    @CsvSource({"clip.mp4, aac", "clip.ts, aac", "clip.mkv, libopus", "clip.mov, pcm_s16le", "clip.avi, libmp3lame"})
    void theSoundOfAClipIsHeardWhereItIsShown(String name, String codec) throws IOException {
        // given: shown from second 2 to 4
        Path clip = clip(name, codec, "aevalsrc='0.4*sin(2*PI*500*t)':s=48000:d=3");
        // when
        float[] samples = decoded(original(6, silence(), clip, 2, 4, "0.5", Fill.LOOP));
        // then
        double level = tone(samples, 500, 2.2, 3.8);
        assertTrue(peak(samples, 0, 2 * (2 * RATE - 100)) < level / 100, "before");
        assertTrue(peak(samples, 2 * (4 * RATE + 100), samples.length) < level / 100, "after");
        assertEquals(0, decibels(tone(samples, 500, 2.02, 2.1) / level), 0.5, "at the beginning");
        assertEquals(0, decibels(tone(samples, 500, 3.9, 3.98) / level), 0.5, "at the end");
        double usual = steepest(samples, 5 * RATE / 2, 7 * RATE / 2);
        assertTrue(steepest(samples, 0, 6 * RATE - 1) < usual * 1.1, "no click at the cuts");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"clip.mp4, aac", "clip.ts, aac", "clip.mkv, libopus", "clip.mov, pcm_s16le", "clip.flv, aac",
            "clip.avi, pcm_s16le"})
    void theSoundOfAClipIsInTimeWithItsFrames(String name, String codec) throws IOException {
        // given: a beep at second 1.5 of 2; shown from second 1, from 0.75 s on, and again from its beginning
        Path clip = clip(name, codec, "aevalsrc='if(between(t,1.5,1.55),0.5*sin(2*PI*1000*t),0)':s=48000:d=2");
        // when
        float[] looped = decoded(original(6, silence(), clip, 1, 5, "0.75", Fill.LOOP));
        // then: the second repetition begins at 1 + 1.25 s
        assertEquals(1.75 * RATE, onset(looped, RATE, RATE), 0.003 * RATE);
        assertEquals(3.75 * RATE, onset(looped, 3 * RATE, RATE), 0.003 * RATE);
    }

    @Test
    void theSoundOfAClipEndsWithItsFrames() throws IOException {
        // given: as above
        Path clip = clip("clip.mp4", "aac", "aevalsrc='if(between(t,1.5,1.55),0.5*sin(2*PI*1000*t),0)':s=48000:d=2");
        // when
        float[] held = decoded(original(6, silence(), clip, 1, 5, "0.75", Fill.FREEZE));
        // then
        assertEquals(1.75 * RATE, onset(held, RATE, RATE), 0.003 * RATE);
        assertTrue(
                peak(held, 2 * 2 * RATE, held.length) < peak(held, 0, held.length) / 100, "silence beside the still");
    }

    @Test
    void inATransitionTheSoundOfBothClipsKeepsItsPower() throws IOException {
        // given: two tones, and a transition from second 2 to 3
        Path clip = clip("clip.mkv", "pcm_s16le", "aevalsrc='0.3*sin(2*PI*500*t)':s=48000:d=4");
        Path other = clip("clip.mkv", "pcm_s16le", "aevalsrc='0.3*sin(2*PI*700*t)':s=48000:d=4");
        AudioMix first = withOriginal(5, silence(), clip, 0, 3, "0", Fill.LOOP);
        AudioMix second = withOriginal(5, silence(), other, 2, 5, "0", Fill.LOOP);
        OriginalSound.Clip leaving = first.original().orElseThrow().clips().getFirst();
        OriginalSound.Clip entering = second.original().orElseThrow().clips().getFirst();
        OriginalSound both = new OriginalSound(List.of(
                new OriginalSound.Clip(leaving.file(), leaving.stream(), leaving.clipStart(), leaving.length(),
                        leaving.inPoint(), leaving.fill(), leaving.first(), leaving.end(), 0, RATE, leaving.volume()),
                new OriginalSound.Clip(entering.file(), entering.stream(), entering.clipStart(), entering.length(),
                        entering.inPoint(), entering.fill(), entering.first(), entering.end(), RATE, 0,
                        entering.volume())));
        // when
        float[] samples = decoded(mix(new AudioMix(
                first.samples(), first.narration(), first.music(), Optional.of(both), first.loudness())));
        // then
        assertEquals(0, largestStep(samples, RATE / 10, 5 * RATE - RATE / 10), 1, "decibels between blocks of 50 ms");
        double level = tone(samples, 500, 0.5, 1.9);
        assertEquals(0.5, Math.pow(tone(samples, 500, 2.48, 2.52) / level, 2), 0.05, "half the power in the middle");
        assertTrue(tone(samples, 700, 0.5, 1.9) < level / 100);
        assertTrue(tone(samples, 500, 3.1, 4.5) < level / 100);
    }

    @Test
    void soundThatCannotBeDecodedIsRefusedWithItsPlace() throws IOException {
        // given: a clip whose audio packets are zeros
        Path broken = TestMedia.made("clip.mkv", "-f", "lavfi", "-i", "testsrc2=s=64x36:r=25:d=1", "-f", "lavfi", "-i",
                "sine=d=1", "-c:v", "libx264", "-c:a", "aac", "-bsf:a", "noise=amount=1");
        MediaReference place = new MediaReference("/project_data/sentences/0/selected_footage/url", "the footage");
        VisualProbe probe = new VisualProbe(TestFfmpeg.FFMPEG);
        VisualInfo info = probe.footage(broken, folder.resolve("copy"), place, TestFfmpeg.soon()).info();
        // when
        MediaUnusable refusal = assertThrows(
                MediaUnusable.class, () -> probe.sound(broken, info, false, place, TestFfmpeg.soon()));
        // then
        assertEquals(place.pointer(), refusal.problems().getFirst().pointer());
        assertTrue(String.valueOf(refusal.getMessage()).contains(
                "the footage has sound that cannot be decoded; set original_volume to 0"), refusal.getMessage());
    }

    @Test
    void clipsWithoutSoundHaveNone() throws IOException {
        MediaReference place = new MediaReference("/test", "the test's clip");
        VisualProbe probe = new VisualProbe(TestFfmpeg.FFMPEG);
        for (Path file : List.of(TestMedia.fiveFrames(), TestMedia.made("still.png", "-f", "lavfi", "-i",
                "color=red:s=64x36", "-frames:v", "1"))) {
            VisualInfo info = probe.footage(file, folder.resolve("copy"), place, TestFfmpeg.soon()).info();
            assertEquals(ClipAudio.NONE, probe.sound(file, info, false, place, TestFfmpeg.soon()));
        }
    }

    @Test
    void theSoundOfClipsGetsQuieterDuringSpeech() throws IOException {
        // given: narration from second 4 to 8, a clip of 5 kHz throughout, and level music
        Path narration = TestMedia.made(
                "voice.wav", "-f", "lavfi", "-i", "aevalsrc='if(between(t,4,8),0.3*sin(2*PI*400*t),0)':s=48000:d=12");
        Path clip = clip("clip.mkv", "pcm_s16le", "aevalsrc='0.2*sin(2*PI*5000*t)':s=48000:d=2");
        AudioMix mix = withOriginal(12, narration, clip, 0, 12, "0", Fill.LOOP);
        Path musicFile = constant(2_000, 20);
        AudioMix both = new AudioMix(mix.samples(), mix.narration(),
                Optional.of(new AudioMix.Music(track(musicFile), music("0.3", false, "0", "0"))), mix.original(),
                mix.loudness());
        for (AudioMix each : List.of(mix, both)) {
            // when
            float[] samples = decoded(mix(each));
            // then
            double pause = tone(samples, 5_000, 2.2, 3.5);
            assertEquals(STEP_BACK, decibels(pause / tone(samples, 5_000, 5.2, 7.5)), 1);
            assertEquals(0, decibels(tone(samples, 5_000, 10.6, 11.5) / pause), 0.5, "and comes back");
        }
    }

    /// A clip with sound and a small picture.
    private static Path clip(String name, String codec, String source) {
        return TestMedia.made(name, "-f", "lavfi", "-i", "testsrc2=s=64x36:r=25", "-f", "lavfi", "-i", source,
                "-c:v", name.endsWith(".avi") ? "mpeg4" : "libx264", "-c:a", codec, "-ar", "48000", "-t",
                source.replaceFirst(".*:d=", ""));
    }

    private Path original(int seconds, Path narration, Path clip, int first, int end, String inPoint, Fill fill)
            throws IOException {
        return mix(withOriginal(seconds, narration, clip, first, end, inPoint, fill));
    }

    private AudioMix withOriginal(
            int seconds, Path narration, Path clip, int first, int end, String inPoint, Fill fill) {
        assets.put(clip.toString(), clip);
        MediaReference place = new MediaReference("/test", "the test's clip");
        VisualProbe probe = new VisualProbe(TestFfmpeg.FFMPEG);
        VisualProbe.ProbedFootage footage =
                probe.footage(clip, folder.resolve("copy" + assets.size()), place, TestFfmpeg.soon());
        ClipAudio audio = probe.sound(
                clip, footage.info(), footage.remuxed().isPresent(), place, TestFfmpeg.soon());
        VideoInfo video = (VideoInfo) footage.info();
        return new AudioMix((long) seconds * RATE, track(narration), Optional.empty(),
                Optional.of(new OriginalSound(List.of(new OriginalSound.Clip(clip.toString(),
                        audio.stream().orElseThrow(), audio.clipStart(), video.length(), rational(inPoint), fill,
                        (long) first * RATE, (long) end * RATE, 0, 0, Rational.of(1))))),
                Rational.of(-14));
    }

    /// Speech-like narration in mono to 5.1, at 8 to 192 kHz.
    @ParameterizedTest(name = "{0} at {1} Hz")
    @CsvSource({"mono, 8000", "stereo, 11025", "2.1, 44100", "quad, 48000", "5.0, 96000", "5.1, 48000",
            "5.1, 192000", "7.1, 44100"})
    void narrationOfEveryLayoutAndRateIsHeardInTheMiddle(String layout, int rate) throws IOException {
        // given: the same tone in each channel
        Path narration = TestMedia.made("voice.wav", "-f", "lavfi", "-i",
                "aevalsrc='0.9*sin(2*PI*440*t)':s=%d:d=4".formatted(rate), "-af",
                "aformat=channel_layouts=mono,pan=%s|%s".formatted(layout, equal(layout)), "-c:a", "pcm_f32le");
        // when
        Path soundtrack = mix(4 * RATE, narration, Optional.empty(), music("0", false, "0", "0"));
        // then: no distortion by clipping, and both sides alike
        float[] samples = decoded(soundtrack);
        double wave = tone(samples, 440, 0.5, 3.5);
        assertTrue(tone(samples, 3 * 440, 0.5, 3.5) < wave / 1_000, "third harmonic");
        float[] right = new float[samples.length];
        System.arraycopy(samples, 1, right, 0, samples.length - 1);
        assertEquals(0, decibels(tone(right, 440, 0.5, 3.5) / wave), 0.05);
        assertTrue(truePeak(metered(soundtrack)) <= -1);
    }

    private static String equal(String layout) {
        int channels = switch (layout) {
            case "mono" -> 1;
            case "stereo" -> 2;
            case "2.1" -> 3;
            case "quad" -> 4;
            case "5.0" -> 5;
            case "5.1" -> 6;
            default -> 8;
        };
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < channels; i++) {
            all.append(i == 0 ? "" : "|").append("c%d=c0".formatted(i));
        }
        return all.toString();
    }

    @Test
    void theCentreChannelHasItsLevelOnBothSides() throws IOException {
        // given: 400 Hz in the centre, 1 kHz in the left, 2 kHz in the left surround, 60 Hz in the bass channel
        Path narration = TestMedia.made("voice.wav", "-f", "lavfi", "-i",
                "aevalsrc='0.3*sin(2*PI*1000*t)|0|0.3*sin(2*PI*400*t)|0.3*sin(2*PI*60*t)|0.3*sin(2*PI*2000*t)|0'"
                        + ":s=48000:d=4:c=5.1", "-c:a", "pcm_f32le");
        // when
        float[] samples = decoded(mix(4 * RATE, narration, Optional.empty(), music("0", false, "0", "0")));
        // then: 3 dB below the left, as in ITU-R BS.775
        double left = tone(samples, 1_000, 0.5, 3.5);
        assertEquals(-3, decibels(tone(samples, 400, 0.5, 3.5) / left), 0.3);
        assertEquals(-3, decibels(tone(samples, 2_000, 0.5, 3.5) / left), 0.3);
        assertTrue(decibels(tone(samples, 60, 0.5, 3.5) / left) < -40, "the bass channel is left out");
    }

    @Test
    void theMusicFadesAtBothEnds() throws IOException {
        // given
        Path silence = TestMedia.made("silence.wav", "-f", "lavfi", "-i", "anullsrc=r=48000", "-t", "2");
        // when
        float[] samples = decoded(mix(6 * RATE, silence, Optional.of(shortMusic()), music("0.5", true, "1", "2")));
        // then
        double full = tone(samples, 5_000, 2, 3);
        assertTrue(peak(samples, 0, RATE / 100) < full * 0.05);
        assertEquals(0.5, tone(samples, 5_000, 0.49, 0.51) / full, 0.1);
        assertEquals(0.5, tone(samples, 5_000, 4.99, 5.01) / full, 0.1);
        assertTrue(peak(samples, samples.length - RATE / 100, samples.length) < full * 0.05);
    }

    @ParameterizedTest(name = "volume {0}")
    @CsvSource({"0, -Infinity, -60", "0.1, -26, -14", "1, -6, 6"})
    void theVolumeSetsTheLevelOfTheMusic(String volume, double least, double most) throws IOException {
        // given: narration and music of equal level, one after the other
        Path narration = TestMedia.made(
                "first.wav", "-f", "lavfi", "-i", "aevalsrc='if(lt(t,3),0.2*sin(2*PI*1000*t),0)':s=48000:d=8");
        Path musicFile = TestMedia.made(
                "second.wav", "-f", "lavfi", "-i", "aevalsrc='if(gte(t,4),0.2*sin(2*PI*2000*t),0)':s=48000:d=8");
        // when
        float[] samples = decoded(mix(8 * RATE, narration, Optional.of(musicFile), music(volume, true, "0", "0")));
        // then
        double ratio = decibels(tone(samples, 2_000, 6, 7.5) / tone(samples, 1_000, 1, 2));
        assertTrue(ratio >= least && ratio <= most, () -> "%.1f dB".formatted(ratio));
    }

    @ParameterizedTest(name = "{0} samples")
    @CsvSource({"48000", "1600", "100100", "81681"})
    void theSoundtrackIsExactlyAsLongAsTheVideo(int samples) throws IOException {
        // when
        Path soundtrack = mix(samples, speech("0dB"), Optional.of(tune()), music("0.3", true, "1", "2"));
        // then
        assertEquals(samples, length(soundtrack));
    }

    @Test
    void musicWithACoverImageIsAccepted() throws IOException {
        // given
        Path song = TestMedia.made(
                "song.mp3", "-t", "3", "-i", TestMedia.music(), "-i", TestMedia.photograph(), "-map", "0:a", "-map",
                        "1:v", "-c:v", "mjpeg",
                "-vf", "scale=96:64", "-disposition:v", "attached_pic");
        // when
        Path soundtrack = mix(5 * RATE, speech("0dB"), Optional.of(song), music("0.3", true, "1", "1"));
        // then
        assertEquals(5 * RATE, length(soundtrack));
    }

    @Test
    void theSameMixHasTheSameBytes() throws IOException {
        Path once = mix(3 * RATE, speech("0dB"), Optional.of(tune()), music("0.3", true, "1", "2"));
        Path again = mix(3 * RATE, speech("0dB"), Optional.of(tune()), music("0.3", true, "1", "2"));
        assertArrayEquals(Files.readAllBytes(once), Files.readAllBytes(again));
    }

    /// Four seconds of real music.
    private static Path tune() {
        return TestMedia.made("tune.flac", "-ss", "20", "-t", "4", "-i", TestMedia.music());
    }

    private static Path silence() {
        return TestMedia.made("silence.wav", "-f", "lavfi", "-i", "anullsrc=r=48000", "-t", "2");
    }

    private static Path constant(int hertz, int seconds) {
        return TestMedia.made("constant.flac", "-f", "lavfi", "-i",
                "aevalsrc='0.3*sin(2*PI*%d*t)':s=44100:d=%d".formatted(hertz, seconds));
    }

    private static MusicSettings settings(String volume, String start, String crossfade) {
        return new MusicSettings(
                rational(volume), false, Rational.ZERO, Rational.ZERO, rational(start), rational(crossfade));
    }

    private static Path shortMusic() {
        return TestMedia.made("tune.wav", "-f", "lavfi", "-i", "aevalsrc=0.3*sin(2*PI*5000*t):s=48000:d=1");
    }

    private static MusicSettings music(String volume, boolean ducking, String fadeIn, String fadeOut) {
        return new MusicSettings(rational(volume), ducking, rational(fadeIn), rational(fadeOut));
    }

    private static Rational rational(String decimal) {
        return Rational.of(new BigDecimal(decimal));
    }

    private Path mix(long samples, Path narration, Optional<Path> music, MusicSettings settings) throws IOException {
        return mix(new AudioMix(samples, track(narration),
                music.map(file -> new AudioMix.Music(track(file), settings)), Rational.of(-14)));
    }

    /// @param starts in seconds, one for each piece of music
    private Path mix(
            long samples, Path narration, List<Path> music, List<String> starts, MusicSettings settings)
            throws IOException {
        List<AudioMix.MusicTrack> tracks = new ArrayList<>();
        for (int i = 0; i < music.size(); i++) {
            tracks.add(new AudioMix.MusicTrack(track(music.get(i)), rational(starts.get(i))));
        }
        return mix(new AudioMix(samples, track(narration), Optional.of(new AudioMix.Music(tracks, settings)),
                Rational.of(-14)));
    }

    private Path mix(AudioMix mix) throws IOException {
        Path work = Files.createTempDirectory(folder, "mix");
        return new SoundtrackMixer(TestFfmpeg.FFMPEG)
                .mix(mix, asset -> Objects.requireNonNull(assets.get(asset)), work, TestFfmpeg.soon());
    }

    private AudioMix.Track track(Path file) {
        assets.put(file.toString(), file);
        return new AudioMix.Track(file.toString(), PROBED.computeIfAbsent(file, _ -> new AudioProbe(TestFfmpeg.FFMPEG)
                .probe(file, Optional.empty(), new MediaReference("/test", "the test's file"), TestFfmpeg.soon())
                .info()));
    }

    /// FFmpeg's log with the summary of the meter, including the true peak.
    private static List<String> metered(Path soundtrack) {
        return TestFfmpeg.log(
                "info", "-i", soundtrack.toString(), "-af", "ebur128=framelog=quiet:peak=true", "-f", "null", "-");
    }

    /// The true peak, in dBTP.
    private static double truePeak(List<String> metered) {
        String line = metered.stream().map(String::strip).filter(any -> any.startsWith("Peak:")).toList().getLast();
        return Double.parseDouble(line.replaceAll("[^-0-9.]", ""));
    }

    private static double number(Optional<Rational> value) {
        return Double.parseDouble(value.orElseThrow().toDecimal(3));
    }

    /// The duration that players use; the last AAC frame has more samples.
    private static long length(Path soundtrack) {
        return Long.parseLong(TestFfmpeg.probe(
                "-show_entries", "stream=duration_ts", "-of", "csv=p=0", soundtrack.toString()).strip());
    }

    /// The left and right samples, interleaved.
    private float[] decoded(Path soundtrack) throws IOException {
        Path raw = folder.resolve("decoded.f32");
        TestFfmpeg.output("-y", "-i", soundtrack.toString(), "-f", "f32le", "-c:a", "pcm_f32le", raw.toString());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
        float[] samples = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(samples);
        return samples;
    }

    /// The index of the first sample of the left channel, at or after `from`, that is not silent.
    private static int onset(float[] samples, int from, int length) {
        float loudest = 0;
        for (int i = from; i < from + length; i++) {
            loudest = Math.max(loudest, Math.abs(samples[2 * i]));
        }
        for (int i = from; i < from + length; i++) {
            if (Math.abs(samples[2 * i]) > loudest / 4) {
                return i;
            }
        }
        return -1;
    }

    private static double peak(float[] samples, int from, int to) {
        double peak = 0;
        for (int i = from; i < to; i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
        }
        return peak;
    }

    /// The largest step between adjacent samples of the left channel.
    private static double steepest(float[] samples, int from, int to) {
        double steepest = 0;
        for (int i = from; i < to; i++) {
            steepest = Math.max(steepest, Math.abs(samples[2 * i + 2] - samples[2 * i]));
        }
        return steepest;
    }

    /// The amplitude of one frequency in the left channel, between two times.
    private static double tone(float[] samples, double frequency, double from, double to) {
        double sine = 0;
        double cosine = 0;
        int first = (int) (from * RATE);
        int end = (int) (to * RATE);
        for (int i = first; i < end; i++) {
            double angle = 2 * Math.PI * frequency * i / RATE;
            sine += samples[2 * i] * Math.sin(angle);
            cosine += samples[2 * i] * Math.cos(angle);
        }
        return 2 * Math.hypot(sine, cosine) / (end - first);
    }

    /// The largest difference of level between adjacent blocks of 50 ms, in decibels.
    private static double largestStep(float[] samples, int from, int to) {
        double largest = 0;
        int block = RATE / 20;
        for (int at = from + block; at + block <= to; at += block) {
            largest = Math.max(largest, Math.abs(decibels(
                    level(samples, at, at + block) / level(samples, at - block, at))));
        }
        return largest;
    }

    /// The root mean square of the left channel.
    private static double level(float[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[2 * i] * samples[2 * i];
        }
        return Math.sqrt(sum / (to - from));
    }

    private static double decibels(double ratio) {
        return 20 * Math.log10(ratio);
    }
}
