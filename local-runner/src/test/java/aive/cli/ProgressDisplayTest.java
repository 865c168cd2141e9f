package aive.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.execution.RenderStep;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a person reads while a render runs.
class ProgressDisplayTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ProgressDisplay display(ProgressDisplay.DisplayForm form, Duration left) {
        return new ProgressDisplay(form, new PrintStream(out, true, UTF_8), _ -> Optional.of(left));
    }

    @Test
    void withoutATerminalTheRunningStepIsALineAtTimesAndNotForEachPart() {
        ProgressDisplay display = display(ProgressDisplay.DisplayForm.LINES, Duration.ofMillis(125_400));
        display.begin(RenderStep.FETCH, START);
        display.repeat(START);
        display.parts(RenderStep.FETCH, 3);
        display.count(RenderStep.FETCH);
        display.repeat(START);
        display.end(RenderStep.FETCH, START.plusSeconds(2));
        display.begin(RenderStep.MIX, START.plusSeconds(2));
        display.begin(RenderStep.RENDER, START.plusSeconds(2));
        display.parts(RenderStep.RENDER, 12);
        assertEquals("0 of 12 chunks kept; run it again to go on", display.kept());
        for (int i = 0; i < 7; i++) {
            display.count(RenderStep.RENDER);
        }
        display.repeat(START.plusSeconds(7));
        display.close();
        assertEquals("""
                Fetch media      …
                Fetch media      1/3
                Fetch media      2.0 s, 3 parts
                Render chunks    7/12, about 2 min 05 s left
                """, out.toString(UTF_8));
        assertEquals("7 of 12 chunks kept; run it again to go on", display.kept());
    }

    @Test
    void onATerminalTheBarHasTheTimeLeft() {
        ProgressDisplay display = display(ProgressDisplay.DisplayForm.BAR, Duration.ofMillis(24_600));
        display.begin(RenderStep.RENDER, START);
        display.parts(RenderStep.RENDER, 2);
        display.count(RenderStep.RENDER);
        display.close();
        assertEquals(
                "\r\u001b[KRender chunks    [%s] …, about 25 s left".formatted("░".repeat(30))
                        + "\r\u001b[KRender chunks    [%s%s] 1/2, about 25 s left\r\u001b[K"
                                .formatted("█".repeat(15), "░".repeat(15)),
                out.toString(UTF_8));
    }

    @Test
    void quietItPrintsOnlyWarnings() {
        ProgressDisplay display = display(ProgressDisplay.DisplayForm.NOTHING, Duration.ZERO);
        display.begin(RenderStep.RENDER, START);
        display.repeat(START);
        display.say("warning: FFmpeg stalled");
        display.end(RenderStep.RENDER, START);
        display.close();
        assertEquals("warning: FFmpeg stalled\n", out.toString(UTF_8));
        assertEquals("", display.kept());
    }
}
