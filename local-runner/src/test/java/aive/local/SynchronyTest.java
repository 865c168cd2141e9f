package aive.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.engine.Outcome;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.ffmpeg.TestSize;
import aive.json.Json;
import aive.message.RenderResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sound and picture stay together from the first second of a long video to the last: a flash in the footage and a
/// beep in the narration, at the same moment of every sentence, are found again in the finished file.
class SynchronyTest {

    private static final int SAMPLES_PER_SECOND = 48_000;
    private static final int SECONDS = 600;
    private static final double FRAME = 1 / 60.0;

    /// From a sentence's start to its flash and its beep.
    private static final double EVENT = 1;

    @Test
    void givenFlashesAndBeeps_whenTenMinutesAreRendered_thenEachIsWhereItShouldBe(@TempDir Path folder)
            throws IOException {
        // given
        List<Double> sentences = new ArrayList<>();
        for (double start = 0; start < SECONDS - 3; start += 13.217) {
            // Most starts lie between frames.
            sentences.add(Math.round(start * 1_000) / 1_000.0);
        }
        sentences.add(SECONDS - 2.3);
        JsonNode project = project(sentences, narration(sentences, folder));
        // when
        Path video = render(project, folder);
        // then
        List<Double> flashes = flashes(video);
        List<Double> beeps = beeps(video, folder);
        assertEquals(sentences.size(), flashes.size(), () -> flashes.toString());
        assertEquals(sentences.size(), beeps.size(), () -> beeps.toString());
        for (int i = 0; i < sentences.size(); i++) {
            double moment = sentences.get(i) + EVENT;
            assertEquals(moment, flashes.get(i), FRAME / 2 + 1e-4, "flash " + i);
            assertEquals(moment, beeps.get(i), 0.005, "beep " + i);
        }
    }

    private static JsonNode project(List<Double> sentences, Path narration) {
        // Rates that divide the output's, and rates that do not.
        List<Path> footage = List.of(flash("25"), flash("30"), flash("24"), flash("60"));
        ObjectNode project = Json.MAPPER.createObjectNode();
        ArrayNode list =
                project.putObject("project_data").put("id", "synchrony").putArray("sentences");
        for (int i = 0; i < sentences.size(); i++) {
            list.addObject()
                    .put("id", "sentence-" + i)
                    .put("text", "")
                    .put("start_time", sentences.get(i))
                    .put("end_time", sentences.get(i) + 2)
                    .putObject("selected_footage")
                    .put("url", footage.get(i % footage.size()).toString());
        }
        project.put("audio_url", narration.toString());
        ObjectNode render = project.putObject("render")
                .put("width", TestSize.width(160))
                .put("height", TestSize.height(90))
                .put("quality", "draft")
                .put("fill", "freeze")
                // One chunk a sentence, whose ends are no whole microseconds.
                .put("fps", 60)
                .put("chunk_seconds", 1);
        render.putObject("captions").put("enabled", false);
        return project;
    }

    /// Three seconds of grey; white from the first second on for a fifth of one.
    private static Path flash(String rate) {
        String white = "drawbox=color=white:t=fill:enable='between(t,0.9999,1.1999)'";
        return TestMedia.made(
                "flash.mp4",
                "-f",
                "lavfi",
                "-i",
                "color=c=gray:s=160x90:d=3:r=" + rate + ",format=yuv420p," + white,
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast");
    }

    private static Path narration(List<Double> sentences, Path folder) throws IOException {
        ByteBuffer samples =
                ByteBuffer.allocate(SECONDS * SAMPLES_PER_SECOND * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double sentence : sentences) {
            int first = (int) Math.round((sentence + EVENT) * SAMPLES_PER_SECOND);
            for (int i = 0; i < SAMPLES_PER_SECOND / 10; i++) {
                samples.putShort((first + i) * Short.BYTES, (short)
                        (8_000 * Math.cos(2 * Math.PI * 1_000 * i / SAMPLES_PER_SECOND)));
            }
        }
        Path raw = folder.resolve("narration.raw");
        Files.write(raw, samples.array());
        Path narration = folder.resolve("narration.flac");
        TestFfmpeg.output(
                "-f",
                "s16le",
                "-ar",
                Integer.toString(SAMPLES_PER_SECOND),
                "-ch_layout",
                "mono",
                "-i",
                raw.toString(),
                narration.toString());
        return narration;
    }

    private static Path render(JsonNode project, Path folder) {
        LocalSettings settings = new LocalSettings(
                folder,
                folder.resolve("store"),
                folder,
                Optional.of(TestFfmpeg.FFMPEG.build().ffmpeg()),
                2,
                Optional.empty());
        try (LocalSystem system = new LocalSystem(settings)) {
            Outcome outcome = system.engine((_, _) -> {})
                    .run("synchrony", system.executionInput(project))
                    .outcome();
            JsonNode output = assertInstanceOf(Outcome.Succeeded.class, outcome, outcome::toString)
                    .output();
            RenderResult result = Json.MAPPER.treeToValue(output, RenderResult.class);
            assertEquals(SECONDS * 60, result.frames());
            assertTrue(result.chunks().total() > 45, () -> result.chunks().toString());
            return system.store().file(result.s3Key(), folder).orElseThrow();
        }
    }

    /// When the picture turns white, each time, by the times in the file.
    private static List<Double> flashes(Path video) {
        String printed = TestFfmpeg.output(
                "-i",
                video.toString(),
                "-map",
                "0:v:0",
                "-fps_mode",
                "passthrough",
                "-vf",
                "signalstats,metadata=mode=print:key=lavfi.signalstats.YAVG:file=-",
                "-f",
                "null",
                "-");
        List<Double> flashes = new ArrayList<>();
        double time = 0;
        boolean white = false;
        for (String line : printed.lines().toList()) {
            if (line.startsWith("frame:")) {
                time = Double.parseDouble(line.substring(line.indexOf("pts_time:") + "pts_time:".length())
                        .strip());
            } else if (line.startsWith("lavfi.signalstats.YAVG=")) {
                boolean now = Double.parseDouble(line.substring(line.indexOf('=') + 1)) > 180;
                if (now && !white) {
                    flashes.add(time);
                }
                white = now;
            }
        }
        return flashes;
    }

    /// When a beep begins, each time: where the sound first exceeds a quarter of its greatest amplitude after a
    /// silence.
    private static List<Double> beeps(Path video, Path folder) throws IOException {
        Path raw = folder.resolve("sound.raw");
        TestFfmpeg.output(
                "-i",
                video.toString(),
                "-map",
                "0:a:0",
                "-af",
                "aresample=async=1:first_pts=0",
                "-ac",
                "1",
                "-ar",
                Integer.toString(SAMPLES_PER_SECOND),
                "-f",
                "s16le",
                raw.toString());
        ShortBuffer samples = ByteBuffer.wrap(Files.readAllBytes(raw))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        int greatest = 0;
        for (int i = 0; i < samples.limit(); i++) {
            greatest = Math.max(greatest, Math.abs(samples.get(i)));
        }
        List<Double> beeps = new ArrayList<>();
        int silentFrom = -SAMPLES_PER_SECOND;
        for (int i = 0; i < samples.limit(); i++) {
            if (Math.abs(samples.get(i)) > greatest / 4) {
                if (i - silentFrom > SAMPLES_PER_SECOND / 2) {
                    beeps.add(i / (double) SAMPLES_PER_SECOND);
                }
                silentFrom = i;
            }
        }
        return beeps;
    }
}
