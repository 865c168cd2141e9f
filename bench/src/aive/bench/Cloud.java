package aive.bench;

import aive.composition.AudioMix;
import aive.composition.Composition;
import aive.composition.Encoding;
import aive.composition.Item;
import aive.composition.OutputFormat;
import aive.composition.VideoTrack;
import aive.forecast.Deployment;
import aive.forecast.EncodedSize;
import aive.forecast.Forecast;
import aive.forecast.Workload;
import aive.media.AudioInfo;
import aive.plan.Chunk;
import aive.plan.RendererIdentity;
import aive.planning.ChunkPlanner;
import aive.planning.RenderTime;
import aive.project.Quality;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Prints the time and the price that the model predicts for videos of several lengths, by step: 1080p at 30 frames per
/// second, a sentence and a clip of 10 MB every 5 seconds.
public final class Cloud {

    private static final int[] LENGTHS = {10, 60, 600, 3_600, 10_800};
    private static final int SENTENCE_SECONDS = 5;
    private static final double CLIP_BYTES = 10e6;

    private static final FrameRate RATE = FrameRate.of(30);
    private static final OutputFormat FORMAT =
            new OutputFormat(1920, 1080, RATE, new Encoding.H264(Quality.STANDARD));

    private Cloud() {}

    public static void main(String[] arguments) {
        System.out.println("| video | functions | chunks | prepare | fetch | plan | render | mix | stitch | wall s | $ |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        for (int seconds : LENGTHS) {
            print(name(seconds), "cold", workload(seconds), Deployment.COLD);
            print(name(seconds), "warm", workload(seconds), Deployment.COLD.warmed());
        }
        print("10 min, one sentence edited", "warm", edited(workload(600)), Deployment.COLD.warmed());
    }

    private static void print(String video, String functions, Workload work, Deployment deployment) {
        Forecast forecast = Forecast.of(work, deployment);
        StringBuilder row = new StringBuilder("| %s | %s | %d".formatted(
                video, functions, work.chunks().size() + work.reusedChunks()));
        forecast.steps().forEach(step -> row.append(" | %.1f".formatted(step.seconds())));
        System.out.printf(Locale.ROOT, "%s | %.1f | %.4f |%n", row, forecast.seconds(), forecast.dollars());
    }

    private static String name(int seconds) {
        return seconds < 60 ? seconds + " s" : seconds < 3_600 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }

    private static Workload workload(int seconds) {
        List<Workload.ChunkWork> chunks = new ArrayList<>();
        for (Chunk chunk : chunks(seconds)) {
            double length = chunk.frames().length() / 30.0;
            chunks.add(new Workload.ChunkWork(
                    RenderTime.processorSeconds(chunk.spec().window()),
                    Math.ceil(length / SENTENCE_SECONDS) * CLIP_BYTES,
                    EncodedSize.bytes(chunk.frames().length(), FORMAT)));
        }
        int clips = seconds / SENTENCE_SECONDS;
        // Beside the clips: the narration, and one piece of music.
        double audioBytes = seconds * 16e3 + 5e6;
        return new Workload(
                clips, clips + 2, clips * CLIP_BYTES + audioBytes, chunks, 0, seconds,
                EncodedSize.bytes(seconds * 30L, FORMAT) + seconds * EncodedSize.AUDIO_BYTES_PER_SECOND);
    }

    /// The same video with other text in one sentence.
    private static Workload edited(Workload whole) {
        return new Workload(whole.sentences(), whole.sources(), 0, whole.chunks().subList(0, 1),
                whole.chunks().size() - 1, 0, whole.videoBytes());
    }

    private static List<Chunk> chunks(int seconds) {
        List<Shot> shots = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < seconds / SENTENCE_SECONDS; i++) {
            long first = i * SENTENCE_SECONDS * 30L;
            shots.add(new Shot.BlackShot(
                    new FrameRange(first, first + SENTENCE_SECONDS * 30L), i, "sentence " + (i + 1), Optional.empty()));
            items.add(new Item.Solid(SENTENCE_SECONDS * 30L, Item.Solid.BLACK));
        }
        FrameRange frames = new FrameRange(0, seconds * 30L);
        long samples = (long) seconds * FrameRate.SAMPLES_PER_SECOND;
        AudioMix audio = new AudioMix(
                samples,
                new AudioMix.Track("", new AudioInfo(0, "mp3", samples, false, Optional.empty(), Optional.empty())),
                Optional.empty(), Rational.of(-14));
        return ChunkPlanner.plan(
                new Timeline(RATE, frames, shots, List.of(), List.of()),
                new Composition(FORMAT, new VideoTrack(items), List.of(), audio),
                Optional.empty(),
                new RendererIdentity(1, "", "", "", 25));
    }
}
