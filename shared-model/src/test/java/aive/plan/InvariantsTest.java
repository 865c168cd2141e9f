package aive.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.CaptionCue;
import aive.composition.Item;
import aive.composition.OutputFormat;
import aive.composition.VideoTrack;
import aive.composition.Window;
import aive.error.Problem;
import aive.json.Samples;
import aive.message.MediaList;
import aive.message.MediaTask;
import aive.project.Source;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Invalid plans and timelines cannot be constructed.
class InvariantsTest {

    private static final RendererIdentity RENDERER = new RendererIdentity(1, "f", "x", "n", 25);
    private static final OutputFormat FORMAT = new Samples(1).of(OutputFormat.class);

    @Test
    void aTimelineHasNoGapAndNoOverlap() {
        assertEquals(2, timeline(5, List.of(black(0, 3), black(3, 5)), List.of()).shots().size());
        refused(() -> timeline(5, List.of(black(0, 3), black(4, 5)), List.of()), "[4, 5)");
        refused(() -> timeline(5, List.of(black(0, 3), black(2, 5)), List.of()), "[2, 5)");
        refused(() -> timeline(5, List.of(black(1, 5)), List.of()), "[1, 5)");
        refused(() -> timeline(6, List.of(black(0, 5)), List.of()), "shots end at frame 5");
    }

    @Test
    void captionsDoNotOverlapAndEndWithTheTimeline() {
        List<Shot> shots = List.of(black(0, 5));
        assertEquals(2, timeline(5, shots, List.of(caption(0, 2), caption(2, 5))).captions().size());
        refused(() -> timeline(5, shots, List.of(caption(0, 3), caption(2, 5))), "[2, 5)");
        refused(() -> timeline(5, shots, List.of(caption(2, 5), caption(0, 1))), "[0, 1)");
        refused(() -> timeline(5, shots, List.of(caption(0, 6))), "a caption ends after frame 5");
    }

    @Test
    void chunksCoverTheVideoExactly() {
        refused(() -> new Chunk(new FrameRange(0, 3), 0, 0, spec(2)), "spec of 2 frames");
        SoundtrackSpec soundtrack = new Samples(1).of(SoundtrackSpec.class);
        Chunk first = new Chunk(new FrameRange(0, 2), 0, 0, spec(2));
        Chunk second = new Chunk(new FrameRange(2, 4), 0, 0, spec(2));
        assertEquals(first.sha256(), second.sha256());
        RenderPlan plan = new RenderPlan(new FrameRange(0, 4), List.of(first, second), soundtrack);
        assertEquals(64, plan.sha256().length());
        refused(() -> new RenderPlan(new FrameRange(0, 4), List.of(first), soundtrack), "chunks end at frame 2");
        refused(() -> new RenderPlan(new FrameRange(0, 4), List.of(second, first), soundtrack),
                "[2, 4) should begin at frame 0");
    }

    @Test
    void theIdentityOfAVideoDependsOnItsSoundtrack() {
        Chunk chunk = new Chunk(new FrameRange(0, 2), 0, 0, spec(2));
        List<String> identities = IntStream.range(1, 4)
                .mapToObj(seed -> new RenderPlan(
                        new FrameRange(0, 2), List.of(chunk), new Samples(seed).of(SoundtrackSpec.class)).sha256())
                .distinct()
                .toList();
        assertEquals(3, identities.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 39, 40, 41, 100, 10_000})
    void mediaAreDistributedEvenlyOverAtMostFortyBatches(int sources) {
        List<MediaTask> tasks = IntStream.range(0, sources)
                .mapToObj(
                        i -> new MediaTask(new Source(URI.create("https://example.com/" + i)),
                                List.of(new MediaTask.Place("/x", "x")), List.of()))
                .toList();
        List<List<MediaTask>> batches = MediaList.of(tasks).batches();
        assertEquals(Math.min(sources, 40), batches.size());
        List<MediaTask> dealt = new ArrayList<>();
        batches.forEach(dealt::addAll);
        assertEquals(tasks.size(), dealt.stream().distinct().count());
        assertTrue(batches.stream().allMatch(
                batch -> batch.size() >= sources / 40 && batch.size() <= sources / 40 + 1 && !batch.isEmpty()));
    }

    @Test
    void mediaThatTakeLongHaveFewerOthersInTheirBatch() {
        List<MediaTask.Place> places = List.of(new MediaTask.Place("/x", "x"));
        List<MediaTask> tasks = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            tasks.add(new MediaTask(new Source(URI.create("https://example.com/%d.JPG?a=b".formatted(i))), places,
                    List.of()));
            tasks.add(new MediaTask(new Source(URI.create("https://example.com/%d.mp4".formatted(i))), places,
                    List.of()));
        }
        MediaTask narration =
                new MediaTask(new Source(URI.create("https://example.com/voice")), List.of(), places);
        tasks.add(narration);
        // when
        List<List<MediaTask>> batches = MediaList.of(tasks).batches();
        // then: ten units of time each, two of them for images; clips first
        assertEquals(40, batches.size());
        assertEquals(List.of(narration), batches.getFirst());
        assertTrue(batches.stream().skip(1).allMatch(batch -> batch.size() >= 3 && batch.size() <= 6));
        assertTrue(batches.stream().skip(1).allMatch(batch -> batch.getFirst().source().toString().endsWith("mp4")));
    }

    private static void refused(org.junit.jupiter.api.function.Executable making, String why) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, making);
        assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
    }

    private static Timeline timeline(long end, List<Shot> shots, List<CaptionCue> captions) {
        return new Timeline(FrameRate.of(30), new FrameRange(0, end), shots, captions, List.<Problem>of());
    }

    private static Shot black(long first, long end) {
        return new Shot.BlackShot(new FrameRange(first, end), 0, "black", Optional.empty());
    }

    private static CaptionCue caption(long first, long end) {
        return new CaptionCue(new FrameRange(first, end), "text");
    }

    private static ChunkSpec spec(long frames) {
        return new ChunkSpec(
                RENDERER, new Window(FORMAT, new VideoTrack(List.of(new Item.Solid(frames, 0))), List.of()));
    }
}
