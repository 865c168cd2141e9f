package aive.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.AudioMix;
import aive.composition.OriginalSound;
import aive.ffmpeg.AudioProbe;
import aive.ffmpeg.MediaReference;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Fill;
import aive.project.MusicSettings;
import aive.time.Rational;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Compares soundtracks of several segments with the same in one piece.
class SegmentedSoundtrackTest {

    private static final int RATE = 48_000;

    /// 8 s, a whole number of AAC frames.
    private static final int SEGMENT = 8 * RATE;

    /// The number of samples whose error is measured.
    private static final int BLOCK = AudioSegment.FRAME;

    private static final long SAMPLES = 3 * SEGMENT - 12_345;
    private static final List<AudioSegment> ONE = List.of(new AudioSegment(0, SAMPLES, SAMPLES));
    private static final List<AudioSegment> THREE = List.of(
            new AudioSegment(0, SEGMENT, SAMPLES), new AudioSegment(SEGMENT, 2 * SEGMENT, SAMPLES),
            new AudioSegment(2 * SEGMENT, SAMPLES, SAMPLES));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// What is mixed.
    enum Material {
        /// With music that repeats, ducks, and fades, and the sound of a clip.
        SPEECH_MUSIC_AND_CLIP,

        /// Limited all the time.
        LOUD_SPEECH,

        /// An orchestra.
        MUSIC,

        /// Short windows nearly everywhere.
        CLICKS;

        AudioMix mix() {
            return switch (this) {
                case SPEECH_MUSIC_AND_CLIP -> new AudioMix(SAMPLES, track(speech("0dB")),
                        Optional.of(new AudioMix.Music(track(TestMedia.made(
                                "tune.flac", "-ss", "20", "-t", "7", "-i", TestMedia.music())),
                                new MusicSettings(Rational.of(3, 10), true, Rational.of(1), Rational.of(12)))),
                        Optional.of(new OriginalSound(List.of(new OriginalSound.Clip(
                                clip().toString(), 0, Rational.ZERO, Rational.of(3), Rational.ZERO, Fill.LOOP, RATE,
                                SAMPLES - RATE, 0, 0, Rational.of(1, 2))))),
                        Rational.of(-14));
                case LOUD_SPEECH -> new AudioMix(SAMPLES, track(speech("22dB")), Optional.empty(), Rational.of(-8));
                case MUSIC -> new AudioMix(SAMPLES, track(TestMedia.made(
                        "tune.flac", "-ss", "30", "-t", "25", "-i", TestMedia.music())), Optional.empty(),
                        Rational.of(-14));
                case CLICKS -> new AudioMix(SAMPLES, track(TestMedia.made("clicks.wav", "-f", "lavfi", "-i",
                        "aevalsrc='0.6*sin(2*PI*700*t)*exp(-60*mod(t,0.053))+0.4*random(0)*exp(-150*mod(t,0.041))'"
                                + ":s=48000:d=25")), Optional.empty(), Rational.of(-14));
            };
        }

        private static Path speech(String volume) {
            return TestMedia.made(
                    "speech.mp3", "-ss", "3", "-t", "22", "-i", TestMedia.speech(), "-af", "volume=" + volume);
        }

        private static Path clip() {
            return TestMedia.made("clip.wav", "-f", "lavfi", "-i", "aevalsrc='0.1*sin(2*PI*1500*t)':s=48000:d=3");
        }

        private static AudioMix.Track track(Path file) {
            return new AudioMix.Track(file.toString(), new AudioProbe(TestFfmpeg.FFMPEG)
                    .probe(file, Optional.empty(), new MediaReference("/test", "the test's file"), TestFfmpeg.soon())
                    .info());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSegmentHasTheSamplesOfTheWhole(Material material) throws IOException {
        // given
        AudioMix mix = material.mix();
        Rational gain = Rational.of(10);
        // when
        float[] whole = limited(mix, ONE, gain).getFirst();
        List<float[]> parts = limited(mix, THREE, gain);
        // then: before encoding, all samples are the same
        for (int i = 0; i < THREE.size(); i++) {
            AudioSegment segment = THREE.get(i);
            float[] part = parts.get(i);
            long from = segment.encodedFrom();
            int first = (int) (2 * from);
            assertArrayEquals(Arrays.copyOfRange(whole, first, (int) (2 * segment.encodedEnd())), part);
        }
    }

    @ParameterizedTest
    @EnumSource
    void atTheJoinsTheErrorOfTheEncoderIsAsElsewhere(Material material) throws IOException {
        // given
        AudioMix mix = material.mix();
        Rational gain = Rational.of(10);
        float[] original = limited(mix, ONE, gain).getFirst();
        // when
        float[] joined = decoded(encoded(mix, THREE, gain));
        float[] whole = decoded(encoded(mix, ONE, gain));
        // then: blocks that overlap with a join have no larger error than others, and than those of one encoder
        assertEquals(whole.length, joined.length);
        double atJoins = 0;
        double elsewhere = 0;
        double ofOneEncoder = 0;
        for (int at = 0; at + BLOCK <= SAMPLES; at += BLOCK / 2) {
            double error = error(joined, original, at);
            if (isNearAJoin(at)) {
                atJoins = Math.max(atJoins, error);
            } else {
                elsewhere = Math.max(elsewhere, error);
            }
            ofOneEncoder = Math.max(ofOneEncoder, error(whole, original, at));
        }
        assertTrue(atJoins <= elsewhere, "%s: %f at joins, %f elsewhere".formatted(material, atJoins, elsewhere));
        assertTrue(atJoins <= ofOneEncoder);
    }

    private static boolean isNearAJoin(int at) {
        int distance = Math.min(Math.abs(at - SEGMENT), Math.abs(at - 2 * SEGMENT));
        return distance <= (AudioSegment.SEARCHED_FRAMES + 1) * AudioSegment.FRAME;
    }

    /// The root mean square of a block's error.
    private static double error(float[] decoded, float[] original, int from) {
        double sum = 0;
        for (int i = 2 * from; i < 2 * (from + BLOCK); i++) {
            double difference = decoded[i] - original[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum / (2 * BLOCK));
    }

    /// The samples of each segment behind the limiter, left and right in turn.
    private List<float[]> limited(AudioMix mix, List<AudioSegment> segments, Rational gain) throws IOException {
        List<float[]> limited = new ArrayList<>();
        for (Path file : finished(mix, segments, gain, SoundtrackMixer.FLOATS)) {
            try (StereoFile samples = StereoFile.open(file)) {
                limited.add(samples.read(0, (int) samples.samples()));
            }
        }
        return limited;
    }

    private Path encoded(AudioMix mix, List<AudioSegment> segments, Rational gain) throws IOException {
        List<AdtsFile> files =
                finished(mix, segments, gain, SoundtrackMixer.AAC).stream().map(AdtsFile::read).toList();
        return AacJoiner.write(AacJoiner.join(segments, files), SAMPLES, Files.createTempFile(folder, "joined", ".m4a"));
    }

    private List<Path> finished(AudioMix mix, List<AudioSegment> segments, Rational gain, List<String> encoder)
            throws IOException {
        Path work = Files.createTempDirectory(folder, "mix");
        SoundtrackMixer mixer = new SoundtrackMixer(TestFfmpeg.FFMPEG);
        SoundtrackMixer.Sources sources = mixer.decoded(mix, Path::of, work, TestFfmpeg.soon());
        List<Path> finished = new ArrayList<>();
        for (AudioSegment segment : segments) {
            SoundtrackMixer.Mixed mixed = mixer.mixed(mix, segment, sources, work, TestFfmpeg.soon());
            Path file = work.resolve("finished-" + segment.first());
            TestFfmpeg.FFMPEG.run(SoundtrackMixer.encoding(mixed, gain, file, encoder), TestFfmpeg.soon());
            finished.add(file);
        }
        return finished;
    }

    @Test
    void theBytesDoNotDependOnTheNumberOfProcessors() throws IOException {
        // given
        AudioMix mix = Material.SPEECH_MUSIC_AND_CLIP.mix();
        byte[] first = Files.readAllBytes(mix(mix, THREE, 1));
        // then
        assertArrayEquals(first, Files.readAllBytes(mix(mix, THREE, 6)));
        assertTrue(first.length > 400_000);
    }

    private Path mix(AudioMix mix, List<AudioSegment> segments, int processors) throws IOException {
        Path work = Files.createTempDirectory(folder, "mix");
        return new SoundtrackMixer(TestFfmpeg.FFMPEG, processors)
                .mix(mix, segments, Path::of, work, TestFfmpeg.soon());
    }

    /// The left and right samples, in turn.
    private float[] decoded(Path soundtrack) throws IOException {
        Path raw = folder.resolve("decoded.f32");
        TestFfmpeg.output("-y", "-i", soundtrack.toString(), "-f", "f32le", "-c:a", "pcm_f32le", raw.toString());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
        float[] samples = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(samples);
        return samples;
    }
}
